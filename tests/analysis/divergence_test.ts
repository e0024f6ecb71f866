import assert from "node:assert/strict";
import { Blend } from "../../lib/analysis/blend.ts";
import {
  Baseline,
  baseline,
  blend as blended,
  choice,
  clopperPearson,
  Divergence,
  divergence,
  jackknifeBias,
  jensenShannon,
  multi,
  type Tally,
} from "../../mod.ts";
import { recordOf } from "../benchmarks/records.ts";
import { assertNear } from "../statistics/assert_near.ts";
import { answered, asked, CONTEXT, tallyRows } from "./rows.ts";

const HAPPY = ["very happy", "pretty happy", "not too happy"];
const panel = { "very happy": 10, "pretty happy": 35, "not too happy": 5 };
const tier = asked(choice("Which tier?", ["a", "b", "c"]));
const human = { a: 0.3, b: 0.45, c: 0.25 };

function tallyOf(counts: Readonly<Record<string, number>>): Tally {
  const question = asked(choice("Happy?", HAPPY));
  const rows = answered(Object.entries(counts).flatMap(([option, n]) => Array(n).fill(option)));
  return tallyRows(rows, question, CONTEXT);
}

/** The answers of five personas, fifteen each. */
function clustered(counts: readonly (readonly number[])[]): Tally {
  const rows = counts.flatMap((persona, at) =>
    persona.flatMap((count, option) =>
      answered(Array(count).fill("abc"[option]), { panelist: `p${at}` })
    )
  );
  return tallyRows(rows, tier, { ...CONTEXT, clustered: true });
}

Deno.test("divergence() of counts from a baseline takes both for samples", async () => {
  const found = divergence(panel, await baseline("gss:HAPPY"));
  // NumPy 2: the jackknife of both sides; two million pairs of samples from the pooled shares.
  assertNear(found.jsd, 0.01983828698489369);
  assertNear(found.jsdCorrected, 0.0107679672672);
  assertNear(found.skill ?? NaN, 0.75193696051, 1e-10);
  assert.equal(found.method, "simulated");
  assertNear(found.floor95, 0.022944, 0.0008);
  assertNear(found.pNull, 0.073086, 0.007);
  assert.equal(found.distinguishable, false);
  assert.deepEqual([found.n, found.nEffective, found.humanN], [50, 50, 3281]);
  assert.equal(found.interval.low, 0);
  assert.ok(found.interval.high > 0.045 && found.interval.high < 0.065);
  assert.deepEqual([found.grade, found.gradeInterval.high], ["tightly aligned", "strong"]);
  assert.deepEqual(found.skillInterval?.high, 1);
});

Deno.test("divergence() knows an ordered baseline's distances, in its order", async () => {
  const happy = await baseline("gss:HAPPY");
  const found = divergence({ "not too happy": 5, "pretty happy": 35, "very happy": 10 }, happy);
  // By hand: half the differences of the shares, and of the cumulative shares.
  const [very, pretty] = [684 / 3281, 1892 / 3281];
  assertNear(found.tvd, 0.7 - pretty);
  assertNear(found.wasserstein ?? NaN, (Math.abs(0.2 - very) + 0.9 - very - pretty) / 2);
  assertNear(found.nulls.majority.wasserstein ?? NaN, (1 - pretty) / 2);
  assertNear(found.nulls.retest?.jsd ?? NaN, 2 / (4 * 3281 * Math.LN2));
  assert.equal(divergence(panel, happy, { ordered: false }).wasserstein, null);
});

Deno.test("divergence() takes the humans' shares as exact where their number is not known", async () => {
  const happy = await baseline("gss:HAPPY");
  const fixed = divergence(panel, happy, { humanN: Infinity });
  assertNear(fixed.jsdCorrected, 0.0108635563564); // NumPy 2: the panel's jackknife alone
  assert.deepEqual([fixed.humanN, fixed.nulls.retest, fixed.method], [null, null, "exact"]);
  const { shares } = happy;
  assert.equal(divergence(panel, shares).humanN, null);
  assertNear(divergence(panel, shares).floor95, fixed.floor95);
  // A number beside the shares makes them a sample again.
  const sampled = divergence(panel, shares, { humanN: 3281 });
  assert.equal(sampled.humanN, 3281);
  assertNear(sampled.jsdCorrected, divergence(panel, happy).jsdCorrected, 1e-6);
});

