import assert from "node:assert/strict";
import { type Uniform } from "../../lib/statistics/draw_binomial.ts";
import { drawMultinomial } from "../../lib/statistics/draw_multinomial.ts";
import { effectiveSize } from "../../lib/statistics/effective_size.ts";
import {
  baseline,
  clusteredFloor,
  type Divergence,
  divergence,
  jensenShannon,
  jsdFloor,
} from "../../mod.ts";
import { assertNear } from "../statistics/assert_near.ts";
import { seeded } from "../statistics/seeded.ts";

const HAPPY = Object.values((await baseline("gss:HAPPY")).shares);

/** What is said of 200 panels drawn from these shares, a seed each, humans taken as exact. */
function panels(shares: readonly number[], n: number): Divergence[] {
  return Array.from(
    { length: 200 },
    (_, seed) => divergence(drawMultinomial(n, shares, seeded(seed)), HAPPY, { seed }),
  );
}

Deno.test("divergence() of the humans themselves is at or below the floor in 178 to 198 of 200", () => {
  // methods.md 5; at 50 the null is exact, at 600 approximated.
  for (const [n, method] of [[50, "exact"], [600, "chi-squared"]] as const) {
    const found = panels(HAPPY, n);
    const below = found.filter(({ jsd, floor95 }) => jsd <= floor95).length;
    assert.ok(below >= 178 && below <= 198, `n = ${n}: ${below} of 200`);
    assert.ok(found.every((one) => one.method === method));
    // The interval begins at 0 where the null reaches what was observed in more than 2.5 %: 195 of 200.
    const zero = found.filter(({ interval }) => interval.low === 0).length;
    assert.ok(zero >= 188, `n = ${n}: ${zero} of 200 intervals begin at 0`);
  }
});

Deno.test("divergence() of 200 panels of 600 has the true one as its mean, corrected", () => {
  // methods.md 5: from .1/.8/.1 against HAPPY 2024, .0426533 ± .0015.
  const found = panels([0.1, 0.8, 0.1], 600);
  const mean = found.reduce((sum, { jsdCorrected }) => sum + jsdCorrected, 0) / 200;
  assertNear(mean, 0.0426533, 0.0015);
});

Deno.test("clusteredFloor() raises at most 10 % false alarms for 15 personas asked 15 times", () => {
  const uniform = seeded(15);
  for (const correlation of [0, 0.05, 0.3, 0.7]) {
    let alarms = 0;
    const repetitions = 2000;
    for (let i = 0; i < repetitions; i++) {
      const clusters = Array.from({ length: 15 }, () => persona(15, HAPPY, correlation, uniform));
      const pooled = HAPPY.map((_, option) =>
        clusters.reduce((sum, counts) => sum + (counts[option] ?? 0), 0)
      );
      const nEffective = effectiveSize(clusters);
      const observed = jensenShannon(pooled, HAPPY);
      const { floor95 } = clusteredFloor(HAPPY.length, { personas: 15, nEffective });
      if (observed > floor95) alarms += 1;
    }
    assert.ok(alarms / repetitions <= 0.1, `${correlation}: ${alarms / repetitions}`);
    assert.ok(alarms / repetitions >= 0.01, `${correlation}: ${alarms / repetitions}`);
  }
});

/** The answers of a persona that sticks to its own view: Dirichlet shares with that correlation. */
function persona(
  answers: number,
  shares: readonly number[],
  correlation: number,
  uniform: Uniform,
): number[] {
  if (correlation === 0) return drawMultinomial(answers, shares, uniform);
  // Pólya's urn: each answer is a new view, or one given before.
  const counts = shares.map(() => 0);
  const strength = (1 - correlation) / correlation;
  for (let given = 0; given < answers; given++) {
    const weights = shares.map((share, option) => strength * share + (counts[option] ?? 0));
    let left = uniform() * (strength + given);
    const option = weights.findIndex((weight) => (left -= weight) < 0);
    counts[option] = (counts[option] ?? 0) + 1;
  }
  return counts;
}

Deno.test("jsdFloor() of two samples raises 5 % false alarms, drawn or approximated", () => {
  const uniform = seeded(5);
  for (const [n, humanN] of [[30, 40], [100, 150], [400, 3281]] as const) {
    let alarms = 0;
    const repetitions = 1000;
    for (let i = 0; i < repetitions; i++) {
      const panel = drawMultinomial(n, HAPPY, uniform);
      const human = drawMultinomial(humanN, HAPPY, uniform);
      const pooled = panel.map((count, option) => count + (human[option] ?? 0));
      const { floor95 } = jsdFloor(pooled, { n, humanN, uniform, draws: 2000 });
      if (jensenShannon(panel, human) > floor95) alarms += 1;
    }
    // Three standard errors of 1,000 around .05, and what the draws add.
    assertNear(alarms / repetitions, 0.05, 0.024);
  }
});
