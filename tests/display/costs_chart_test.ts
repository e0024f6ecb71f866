import assert from "node:assert/strict";
import { costsChart } from "../../mod.ts";
import { assertNear, drawn, lengthOf } from "./drawn.ts";

const models = [
  { model: "haiku", answers: 50, cost: 0.02, latencies: [1000, 2000, 3000, 4000, 8000] },
  { model: "sonnet", answers: 50, cost: 0.08 },
  { model: "local", answers: 50, cost: null },
];

Deno.test("costsChart() has a bar for each known cost, and the times of replies", async () => {
  const { marks, scale, texts } = await drawn(costsChart(models, { notice: "simulated" }));
  const [haiku, sonnet, half] = marks("bar");
  assert.ok(haiku && sonnet && half && marks("bar").length === 3);
  assertNear(lengthOf(sonnet) / lengthOf(haiku), 4);
  const seconds = scale("0 s", "8 s", [0, 8]);
  assertNear(seconds(half.x), 2);
  assertNear(seconds(half.x + lengthOf(half)), 4);
  assertNear(seconds(marks("tick")[0]?.x ?? NaN), 3);
  assert.ok(texts.includes("$0.0800$1.6000 per 1,000"), texts.join("|"));
  assert.ok(texts.includes("price not known50 answers"));
  assert.equal(texts.filter((text) => text === "time not known").length, 2);
  assert.ok(texts.join(" ").includes("simulated"));
});

Deno.test("costsChart() without times has no such part", async () => {
  const { said } = await drawn(costsChart(models.slice(1)));
  assert.ok(said.includes("Cost") && !said.includes("Timeofareply"));
});
