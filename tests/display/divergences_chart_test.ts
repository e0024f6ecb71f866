import assert from "node:assert/strict";
import { divergence, divergencesChart } from "../../mod.ts";
import { assertNear, drawn, lengthOf } from "./drawn.ts";

const all = [[60, 30, 10], [20, 30, 50], [5, 5, 90]].map((panel, at) => ({
  label: `question ${at}`,
  divergence: divergence(panel, [0.3, 0.45, 0.25]),
}));

Deno.test("divergencesChart() has a row for each, with its interval, floor and mean by chance", async () => {
  const { marks, scale, texts } = await drawn(divergencesChart(all));
  const bits = scale("0.0", "0.2", [0, 0.2]);
  const [crosses, signs] = [marks("dot").slice(0, 3), marks("dot").slice(3)];
  assert.equal(signs.length, 3);
  all.forEach(({ divergence: one }, at) => {
    assertNear(bits(signs[at]?.x ?? NaN), one.jsdCorrected);
    assertNear(bits(crosses[at]?.x ?? NaN), one.nulls.uniform.jsd);
    const floor = marks("bar")[at];
    assert.ok(floor);
    assertNear(bits(floor.x + lengthOf(floor)), one.floor95);
    const [means, lows, highs] = [0, 1, 2].map((part) => marks("tick").slice(3 * part));
    assertNear(bits(means?.[at]?.x ?? NaN), one.nulls.human.jsd);
    assertNear(bits(lows?.[at]?.x ?? NaN), one.interval.low);
    assertNear(bits(highs?.[at]?.x ?? NaN), one.interval.high);
  });
  assert.ok(texts.includes("question 1 · n = 100"));
});

Deno.test("divergencesChart() tells each in words, with grade, floor, probability and n", () => {
  const lines = String(divergencesChart(all, { title: "Packs", notice: "simulated" })).split("\n");
  assert.equal(lines[0], "Packs");
  assert.match(
    lines[1] ?? "",
    /^question 0 {2}0\.\d{3} \[0\.\d{3}, 0\.\d{3}\] {2}.* floor 0\.011 .* n = 100$/,
  );
  assert.equal(lines.at(-1), "simulated");
});

Deno.test("divergencesChart() of one says whether chance would do; of none, that there are none", async () => {
  const { texts } = await drawn(divergencesChart(all.slice(0, 1)));
  assert.ok(texts.join(" ").includes("differs from people (p < 0.001)"));
  const none = await drawn(divergencesChart([]));
  assert.deepEqual(none.texts, ["No data"]);
});
