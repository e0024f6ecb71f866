import assert from "node:assert/strict";
import { parseFailureBudget, QuestionBudget } from "../../lib/engine/question_budget.ts";

/** After how many failures a question is not put any more. */
function threshold(text: string, panelists: number): number {
  return new QuestionBudget(parseFailureBudget(text), panelists).report.thresholdCount;
}

Deno.test("parseFailureBudget() reads a whole number from 1 or a share below it", () => {
  assert.deepEqual(parseFailureBudget("1"), { count: 1 });
  assert.deepEqual(parseFailureBudget(" 25 "), { count: 25 });
  assert.deepEqual(parseFailureBudget("3.0"), { count: 3 });
  assert.deepEqual(parseFailureBudget("0.2"), { fraction: 0.2 });
  assert.deepEqual(parseFailureBudget(".05"), { fraction: 0.05 });
  assert.deepEqual([parseFailureBudget(4), parseFailureBudget(0.5)], [{ count: 4 }, {
    fraction: 0.5,
  }]);
});

Deno.test("parseFailureBudget() refuses what is neither", () => {
  for (
    const text of ["0", "-1", "-0.5", "1.5", "0.0", "", "many", "10%", "1e3", "NaN", 0, -2, 1.2]
  ) {
    assert.throws(() => parseFailureBudget(text), {
      name: "TypeError",
      message:
        `Cannot use "${text}" as the failures a question may have: it must be a whole number ` +
        "from 1, or a share of the panel between 0 and 1",
    });
  }
});

Deno.test("QuestionBudget takes a share of the panel, rounded up, and one failure at least", () => {
  assert.equal(threshold("0.2", 10), 2);
  assert.equal(threshold("0.25", 10), 3);
  assert.equal(threshold("0.01", 10), 1);
  assert.equal(threshold("0.5", 0), 1);
  // 0.07 × 100 is 7.000000000000001 in binary fractions.
  assert.equal(threshold("0.07", 100), 7);
  assert.equal(threshold("5", 3), 5);
});

/** Has somebody ask all questions, of which some fail. */
function asked(budget: QuestionBudget, failing: readonly string[], arm: string | null = null) {
  const standing = budget.enter(failing, arm);
  for (const question of failing) standing.end(question, true);
}

Deno.test("QuestionBudget counts each question for itself", () => {
  const budget = new QuestionBudget({ count: 2 }, 10);
  const people = Array.from({ length: 3 }, () => budget.enter(["tier", "why"], null));
  const [first, second, third] = people;
  first?.end("why", true);
  first?.end("tier", true);
  second?.end("tier", true);
  // Twice is not certain for the other one yet.
  assert.deepEqual([third?.isSpent("tier"), third?.isSpent("why")], [true, undefined]);
  second?.end("why", false);
  assert.deepEqual([third?.isSpent("why"), third?.isSpent("other")], [false, false]);
});

Deno.test("QuestionBudget takes somebody who leaves for one with whom nothing more fails", () => {
  const budget = new QuestionBudget({ count: 1 }, 10);
  const [first, second] = [budget.enter(["tier"], null), budget.enter(["tier"], null)];
  assert.equal(second.isSpent("tier"), undefined);
  first.leave();
  first.end("tier", true);
  assert.equal(second.isSpent("tier"), false);
  assert.deepEqual(budget.report.failureCounts, {});
});

Deno.test("QuestionBudget reports the same whatever the order of the failures", () => {
  const reports = [["a b", "a", "a b", "a", "c"], ["c", "a", "a", "a b", "a b"]].map((failures) => {
    const budget = new QuestionBudget({ fraction: 0.2 }, 10);
    for (const question of failures) asked(budget, [question]);
    return JSON.stringify(budget.report);
  });
  assert.equal(reports[0], reports[1]);
  assert.deepEqual(JSON.parse(reports[0] ?? ""), {
    thresholdCount: 2,
    thresholdFraction: 0.2,
    totalPanelists: 10,
    disabled: ["a", "a b"],
    givenUp: [
      { question: "a", arm: null, failures: 2 },
      { question: "a b", arm: null, failures: 2 },
    ],
    failureCounts: { a: 2, "a b": 2, c: 1 },
  });
});

Deno.test("QuestionBudget reports no share where it was given as a number", () => {
  assert.deepEqual(new QuestionBudget({ count: 3 }, 7).report, {
    thresholdCount: 3,
    thresholdFraction: null,
    totalPanelists: 7,
    disabled: [],
    givenUp: [],
    failureCounts: {},
  });
});

Deno.test("QuestionBudget counts each model of an ensemble for itself, and reports them together", () => {
  const budget = new QuestionBudget({ fraction: 0.5 }, 4);
  for (const arm of ["haiku", "haiku", "sonnet"]) asked(budget, ["why"], arm);
  const [spent, left] = ["haiku", "sonnet"].map((arm) => budget.enter(["why"], arm).isSpent("why"));
  assert.deepEqual([spent, left], [true, false]);
  const { disabled, givenUp, failureCounts, totalPanelists } = budget.report;
  assert.deepEqual([disabled, failureCounts, totalPanelists], [["why"], { why: 3 }, 4]);
  assert.deepEqual(givenUp, [{ question: "why", arm: "haiku", failures: 2 }]);
});
