import assert from "node:assert/strict";
import { chiSquaredTail } from "../../lib/statistics/chi_squared_tail.ts";
import { drawBinomial } from "../../lib/statistics/draw_binomial.ts";
import { drawMultinomial } from "../../lib/statistics/draw_multinomial.ts";
import { logGamma } from "../../lib/statistics/log_gamma.ts";
import { seeded } from "./seeded.ts";

/** The p-value of a chi-squared test of draws against binomial probabilities, rare counts taken together. */
function fit(n: number, p: number, draws: number): number {
  const uniform = seeded(n);
  const seen = Array<number>(n + 1).fill(0);
  for (let i = 0; i < draws; i++) {
    const count = drawBinomial(n, p, uniform);
    seen[count] = (seen[count] ?? NaN) + 1;
  }
  let [statistic, classes, rareSeen, rareExpected] = [0, 0, 0, 0];
  const add = (observed: number, expected: number) => {
    statistic += (observed - expected) ** 2 / expected;
    classes += 1;
  };
  for (const [k, observed] of seen.entries()) {
    const log = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
    const expected = draws * Math.exp(log + k * Math.log(p) + (n - k) * Math.log(1 - p));
    if (expected >= 10) add(observed, expected);
    else [rareSeen, rareExpected] = [rareSeen + observed, rareExpected + expected];
  }
  if (rareExpected > 0) add(rareSeen, rareExpected);
  return chiSquaredTail(statistic, classes - 1);
}

Deno.test("drawBinomial() draws from the binomial distribution, by inversion and by rejection", () => {
  const cases = [[5, 0.3], [30, 0.2], [21, 0.5], [25, 0.41], [40, 0.7], [600, 0.1], [3281, 0.77]];
  for (const [n = 0, p = 0] of cases) {
    const pValue = fit(n, p, 200_000);
    assert.ok(pValue > 0.001, `n = ${n}, p = ${p}: ${pValue}`);
  }
});

Deno.test("drawBinomial() needs no chance where the outcome is certain", () => {
  const never = () => assert.fail("drawn");
  assert.equal(drawBinomial(0, 0.5, never), 0);
  assert.equal(drawBinomial(9, 0, never), 0);
  assert.equal(drawBinomial(9, 1, never), 9);
});

Deno.test("drawMultinomial() spreads every answer, none over options without a share", () => {
  const uniform = seeded(1);
  const totals = [0, 0, 0, 0, 0];
  for (let i = 0; i < 20_000; i++) {
    const counts = drawMultinomial(37, [0, 0.1, 0.2, 0.7, 0], uniform);
    assert.equal(counts.reduce((sum, count) => sum + count, 0), 37);
    counts.forEach((count, option) => totals[option] = (totals[option] ?? NaN) + count);
  }
  assert.deepEqual([totals[0], totals[4]], [0, 0]);
  // Six standard errors of a share of 740,000 answers.
  for (const [option, share] of [[1, 0.1], [2, 0.2], [3, 0.7]] as const) {
    assert.ok(Math.abs((totals[option] ?? NaN) / 740_000 - share) < 6 * 0.5 / Math.sqrt(740_000));
  }
});

Deno.test("drawMultinomial() gives the last option what is left, whatever rounding does", () => {
  const tenths = Array<number>(10).fill(0.1);
  const uniform = seeded(2);
  for (let i = 0; i < 1000; i++) {
    const counts = drawMultinomial(50, [...tenths, 0], uniform);
    assert.equal(counts.reduce((sum, count) => sum + count, 0), 50);
    assert.equal(counts[10], 0);
  }
});
