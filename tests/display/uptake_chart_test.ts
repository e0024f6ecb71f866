import assert from "node:assert/strict";
import { uptakeChart, wilson } from "../../mod.ts";
import { assertNear, drawn } from "./drawn.ts";

const all = [1, 2, 3].flatMap((period) => [
  { item: "IPA", period, taken: 5 * period, of: 20 },
  { item: "Stout", period, taken: 20 - 5 * period, of: 20 },
]);

Deno.test("uptakeChart() has a line for each item through its shares, named at its end", async () => {
  const { marks, scale, texts, textAt } = await drawn(uptakeChart(all, { notice: "simulated" }));
  const period = scale("1", "3", [1, 3]);
  const points = marks("dot");
  assert.deepEqual(points.map(({ x }) => Math.round(period(x))), [1, 2, 3, 1, 2, 3]);
  const unit = (textAt("20 %").y - textAt("60 %").y) / 0.4;
  const [first = NaN, second = NaN, third = NaN, fourth = NaN] = points.map(({ y }) => y);
  assertNear((first - second) / unit, 0.25);
  assertNear((first - third) / unit, 0.5);
  assertNear((first - fourth) / unit, 0.5);
  assert.ok(textAt("IPA").y < textAt("Stout").y);
  assert.ok(texts.join(" ").includes("n = 20 in every period · 95 % Wilson intervals · simulated"));
  const [interval] = marks("rule").filter(({ element }) =>
    element.getAttribute("x1") === element.getAttribute("x2")
  );
  const drawnLow = Number(interval?.element.getAttribute("y1"));
  const drawnHigh = Number(interval?.element.getAttribute("y2"));
  const { low, high } = wilson(5, 20);
  assertNear(Math.abs(drawnLow - drawnHigh) / unit, high - low);
});

Deno.test("uptakeChart() leaves out who could not choose, and draws one period", async () => {
  const chart = uptakeChart([
    { item: "IPA", period: 1, taken: 0, of: 0 },
    { item: "IPA", period: 2, taken: 1, of: 4 },
  ]);
  const { marks } = await drawn(chart);
  assert.equal(marks("dot").length, 1);
  assert.match(String(chart), /^IPA {2}25 %$/m);
});

Deno.test("uptakeChart() of many items keeps their names apart, and says how wide intervals are", async () => {
  const many = Array.from(
    { length: 11 },
    (_, at) => ({ item: `Ale ${at}`, period: 1, taken: 4, of: 20 }),
  );
  const { texts, textAt } = await drawn(uptakeChart(many));
  const places = many.map(({ item }) => textAt(item).y).sort((a, b) => a - b);
  places.slice(1).forEach((y, at) => assert.ok(y - (places[at] ?? NaN) > 13.9));
  assert.ok(texts.join(" ").includes("reach ±21.6 points at most"), texts.join("|"));
});