Deno.test("divergence() is the same for counts, a tally, a list and shares with n", async () => {
  const happy = await baseline("gss:HAPPY");
  const wanted = divergence(panel, happy).toJSON();
  assert.deepEqual(divergence(tallyOf(panel), happy).toJSON(), wanted);
  const list = divergence([10, 35, 5], [684, 1892, 705]);
  assert.deepEqual(list.toJSON(), { ...wanted, wasserstein: null, nulls: list.nulls });
  const shares = divergence(
    { "very happy": 0.2, "pretty happy": 0.7, "not too happy": 0.1 },
    happy,
    {
      n: 50,
    },
  );
  assertNear(shares.jsd, list.jsd);
  assert.equal(shares.floor95, list.floor95);
  // Without counts the bias is its leading term.
  assertNear(shares.jsdCorrected, list.jsdCorrected, 0.002);
  assert.notEqual(shares.jsdCorrected, list.jsdCorrected);
});

Deno.test("divergence() of two options has the interval of Clopper and Pearson", () => {
  const found = divergence({ yes: 30, no: 20 }, { yes: 0.5, no: 0.5 });
  assertNear(found.interval.high, 0.043050234, 1e-9);
  const { high } = clopperPearson(30, 50);
  assertNear(found.interval.high, jensenShannon([high, 1 - high], [1, 1]));
  // People who are evenly split leave nothing to be skilled at.
  assert.deepEqual([found.skill, found.skillInterval], [null, null]);
  assert.match(found.skillReason ?? "", /uniform respondent/);
});

Deno.test("divergence() corrects nothing of a unanimous panel", () => {
  const found = divergence({ a: 50, b: 0, c: 0 }, { a: 684 / 3281, b: 1892 / 3281, c: 705 / 3281 });
  assertNear(found.jsdCorrected, 0.59914147, 1e-8); // methods.md 1
  assert.equal(found.jsdCorrected, found.jsd);
  assert.equal(found.grade, "effectively uncalibrated");
  assert.ok(found.distinguishable);
});

Deno.test("divergence() of personas asked several times counts the personas", () => {
  const counts = [[10, 5, 0], [8, 4, 3], [2, 10, 3], [0, 5, 10], [12, 2, 1]];
  const found = divergence(clustered(counts), human);
  // NumPy 2 and SciPy 1.17.1: F(2, 8) at the effective size, the jackknife over personas.
  assert.deepEqual([found.n, found.method], [75, "F"]);
  assertNear(found.nEffective, 14.314960629921258);
  assertNear(found.jsd, 0.01326423147057017);
  assertNear(found.jsdCorrected, -0.013562189871939375);
  assertNear(found.floor95, 0.11234634568521909);
  assertNear(found.pNull, 0.6098300057038639);
  // The same answers as if each came from a person of its own.
  const plain = divergence({ a: 32, b: 26, c: 17 }, human);
  assert.ok(plain.interval.high < found.interval.high && plain.floor95 < found.floor95);
});

Deno.test("divergence() keeps the order of options that are numbers", () => {
  const question = asked(choice("How many?", ["10", "5", "1"], { ordered: true }));
  const said = [["10", "10", "5"], ["10", "5", "5"], ["1", "1", "10"], ["5", "1", "10"]];
  const rows = said.flatMap((answers, at) => answered(answers, { panelist: `p${at}` }));
  const known = { "1": 0.2, "5": 0.3, "10": 0.5 };
  const found = divergence(tallyRows(rows, question, { ...CONTEXT, clustered: true }), known);
  // By hand, in the order 10, 5, 1: |5/12 − .5| and |9/12 − .8|, over two steps.
  assertNear(found.wasserstein ?? NaN, (0.5 - 5 / 12 + 0.8 - 9 / 12) / 2);
  const clusters = [[2, 1, 0], [1, 2, 0], [1, 0, 2], [1, 1, 1]];
  assertNear(found.jsdCorrected, found.jsd - jackknifeBias({ clusters }, [0.5, 0.3, 0.2]));
});

Deno.test("divergence() of one persona's answers says that nothing is known", () => {
  const found = divergence(clustered([[3, 7, 5]]), human);
  assert.deepEqual([found.nEffective, found.floor95, found.pNull], [1, 1, 1]);
  assert.deepEqual(found.interval, { low: 0, high: 1 });
  assert.equal(found.skill, null);
});

Deno.test("divergence() of a blend takes its shares at their effective size", () => {
  const parts = [{ a: 6, b: 4 }, { b: 9, c: 1 }].map((counts, at) =>
    tallyRows(
      answered(Object.entries(counts).flatMap(([option, n]) => Array(n).fill(option))),
      tier,
      { ...CONTEXT, label: `m${at}` },
    )
  );
  const blend = new Blend(parts, [1, 1], CONTEXT);
  const found = divergence(blend, human);
  assert.deepEqual([found.n, found.nEffective], [20, blend.nEffective]);
  assertNear(found.jsd, jensenShannon(blend.shares, human));
  // methods.md 4: of each share its own variance.
  const own = [{ shares: [0.6, 0.4, 0], n: 10 }, { shares: [0, 0.9, 0.1], n: 10 }];
  const shares = { shares: [0.3, 0.65, 0.05], variances: blended(own, [1, 1]).variances };
  assertNear(found.jsdCorrected, found.jsd - jackknifeBias(shares, Object.values(human)));
});

