import assert from "node:assert/strict";
import { FINDINGS, findingsSchema } from "../../lib/instruments/findings.ts";
import { toJsonSchema } from "../../lib/schema/json_schema.ts";

const FOUND = {
  summary: "They like it.",
  themes: ["price"],
  agreements: [],
  disagreements: ["colour"],
  surprises: [],
  recommendation: "Go on.",
};

Deno.test("findingsSchema takes all six fields and nothing that is not of their form", () => {
  assert.deepEqual(findingsSchema.parse(FOUND), FOUND);
  for (const field of FINDINGS) {
    const { [field]: _, ...rest } = FOUND;
    assert.equal(findingsSchema.safeParse(rest).success, false, field);
  }
  assert.equal(findingsSchema.safeParse({ ...FOUND, themes: "price" }).success, false);
  assert.equal(findingsSchema.safeParse({ ...FOUND, summary: ["a"] }).success, false);
});

Deno.test("findingsSchema asks a model for the six fields and no other", () => {
  const { properties, required, additionalProperties } = toJsonSchema(findingsSchema);
  assert.deepEqual(Object.keys(properties ?? {}), FINDINGS);
  assert.deepEqual(required, FINDINGS);
  assert.equal(additionalProperties, false);
});
