import assert from "node:assert/strict";
import { ppi, ppiShares } from "../../mod.ts";
import { stream } from "../../lib/random/stream.ts";
import { assertNear } from "./assert_near.ts";

const human = [1, 0, 1, 1, 0, 1, 0, 1];
const labelled = [1, 0, 1, 0, 0, 1, 1, 1];
const unlabelled = [...new Array<number>(11).fill(1), ...new Array<number>(5).fill(0)];

Deno.test("ppi() has the known estimate, with λ tuned and at 1", () => {
  // methods.md 4, and NumPy 2.4 with SciPy 1.17.1 for what is not there.
  const { estimate, standardError, interval, lambda, n, nEffective } = ppi(
    ...[human, labelled, unlabelled] as const,
  );
  assertNear(lambda, 0.359375);
  assertNear(estimate, 0.6474609375);
  assertNear(standardError, 0.16859927704024782);
  assertNear(interval.low, 0.24878699820961953, 1e-10);
  assertNear(interval.high, 1.0461348767903804, 1e-10);
  assertNear(nEffective, 9.423056953016037, 1e-10);
  assert.equal(n, 8);
  const trusted = ppi(human, labelled, unlabelled, { lambda: 1 });
  assertNear(trusted.estimate, 0.6875);
  assertNear(trusted.standardError, 0.22368996933468513);
});

Deno.test("ppi() at λ = 0 is the mean of the people alone", () => {
  const { estimate, nEffective } = ppi(human, labelled, unlabelled, { lambda: 0 });
  assertNear(estimate, 0.625);
  assertNear(nEffective, 8);
});

Deno.test("ppi() makes 549 of 500 people at a correlation of .3 and an endless panel", () => {
  const random = stream(2).fork("ppi");
  const draw = () => {
    const panel = random.normal();
    return [0.3 * panel + Math.sqrt(1 - 0.09) * random.normal(), panel] as const;
  };
  const sizes = Array.from({ length: 40 }, () => {
    const pairs = Array.from({ length: 500 }, draw);
    const others = Array.from({ length: 20_000 }, () => random.normal());
    return ppi(pairs.map(([y]) => y), pairs.map(([, f]) => f), others).nEffective;
  });
  // 500/(1 − .3²) with N = 20,000 in the place of endless ones: 500/(1 − .09/1.025).
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  assertNear(mean, 500 / (1 - 0.09 / 1.025), 8);
});

Deno.test("ppi() is not misled by a panel that is far off", () => {
  const far = labelled.map((one) => one + 100);
  const { estimate } = ppi(human, far, unlabelled.map((one) => one + 100));
  assertNear(estimate, 0.6474609375, 1e-9);
});

Deno.test("ppi() takes nothing from a panel that always says the same", () => {
  const same = new Array<number>(8).fill(3);
  const { lambda, estimate } = ppi(human, same, [3, 3, 3]);
  assert.deepEqual([lambda, estimate], [0, 0.625]);
});

Deno.test("ppi() warns below 50 people", () => {
  assert.deepEqual(ppi(human, labelled, unlabelled).warnings, [
    "The interval is rough: it is of 8 people, fewer than 50",
  ]);
  const many = Array.from({ length: 50 }, (_, at) => at % 2);
  assert.deepEqual(ppi(many, many, unlabelled).warnings, []);
});

Deno.test("ppi() refuses what does not pair, too few, and what is no number", () => {
  assert.throws(() => ppi([1, 0], [1], unlabelled), {
    name: "RangeError",
    message: "Cannot pair 2 people with 1 answers of the panel",
  });
  assert.throws(() => ppi([1], [1], unlabelled), RangeError);
  assert.throws(() => ppi(human, labelled, [1]), RangeError);
  assert.throws(() => ppi([1, NaN], [1, 0], unlabelled), RangeError);
  assert.throws(() => ppi(human, labelled, unlabelled, { confidence: 1 }), RangeError);
});

const letters = (text: string) => [...text];

Deno.test("ppiShares() has one λ for all options, so that the shares add up to 1", () => {
  // NumPy 2.4, by the formulas of methods.md 4.
  const { shares, standardErrors, intervals, lambda, nEffective } = ppiShares(
    ...[letters("aabcabcaab"), letters("abbcaacaab"), letters("aaabbcacbbaaccabbaca")] as const,
  );
  assertNear(lambda, 0.4715447154471546);
  assertNear(shares.a ?? NaN, 0.4764227642276423);
  assertNear(shares.b ?? NaN, 0.3);
  assertNear(shares.c ?? NaN, 0.22357723577235772);
  assertNear(standardErrors.b ?? NaN, 0.1394724201118572);
  assertNear(nEffective, 14.428761662774622, 1e-10);
  // t of 9 degrees of freedom, scipy.stats.t.ppf(.975, 9).
  assertNear(intervals.a?.high ?? NaN, 0.4764227642276423 + 2.262157162798205 * 0.1453705303717052);
  assert.equal(intervals.b?.low, 0);
});

Deno.test("ppiShares() of two options is ppi() of one of them", () => {
  const words = (of: readonly number[]) => of.map((one) => one === 1 ? "yes" : "no");
  const { shares, lambda } = ppiShares(words(human), words(labelled), words(unlabelled));
  assertNear(lambda, 0.359375);
  assertNear(shares.yes ?? NaN, 0.6474609375);
});

Deno.test("ppiShares() names the options that few people chose, and refuses what is none", () => {
  const many = letters("a".repeat(45) + "b".repeat(5));
  const { warnings } = ppiShares(many, many, letters("ab"), { options: ["a", "b", "c"] });
  assert.deepEqual(warnings, [
    'The interval of "b", "c" is rough: fewer than 10 people chose it',
  ]);
  assert.throws(() => ppiShares(many, many, letters("az"), { options: ["a", "b"] }), {
    name: "TypeError",
    message: 'Cannot count "z": it is no option',
  });
});
