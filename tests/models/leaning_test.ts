import assert from "node:assert/strict";
import { featuresOf } from "../../lib/models/leaning.ts";

Deno.test("featuresOf() counts attributes that stand apart as it counts others", () => {
  const attributes = { age: 34, taste: "dry", tags: ["a"], note: { deep: "x" } };
  assert.deepEqual(
    featuresOf({ persona_id: "p1", persona_text: "You are Maya.", attributes }),
    featuresOf({ name: "Maya", ...attributes }),
  );
  assert.deepEqual(featuresOf({ attributes }), ["aged 30 on", "dry", "a"]);
});
