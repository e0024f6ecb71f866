import assert from "node:assert/strict";
import { choice, convergence, multi, type Row } from "../../mod.ts";
import { convergenceJson } from "../../lib/analysis/convergence_json.ts";
import { checkLine } from "../../lib/analysis/convergence_check.ts";
import { stream } from "../../lib/random/stream.ts";
import { asked, rowOf } from "./rows.ts";
import { answersOf, BATCHES, fed, says, trackerOf } from "./streams.ts";

Deno.test("convergence() of a list judges as a tracker does", () => {
  const answers = answersOf("a×60 b×60");
  const report = convergence(answers, BATCHES);
  assert.deepEqual(report.perQuestion.answer, fed("a×60 b×60").question);
  assert.deepEqual(report.trackedQuestions, ["answer"]);
});

Deno.test("convergence() of a list passes over who has no valid answer", () => {
  const { finalN, released, perQuestion } = convergence(["a", null, "b", null]);
  assert.deepEqual([finalN, released, perQuestion.answer?.finalN], [2, 4, 2]);
});

Deno.test("convergence() knows only the options that were given, unless it is told", () => {
  const { answer } = convergence(["a", "a"], { options: ["b", "a", "c"] }).perQuestion;
  assert.deepEqual(Object.keys(answer?.widths ?? {}), ["b", "a", "c"]);
  assert.deepEqual(Object.keys(convergence(["a"]).perQuestion.answer?.widths ?? {}), ["a"]);
  assert.throws(() => convergence(["z"], { options: ["a", "b"] }), TypeError);
});

Deno.test("convergence() of nothing has converged nowhere", () => {
  const { overallConvergedAt, finalN } = convergence([]);
  assert.deepEqual([overallConvergedAt, finalN], [null, 0]);
});

function row(panelist: string, category: string, given: Partial<Row> = {}): Row {
  return rowOf({ panelist, category, answer: category, ...given });
}

Deno.test("convergence() of rows counts a panelist once, and leaves out what is not valid", () => {
  const rows = [
    row("1", "a"),
    row("2", "b", { status: "refused", category: null }),
    row("1", "b", { repeat: 1 }),
    row("3", "b", { afterStop: true }),
    row("4", "a"),
    row("4", "a", { question: "other" }),
  ];
  const { released, perQuestion: { q, other } } = convergence(rows);
  assert.deepEqual([released, q?.finalN, other?.finalN], [3, 2, 1]);
  assert.deepEqual([q?.widths.a?.share, q?.widths.b?.share], [0.75, 0.25]);
});

Deno.test("convergence() of rows with their questions knows all options and several answers", () => {
  const rows = [["a", "b"], ["b"], []].map((answer, at) =>
    row(String(at), "", { answer, category: null })
  );
  const question = asked(multi("Which?", ["a", "b", "c"], { min: 0 }));
  const { q } = convergence(rows, { questions: [question] }).perQuestion;
  assert.deepEqual(Object.values(q?.widths ?? {}).map(({ share }) => share), [1 / 3, 2 / 3, 0]);
  // Without the question nobody knows what lists stand for.
  assert.deepEqual(convergence(rows).trackedQuestions, []);
  const single = asked(choice("Which?", ["a", "b", "c"]));
  const judged = convergence([row("1", "b")], { questions: [single] }).perQuestion.q;
  assert.deepEqual(Object.keys(judged?.widths ?? {}), ["a", "b", "c"]);
});

Deno.test("convergence() of no rows knows their questions, and refuses a list with questions", () => {
  const questions = [asked(choice("Which?", ["a", "b"]))];
  const { trackedQuestions, overallConvergedAt } = convergence([], { questions });
  assert.deepEqual([trackedQuestions, overallConvergedAt], [["q"], null]);
  const mixed = /Cannot judge a list of answers and rows of questions together/;
  assert.throws(() => convergence(["a"], { questions }), mixed);
  assert.throws(() => convergence([row("1", "a")], { options: ["a", "b"] }), mixed);
});

Deno.test("convergence() counts variants for their persona by precision, and apart by jsd-batch", () => {
  const rows = ["m~0", "m~1", "d~0", "d~1"].map((id) => row(id, id === "m~0" ? "a" : "b"));
  assert.equal(convergence(rows).perQuestion.q?.finalN, 2);
  assert.equal(convergence(rows).perQuestion.q?.widths.a?.share, 0.25);
  assert.equal(convergence(rows, BATCHES).perQuestion.q?.finalN, 4);
});

