import assert from "node:assert/strict";
import {
  baseline,
  convergence,
  convergenceBaseline,
  convergenceChart,
  ConvergenceTracker,
} from "../../mod.ts";
import { assertNear, drawn } from "./drawn.ts";

const answers = Array.from({ length: 200 }, (_, at) => at % 3 === 0 ? "yes" : "no");
const report = convergence(answers, { halfWidth: 0.15 });

Deno.test("convergenceChart() has a point for each check, at its n and its half-width", async () => {
  const { marks, scale, textAt } = await drawn(convergenceChart(report));
  const n = scale("50", "200", [50, 200]);
  const { curve, convergedAt } = report.perQuestion.answer ?? {};
  const points = marks("dot");
  assert.equal(points.length, curve?.length);
  const [low, high] = [textAt("10").y, textAt("30").y];
  curve?.forEach((check, at) => {
    assertNear(n(points[at]?.x ?? NaN), check.n);
    // The label of a tick stands beside its line: only the way between two of them is exact.
    const rise = ((points[0]?.y ?? NaN) - (points[at]?.y ?? NaN)) / (low - high);
    assertNear(rise * 0.2, check.halfWidth - (curve[0]?.halfWidth ?? NaN));
  });
  assertNear(n(textAt(`enough at n = ${convergedAt}`).x), convergedAt ?? NaN);
});

Deno.test("convergenceChart() shows epsilon, floor and what was lost by jsd-batch", async () => {
  const waves = Array.from({ length: 200 }, (_, at) => Math.floor(at / 80) % 2 === 0 ? "a" : "b");
  const lost = convergence(waves, { rule: "jsd-batch" });
  assert.deepEqual([lost.perQuestion.answer?.convergedAt, lost.perQuestion.answer?.lostAt], [
    60,
    100,
  ]);
  const { texts } = await drawn(convergenceChart(lost));
  for (const text of ["enough at n = 60, no longer at 100", "epsilon 0.02", "floor 0.035"]) {
    assert.ok(texts.includes(text), text);
  }
  assert.ok(texts.includes("Not enough answers yet: 200 people answered"));
});

Deno.test("convergenceChart() lays people's curve over the panel's, with signs of its own", async () => {
  const human = convergence(answers.slice(0, 100), { halfWidth: 0.15 });
  const alone = await drawn(convergenceChart(report));
  const both = await drawn(convergenceChart(report, { human, notice: "simulated" }));
  assert.equal(both.marks("dot").length - alone.marks("dot").length, 5);
  assert.ok(both.texts.includes("people") && !alone.texts.includes("people"));
  assert.ok(both.texts.join(" ").includes("simulated"));
  assert.equal(both.find('[stroke-dasharray="6 3"]').length, 2); // the curve, and the width asked for
});

Deno.test("convergenceChart() of no questions has no data, and of no answers no curve", async () => {
  const none = await drawn(convergenceChart(convergence([], { options: [] })));
  assert.deepEqual(none.marks("dot"), []);
  const { texts } = await drawn(convergenceChart(convergence([], { questions: [] })));
  assert.ok(texts.includes("No data"));
});

Deno.test("convergenceChart() tells each question and every warning in words", () => {
  const text = String(
    convergenceChart(convergence(new Array(60).fill("a"), { rule: "jsd-batch" })),
  );
  assert.match(text, /^rule "jsd-batch"\nanswer {2}enough at n = 60 {2}n = 60 {2}±/m);
});

Deno.test("convergenceChart() shows samples of humans apart, and where they are steady", async () => {
  const tracker = new ConvergenceTracker([{ key: "mood", options: ["a", "b"] }]);
  const humanBaseline = convergenceBaseline(await baseline("gss:HAPPY"), { draws: 50 });
  const chart = convergenceChart(tracker.report({ humanBaseline }));
  const { marks, texts, said } = await drawn(chart);
  // Of the sizes those up to twice the one that is enough.
  assert.equal(humanBaseline.convergedAt, 100);
  assert.equal(marks("dot").length, 4);
  assert.ok(texts.includes("steady from 100 on") && said.includes("samplesofgss:HAPPY2024"));
  assert.match(String(chart), /^samples of gss:HAPPY are steady from 100 on$/m);
});
