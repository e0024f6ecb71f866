import assert from "node:assert/strict";
import { type Answered, choice, Convergence, ConvergenceTracker, multi } from "../../mod.ts";
import { trackedOf } from "../../lib/analysis/tracked.ts";
import { confidenceSequence, jensenShannon } from "../../mod.ts";
import { assertNear } from "../statistics/assert_near.ts";
import { asked } from "./rows.ts";
import { answersOf, BATCHES, fed, says, trackerOf } from "./streams.ts";

function assertCurve(actual: readonly number[], expected: readonly number[]): void {
  assert.deepEqual(actual.map((jsd) => Number(jsd.toFixed(6))), expected);
}

Deno.test("D1: equal answers are enough at 60, the first check with three batches and 50 answers", () => {
  const { stoppedAt, report, question } = fed("a×100");
  assert.deepEqual([stoppedAt, report.overallConvergedAt, question.convergedAt], [60, 60, 60]);
});

Deno.test("D3: answers that keep changing are never enough", () => {
  const { stoppedAt, question, curve } = fed("a×40 b×40 a×40 b×40");
  assert.deepEqual([stoppedAt, question.convergedAt, question.lostAt], [null, null, null]);
  assertCurve(curve, [0, 0, 0.459148, 0.311278, 0.236453, 0.190875, 0.370507, 0.311278]);
});

Deno.test("D6: nothing is enough before the least number of answers", () => {
  const { stoppedAt, question } = fed("a×200", { ...BATCHES, minimum: 100 });
  assert.deepEqual([stoppedAt, question.convergedAt], [100, 100]);
});

Deno.test("D7: a batch that is not full is not looked at", () => {
  const { question } = fed("a×55");
  assert.deepEqual(question.curve.map(({ n }) => n), [20, 40]);
  assert.deepEqual([question.convergedAt, question.finalN], [null, 55]);
});

Deno.test("D9: all questions must be enough", () => {
  const tracker = new ConvergenceTracker(
    [{ key: "q", options: ["a", "b"] }, { key: "r", options: ["x", "y"] }],
    { ...BATCHES, minimum: 0 },
  );
  const second = answersOf("x×40 y×80");
  answersOf("a×120").forEach((answer, at) =>
    tracker.add([says("q", answer), says("r", second[at] ?? "")])
  );
  const { perQuestion: { q, r }, overallConvergedAt } = tracker.report();
  assert.deepEqual([q?.convergedAt, r?.convergedAt, overallConvergedAt], [60, null, null]);
  const curve = r?.curve.map(({ jsd = NaN }) => jsd) ?? [];
  assertCurve(curve, [0, 0, 0.459148, 0.311278, 0.236453, 0.190875]);
});

Deno.test("D10: one batch that differs begins the count anew", () => {
  const { question, curve } = fed(`a×20 b×20 ${"a b ".repeat(60).trim()}`);
  assertCurve(curve, [0, 0.311278, 0, 0, 0, 0, 0, 0]);
  assert.equal(question.convergedAt, 100);
});

Deno.test("D14: a question that nobody answers is never enough", () => {
  const tracker = trackerOf(["q", "r"]);
  for (const answer of answersOf("a×100")) tracker.add([says("q", answer)]);
  assert.ok(!tracker.isMet);
  const { perQuestion: { q, r }, overallConvergedAt } = tracker.report();
  assert.deepEqual([q?.convergedAt, r?.convergedAt, overallConvergedAt], [60, null, null]);
  assert.deepEqual([r?.finalN, r?.curve, r?.widths, r?.skewVsUniform], [0, [], {}, null]);
});

Deno.test("D15: what was enough and is no longer, is reported as lost", () => {
  const { report, question, curve } = fed("a×60 b×60");
  assertCurve(curve.slice(3, 4), [0.548795]);
  assert.deepEqual([question.convergedAt, question.lostAt], [60, 80]);
  assert.equal(report.overallConvergedAt, null);
});