Deno.test("convergenceJson() has the keys of the reference, rounded, and its own beside them", () => {
  const answers = answersOf("a×40 b×40 a×40");
  const json = convergenceJson(convergence(answers, { ...BATCHES, options: ["a", "b", "c"] }));
  assert.deepEqual(json, JSON.parse(JSON.stringify(json)));
  const { per_question, warnings, ...rest } = json;
  assert.ok(Array.isArray(warnings) && warnings.length === 1);
  assert.deepEqual(rest, {
    ...{ rule: "jsd-batch", check_every: 20, epsilon: 0.02, min_n: 50, m_consecutive: 3 },
    ...{ half_width: null, alpha: 0.05, alpha_each: 0.05 / 3, final_n: 120, released: 120 },
    ...{ auto_stopped: false, overall_converged_at: null, tracked_questions: ["answer"] },
    ...{ human_baseline: null, diversity_warnings: [] },
  });
  // The shape is that of the report.
  const { answer } = per_question as Record<string, Record<string, unknown>>;
  assert.deepEqual(Object.keys(answer ?? {}), [
    ...["final_n", "converged_at", "lost_at", "curve", "support_size", "half_width", "widths"],
    ...["floor", "batch_needed", "skew_vs_uniform"],
  ]);
  assert.deepEqual((answer?.curve as unknown[])[2], { n: 60, jsd: 0.459148, half_width: 0.221929 });
  assert.deepEqual([answer?.floor, answer?.batch_needed], [0.054024, 55]);
  assert.deepEqual(Object.keys(answer?.skew_vs_uniform ?? {}), [
    ...["cramers_v", "fei", "chi2", "df", "p_value", "lead_interpretation"],
  ]);
});

Deno.test("convergenceJson() of precision leaves the numbers of the other rule empty", () => {
  const json = convergenceJson(convergence(answersOf("a×100"), { options: ["a", "b"] }));
  assert.deepEqual(
    [json.rule, json.half_width, json.epsilon, json.min_n, json.m_consecutive],
    ["precision", 0.1, null, null, null],
  );
  assert.equal(json.overall_converged_at, 80);
});

Deno.test("D18: checkLine() is JSON with sorted keys and 6 decimals", () => {
  const tracker = trackerOf(["r", "q"]);
  const lines = answersOf("a×40 b×20").map((answer) =>
    tracker.add([says("q", answer), says("r", "a")])
  ).filter((check) => check !== null).map(checkLine);
  assert.equal(lines.length, 3);
  assert.equal(
    lines[2],
    '{"n_completed":60,"per_question":{"q":{"jsd_last_batch":0.459148,"jsd_rolling_avg_3":0.153049},' +
      '"r":{"jsd_last_batch":0,"jsd_rolling_avg_3":0}}}',
  );
});

Deno.test("checkLine() of precision has the width", () => {
  const tracker = trackerOf(["q"], { every: 1 });
  const check = tracker.add([says("q", "a")]);
  // 1 − .05/2, as of 1 of 1.
  assert.equal(
    check && checkLine(check),
    '{"n_completed":1,"per_question":{"q":{"half_width":0.975,"n":1}}}',
  );
});

Deno.test("jsd-batch stops a fair coin soon and far off, which precision does not", () => {
  // panels.md 6.2: 50/50 at K = 20 stops in all runs, at a median n of 60, off by up to 18 points.
  const runs = 200;
  let [stopped, off, wide] = [0, 0, 0];
  for (let run = 0; run < runs; run++) {
    const random = stream(11).fork(run);
    const answers = Array.from({ length: 2000 }, () => random.integer(2) === 0 ? "a" : "b");
    const end = stopOf(answers, BATCHES);
    if (end < 2000) stopped += 1;
    if (end === 60) off += 1;
    const precise = answers.slice(0, stopOf(answers, { halfWidth: 0.1 }));
    const share = precise.filter((answer) => answer === "a").length / precise.length;
    if (Math.abs(share - 0.5) > 0.1) wide += 1;
  }
  assert.equal(stopped, runs);
  assert.ok(off / runs > 0.75, `${off} stop at 60`);
  assert.ok(wide / runs <= 0.05, `${wide} are off by more than was promised`);
});

function stopOf(answers: readonly string[], options: Parameters<typeof trackerOf>[1]): number {
  const tracker = trackerOf(["q"], options);
  for (const [at, answer] of answers.entries()) {
    tracker.add([says("q", answer)]);
    if (tracker.isMet) return at + 1;
  }
  return answers.length;
}
