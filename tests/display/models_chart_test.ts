import assert from "node:assert/strict";
import { Blend } from "../../lib/analysis/blend.ts";
import { modelsChart } from "../../mod.ts";
import { CONTEXT } from "../analysis/rows.ts";
import { drawn } from "./drawn.ts";
import { NOTICE, tiers } from "./tallies.ts";

const parts = [tiers("haiku"), tiers("sonnet")];
const blend = new Blend(parts, [3, 1], { ...CONTEXT, notice: NOTICE });

Deno.test("modelsChart() has a group for each option, with the share of each model and of the blend", async () => {
  const { marks, scale, texts } = await drawn(modelsChart([...parts, blend]));
  const share = scale("0 %", "100 %");
  const signs = marks("dot").map(({ x }) => Number(share(x).toFixed(9)));
  // A group after the other: two models each; then the diamonds of the blend.
  assert.deepEqual(signs, [0.3, 0.3, 0.7, 0.7, 0, 0, 0.3, 0.7, 0]);
  assert.equal(texts.filter((text) => text === "blend").length, 3);
  assert.equal(texts.filter((text) => text === "haiku · n = 10").length, 3);
  for (const option of ["free", "pro", "team"]) assert.ok(texts.includes(option));
  assert.ok(texts.join(" ").includes("a blend: haiku 75 %, sonnet 25 %"));
  assert.ok(texts.join(" ").includes("95 % MOVER intervals of the blend"));
  assert.ok(texts.join(" ").includes(NOTICE));
  // Both models said the same.
  assert.match(
    texts.join(" "),
    /disagreement adds −?0\.000 of the 0\.881 bits of its entropy; chance alone up to 0\.\d{3}/,
  );
});

Deno.test("modelsChart() without a blend says nothing of one", async () => {
  const { marks, said } = await drawn(modelsChart(parts));
  assert.equal(marks("dot").length, 6);
  assert.ok(!said.includes("blend") && !said.includes("MOVER"));
});