Deno.test("what was lost and is enough again has its new n, and is lost no longer", () => {
  const { question, report } = fed(`a×60 b×60 ${"a b ".repeat(60).trim()}`);
  assert.equal(question.lostAt, null);
  // The first batches of both come at 140, 160 and 180.
  assert.deepEqual([question.convergedAt, report.overallConvergedAt], [180, 180]);
});

Deno.test("only valid answers count, and a batch without any is not looked at", () => {
  const tracker = trackerOf(["q"]);
  const valid = [says("q", "a")];
  for (let at = 0; at < 20; at++) tracker.add(valid);
  for (let at = 0; at < 20; at++) assert.equal(tracker.add([]), null);
  for (let at = 0; at < 40; at++) tracker.add(at % 2 === 0 ? valid : [says("q")]);
  const { released, finalN, perQuestion: { q } } = tracker.report();
  assert.deepEqual([released, finalN, q?.finalN], [80, 40, 40]);
  assert.deepEqual(q?.curve.map(({ n }) => n), [20, 30, 40]);
  // Three equal batches, but fewer than 50 answers.
  assert.equal(q?.convergedAt, null);
});

for (const rule of ["precision", "jsd-batch"] as const) {
  Deno.test(`no data is never enough by ${rule}`, () => {
    const tracker = trackerOf(["q"], rule === "precision" ? { rule } : { rule, minimum: 0 });
    for (let at = 0; at < 200; at++) assert.equal(tracker.add([]), null);
    assert.ok(!tracker.isMet);
    const { overallConvergedAt, finalN, perQuestion: { q } } = tracker.report();
    assert.deepEqual([overallConvergedAt, finalN, q?.halfWidth], [null, 0, 1]);
  });
}

Deno.test("a tracker with nothing to follow never says stop", () => {
  const tracker = new ConvergenceTracker([{ key: "why", options: null }]);
  for (let at = 0; at < 40; at++) tracker.add([says("why")]);
  assert.ok(!tracker.isMet);
  assert.deepEqual(tracker.report().trackedQuestions, []);
});

Deno.test("precision stops at the first check at which every share is known within the width", () => {
  const { stoppedAt, question, report } = fed(`${"a b ".repeat(300).trim()}`, { halfWidth: 0.1 });
  // Two options count once, so alpha is .05 whole; sequenceSize(0.1, 0.05) is 280.
  assert.equal(report.alphaEach, 0.05);
  assert.deepEqual([stoppedAt, question.convergedAt], [280, 280]);
  const { low, high } = confidenceSequence(300, 600, 0.05);
  const { halfWidth, ...width } = question.widths.a ?? { halfWidth: NaN };
  assert.deepEqual(width, { share: 0.5, low, high });
  assertNear(halfWidth, high - 0.5);
  const [first] = question.curve;
  assert.deepEqual(Object.keys(first ?? {}), ["n", "halfWidth"]);
  assertNear(first?.halfWidth ?? NaN, confidenceSequence(10, 20, 0.05).high - 0.5);
});

Deno.test("precision shares alpha among all shares of all questions, before the first answer", () => {
  const three = { options: ["a", "b", "c"] };
  const five = ["1", "2", "3", "4", "5"].map((key) => ({ key, ...three }));
  assert.equal(new ConvergenceTracker(five).alphaEach, 0.05 / 15);
  const mixed = new ConvergenceTracker([
    { key: "two", options: ["a", "b"] },
    { key: "several", options: ["a", "b"], multiple: true },
    { key: "words", options: null },
    { key: "three", ...three },
  ], { alpha: 0.1 });
  assert.equal(mixed.alphaEach, 0.1 / 6);
});

Deno.test("precision can be lost when the shares move to the middle", () => {
  const { question } = fed("a×100 b×100", { halfWidth: 0.08 });
  assert.deepEqual([question.convergedAt, question.lostAt], [100, 120]);
});