Deno.test("divergence() takes options that one side lacks for shares of 0", () => {
  const made = new Baseline({ ...recordOf({ 2024: { yes: 30, no: 10 } }), ordered: true }, 2024);
  const found = divergence({ yes: 20, maybe: 10 }, made);
  assertNear(found.jsd, jensenShannon([20, 0, 10], [30, 10, 0]));
  assertNear(found.nulls.uniform.tvd, 1 / 3 + 1 / 12);
  // "maybe" has no place on the scale of the baseline.
  assert.equal(found.wasserstein, null);
  // An option that nobody chose is none.
  assert.equal(typeof divergence({ yes: 20, no: 10, maybe: 0 }, made).wasserstein, "number");
  assert.equal(divergence({ left: 9 }, { right: 0.5, other: 0.5 }).jsd, 1);
});

Deno.test("divergence() of a panel from the people themselves has an interval above 0", () => {
  const found = divergence([30, 45, 25], [0.3, 0.45, 0.25]);
  assertNear(found.jsdCorrected, -0.0036671664, 1e-10); // methods.md 1
  assert.deepEqual([found.jsd, found.pNull, found.interval.low], [0, 1, 0]);
  assert.ok(found.interval.high > 0.01);
});

Deno.test("divergence() measures along the scores that are given", () => {
  const scores = [0, 1, 10];
  const found = divergence([5, 5, 0], [0.5, 0, 0.5], { scores });
  assertNear(found.wasserstein ?? NaN, 0.45);
  assert.throws(() => divergence([5, 5, 0], [0.5, 0, 0.5], { scores: [1, 2] }), {
    name: "RangeError",
    message: "Cannot use the scores 1, 2: 3 options need as many, rising",
  });
});

Deno.test("divergence() is the same for the same seed, and frozen", () => {
  const of = (seed?: number) =>
    divergence([9, 5, 6], [12, 10, 18], seed === undefined ? {} : { seed });
  assert.deepEqual(of(), of(0));
  assert.notDeepEqual(of(1).interval, of(2).interval);
  assert.ok(of() instanceof Divergence && Object.isFrozen(of()));
});

Deno.test("divergence() has the keys of a file in snake_case", () => {
  const found = divergence([9, 5, 6], [12, 10, 18]);
  const data = JSON.parse(JSON.stringify(found));
  assert.deepEqual(Object.keys(data).toSorted(), [
    ...["distinguishable", "floor95", "grade", "grade_interval", "human_n", "interval", "jsd"],
    ...["jsd_corrected", "jsd_uniform", "method", "n", "n_effective", "nulls", "p_null", "skill"],
    ...["skill_interval", "skill_reason", "tvd", "wasserstein"],
  ]);
  assert.equal(data.jsd_corrected, found.jsdCorrected);
});

Deno.test("divergence() refuses what it cannot judge", () => {
  const several = tallyRows(answered([["a"]]), asked(multi("Which?", ["a", "b"])), CONTEXT);
  const cases: [of: () => unknown, name: string, message: string | RegExp][] = [
    [
      () => divergence({ a: 0.5, b: 0.5 }, human),
      "RangeError",
      "Cannot judge the panel: shares do not say how many answered, give n",
    ],
    [() => divergence([1, 0], [0.5, 0.5]), "RangeError", /give n$/],
    [
      () => divergence([3, 2], [0.5, 0.5], { n: Infinity }),
      "RangeError",
      "Cannot judge a panel of n = Infinity: it must be from 1 and finite",
    ],
    [() => divergence(tallyOf({}), human), "RangeError", /^Cannot judge a panel of n = 0/],
    [
      () => divergence([3, 2], [0.5, 0.5], { humanN: 0 }),
      "RangeError",
      "Cannot compare with humans of n = 0: it must be from 1",
    ],
    [
      () => divergence([3, 2], { a: 0.5, b: 0.5 }),
      "TypeError",
      "Cannot compare a list with named options: both sides must name them",
    ],
    [
      () => divergence(several, { a: 1, b: 1 }),
      "TypeError",
      'Cannot compare "q": an answer may name several options, so that shares do not add up',
    ],
    [
      () => divergence([3, 2], [0, 0]),
      "RangeError",
      "Cannot compute shares: there is no data",
    ],
  ];
  for (const [of, name, message] of cases) assert.throws(of, { name, message });
});
