import { type ChanceValues } from "./chance_values.ts";
import { type Interval } from "./wilson.ts";

/** A place of a walk through possible truths. */
export interface Step {
  /** How far the walk has come: 0 is the null, 1 what was observed. */
  readonly t: number;
  /** The true value there. */
  readonly truth: number;
  /** The values that samples from there have. */
  readonly chance: ChanceValues;
}

/** A walk that begins at the null, with the truth growing all the way. */
export type Walk = (t: number) => Step;

/**
 * A 95 % interval by test inversion, of a quantity that cannot be below 0. The lower end is the truth from
 * which the observed value or more comes with more than 2.5 %, and 0 where the null has that already. The
 * upper end is the truth from which the observed value or less comes with 2.5 %, over all walks; an
 * observed value below the median of the null counts as that median.
 *
 * @param walks The walks; the lower end is on the first.
 * @param observed The observed value.
 * @param pNull The probability of the observed value or more under the null, where it is known better.
 */
export function invertedInterval(
  walks: readonly [Walk, ...Walk[]],
  observed: number,
  pNull?: number,
): Interval {
  const [forward] = walks;
  const start = forward(0);
  const limit = Math.max(observed, start.chance.quantile(0.5));
  return {
    low: lowerEnd(forward, start, observed, pNull ?? start.chance.atLeast(observed)),
    high: Math.max(...walks.map((walk) => upperEnd(walk, start, limit))),
  };
}

function lowerEnd(walk: Walk, start: Step, observed: number, pNull: number): number {
  if (pNull > TAIL) return 0;
  const above = ({ t, chance }: Step) => t === 0 ? pNull : chance.atLeast(observed);
  let before = start;
  for (let i = 1; i <= STEPS; i++) {
    const step = walk(i / STEPS);
    if (above(step) > TAIL) return crossing(walk, before, step, above);
    before = step;
  }
  return before.truth;
}

function upperEnd(walk: Walk, start: Step, limit: number): number {
  const below = ({ chance }: Step) => chance.atMost(limit);
  const observed = walk(1);
  if (below(observed) <= TAIL) return crossing(walk, start, observed, below);
  let before = observed;
  for (let beyond = 1 / STEPS; beyond < 1e6; beyond *= 1.5) {
    const step = walk(1 + beyond);
    if (below(step) <= TAIL) return crossing(walk, before, step, below);
    // The walk may end before samples from it leave the observed value behind.
    if (step.truth <= before.truth * (1 + 1e-9)) break;
    before = step;
  }
  return before.truth;
}

const TAIL = 0.025;
const STEPS = 12;

/** The truth between two steps where a probability crosses the tail: halved until near, then straight. */
function crossing(walk: Walk, from: Step, to: Step, chanceOf: (step: Step) => number): number {
  const isRising = chanceOf(from) <= TAIL;
  let [before, after] = [from, to];
  while (after.t - before.t > Math.max(1, after.t) / 64) {
    const middle = walk((before.t + after.t) / 2);
    if (chanceOf(middle) <= TAIL === isRising) before = middle;
    else after = middle;
  }
  const [near, far] = [chanceOf(before), chanceOf(after)];
  return before.truth + (after.truth - before.truth) * (TAIL - near) / (far - near);
}