Deno.test("one who is asked several times counts once, with the mean of the answers", () => {
  const tracker = trackerOf(["q"], { halfWidth: 0.1 });
  for (let at = 0; at < 20; at++) {
    tracker.add([says("q", "a"), says("q", "a"), says("q", "b"), says("q", at < 10 ? "a" : "b")]);
  }
  const { q } = tracker.report().perQuestion;
  assert.equal(q?.finalN, 20);
  assertNear(q?.widths.a?.share ?? NaN, 0.625);
  // S = 12.5 of n = 20.
  assertNear(q?.widths.a?.high ?? NaN, confidenceSequence(12.5, 20, 0.05).high);
});

Deno.test("where an answer may name several options, each is a share of its own", () => {
  const question = trackedOf(asked(multi("Which?", ["a", "b", "c"], { min: 0 })));
  const tracker = new ConvergenceTracker([question], { rule: "jsd-batch", every: 4 });
  const answers: Answered[] = [says("q", "a"), says("q", "a", "b"), says("q"), says("q", "a", "b")];
  for (const answer of answers) tracker.add([answer]);
  for (let at = 0; at < 4; at++) tracker.add([says("q", "a")]);
  const { q } = tracker.report().perQuestion;
  assert.deepEqual(Object.entries(q?.widths ?? {}).map(([key, { share }]) => [key, share]), [
    ...[["a", 0.875], ["b", 0.25], ["c", 0]],
  ]);
  assert.deepEqual([q?.finalN, q?.supportSize, q?.skewVsUniform], [8, 2, null]);
  // The farthest of a (7 of 8, 4 of 4), b (2 of 8, 0 of 4) and c (nobody).
  assertNear(q?.curve[1]?.jsd ?? NaN, jensenShannon([2, 6], [0, 4]));
});

Deno.test("the curve has at most 20 points, evenly spaced, with both ends", () => {
  const { question } = fed("a×50", { ...BATCHES, every: 1 });
  assert.deepEqual(question.curve.map(({ n }) => n), [
    ...[1, 4, 6, 9, 11, 14, 16, 19, 22, 24, 27, 29, 32, 35, 37, 40, 42, 45, 47, 50],
  ]);
});

Deno.test("the report says how far the shares are from equal ones, unused options included", () => {
  const { question } = fed("a×75 b×25");
  assertNear(question.skewVsUniform?.cramersV ?? NaN, 0.5);
  assert.equal(fed("a×30").question.skewVsUniform?.cramersV, 1);
});

Deno.test("F6: nearly equal answers are a warning, from 20 on", () => {
  const warned = (stream: string) => fed(stream).report.diversityWarnings.length === 1;
  assert.deepEqual(["a×19", "a×20", "a×94 b×6", "a×93 b×7"].map(warned), [
    ...[false, true, true, false],
  ]);
  assert.deepEqual(fed("a×94 b×6").report.diversityWarnings, [
    `"q": 94 of 100 answers are "a" (normalised entropy 0.33)`,
  ]);
});

Deno.test("an answer that is no option is refused, and one to another question passed over", () => {
  const tracker = trackerOf(["q"]);
  assert.throws(() => tracker.add([says("q", "z")]), {
    name: "TypeError",
    message: 'Cannot count "z" for "q": its options are a, b',
  });
  tracker.add([says("other", "z")]);
});

Deno.test("trackedOf() has the options of the question, and none where any answer is possible", () => {
  assert.deepEqual(trackedOf(asked(choice("Which?", ["x", "y"]))), {
    ...{ key: "q", multiple: false, options: ["x", "y"] },
  });
});

Deno.test("report() says whether the panel was stopped, and can be asked for at any time", () => {
  const tracker = trackerOf(["q"]);
  assert.ok(tracker.report() instanceof Convergence);
  assert.ok(!tracker.report().autoStopped);
  assert.ok(tracker.report({ autoStopped: true }).autoStopped);
});
