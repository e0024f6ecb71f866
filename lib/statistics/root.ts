/** A function at a place: its value and its slope there. */
export interface Point {
  /** The value. */
  readonly value: number;
  /** The derivative. */
  readonly slope: number;
}

/**
 * Where a rising function is 0 between two ends: steps of Newton, and a step to the middle wherever one
 * would leave the bracket or halve it too slowly.
 *
 * @param of The function; its value must not fall.
 * @param low An end where the function is not above 0.
 * @param high An end where it is not below 0.
 *
 * @example
 * ```ts
 * import { root } from "./root.ts";
 *
 * const two = root((x) => ({ value: x * x * x - 8, slope: 3 * x * x }), 0, 100);
 * if (Math.abs(two - 2) > 1e-15) throw new Error();
 * ```
 */
export function root(of: (x: number) => Point, low: number, high: number): number {
  let [from, to, x] = [low, high, (low + high) / 2];
  let last = to - from;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { value, slope } = of(x);
    if (value === 0) return x;
    if (value < 0) from = x;
    else to = x;
    const newton = x - value / slope;
    const isGood = newton > from && newton < to && Math.abs(newton - x) < last / 2;
    const next = isGood ? newton : (from + to) / 2;
    last = Math.abs(next - x);
    if (last <= Number.EPSILON * Math.abs(x) / 2 || next === x) return next;
    x = next;
  }
  return x;
}

const MOST_STEPS = 200;
