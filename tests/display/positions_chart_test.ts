import assert from "node:assert/strict";
import { choice, positionsChart } from "../../mod.ts";
import { asked, rowOf } from "../analysis/rows.ts";
import { assertNear, drawn, lengthOf } from "./drawn.ts";

const question = asked(choice("Which?", ["a", "b"]));
const rows = [
  ...[[0, 1], [1, 0], [0, 1]].map((order) => rowOf({ answer: "a", order })),
  rowOf({ answer: "b", order: [1, 0] }),
];

Deno.test("positionsChart() has a bar for each place, and a line where it would not matter", async () => {
  const chart = positionsChart(rows, question, { notice: "simulated" });
  const { marks, scale, textAt, texts } = await drawn(chart);
  const share = scale("0 %", "100 %");
  const [first, second] = marks("bar");
  assert.ok(first && second);
  assertNear(lengthOf(first) / lengthOf(second), 3);
  // Of a, 3 of 4, shown first in half of the rows: (.75 + .25 + .75 + .25)/4.
  assertNear(share(marks("tick")[0]?.x ?? NaN), 0.5);
  assert.ok(textAt("shown 1st").y < textAt("shown 2nd").y);
  assert.ok(texts.join(" ").includes("n = 4 answers"));
  assert.match(String(chart), /if the place did not matter: 50 %, 50 %\nsimulated$/);
});
