import assert from "node:assert/strict";
import { convergenceOutlook } from "../../mod.ts";
import { batchNeeded, batchNoise } from "../../lib/analysis/batch_noise.ts";
import { assertNear } from "../statistics/assert_near.ts";
import { fed } from "./streams.ts";

const options = (count: number) => Array.from({ length: count }, (_, at) => String(at));
const question = (count: number, key = "q") => ({ key, options: options(count) });

Deno.test("batchNeeded() is the known size of a batch for an epsilon of .02", () => {
  // methods.md 2.
  const sizes = [2, 3, 4, 5, 7, 10].map((count) => batchNeeded(count, 0.02));
  assert.deepEqual(sizes, [35, 55, 71, 86, 114, 153]);
});

Deno.test("batchNoise() is the 95 % floor of a batch, and nothing where there is no choice", () => {
  // methods.md 1: the floors of k = 2, 5 and 10 at n = 100.
  for (const [count, floor] of [[2, 0.006927567], [5, 0.017109874], [10, 0.030511156]] as const) {
    assertNear(batchNoise(count, 100), floor, 1e-9);
  }
  assert.deepEqual([batchNoise(1, 20), batchNeeded(1, 0.02)], [0, 1]);
});

Deno.test("convergenceOutlook() says how many answers precision takes, and what is reached", () => {
  const five = ["1", "2", "3", "4", "5"].map((key) => question(3, key));
  assert.deepEqual(convergenceOutlook(five, {}, 200), [
    "To know all 15 shares within ±0.1 takes about 417 answers; the 200 planned reach ±0.14",
  ]);
  assert.deepEqual(convergenceOutlook([question(2)], { halfWidth: 0.05 }), [
    "To know a share within ±0.05 takes about 1262 answers",
  ]);
});

Deno.test("convergenceOutlook() warns of batches that are too small, and of stopping too soon", () => {
  const questions = [question(5, "mood"), question(2, "use"), question(5, "tier")];
  assert.deepEqual(convergenceOutlook(questions, { rule: "jsd-batch" }, 200), [
    "Batches of 20 differ from the whole by up to 0.086 by chance alone where there are 5 options " +
    '("mood", "tier"), more than epsilon 0.02, so that jsd-batch may never stop: batches of 86 ' +
    "would do, or the rule precision",
    "Batches of 20 differ from the whole by up to 0.035 by chance alone where there are 2 options " +
    '("use"), more than epsilon 0.02, so that jsd-batch may never stop: batches of 35 would do, ' +
    "or the rule precision",
    "At the earliest stop of jsd-batch, n = 60, a share of one half is known only within ±0.23",
  ]);
  assert.deepEqual(convergenceOutlook(questions, { rule: "jsd-batch" }, 15), [
    "jsd-batch takes 60 panelists at least, and there are fewer",
  ]);
  const [only, ...rest] = convergenceOutlook([question(2)], { rule: "jsd-batch", every: 35 });
  assert.deepEqual(rest, []);
  assert.match(only ?? "", /n = 105/);
});

Deno.test("convergenceOutlook() says that nothing is followed where no question has options", () => {
  assert.deepEqual(convergenceOutlook([{ key: "why", options: null }]), [
    "Convergence is not tracked: no question has options",
  ]);
});

Deno.test("a report by jsd-batch says how wide the shares still are where it stops", () => {
  const { warnings } = fed("a b ".repeat(30).trim(), { rule: "jsd-batch", every: 20 }).report;
  assert.equal(warnings.length, 2);
  assert.match(warnings[0] ?? "", /^Batches of 20 differ/);
  assert.equal(
    warnings[1],
    'By jsd-batch the answers to "q" are enough, yet their shares are known only within ±0.19 ' +
      "at n = 60",
  );
});

Deno.test("a report by jsd-batch of too few panelists says that, as the outlook does", () => {
  const rule = { rule: "jsd-batch", every: 20 } as const;
  const { warnings } = fed("a b ".repeat(29).trim(), rule).report;
  assert.deepEqual(warnings, ["jsd-batch takes 60 panelists at least, and there are fewer"]);
  assert.deepEqual(warnings, convergenceOutlook([question(2, "q")], rule, 58));
});

Deno.test("a report by precision says what is missing, and nothing once it is met", () => {
  const { warnings } = fed("a b ".repeat(30).trim(), { halfWidth: 0.1 }).report;
  assert.deepEqual(warnings, [
    'The shares of "q" are known within ±0.19 at n = 60, not within ±0.1',
  ]);
  assert.deepEqual(fed("a×100", { halfWidth: 0.1 }).report.warnings, []);
});

Deno.test("a report by precision gives a width as many digits as it takes to be wider than asked", () => {
  const { warnings } = fed("a b ".repeat(132).trim(), { halfWidth: 0.1 }).report;
  assert.match(warnings[0] ?? "", /known within ±0\.10\d+ at n = 264, not within ±0\.1$/);
});
