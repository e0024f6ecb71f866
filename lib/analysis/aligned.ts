import { distribution } from "../statistics/distribution.ts";
import { type Side } from "./divergence_side.ts";

/** Two sides with their options in the same places. */
export interface Aligned {
  /** The options that both have, in order where there is one. */
  readonly options: readonly string[];
  /** The panel's counts or shares. */
  readonly p: readonly number[];
  /** The humans' counts or shares. */
  readonly q: readonly number[];
  /** The shares that both have in common: the humans', or those of both samples pooled. */
  readonly common: readonly number[];
  /** The scores of ordered options; null when they have no order. */
  readonly scores: readonly number[] | null;
}

/** What is said of the order of the options. */
export interface Ordering {
  /** Whether the options have an order. @default {as either side says} */
  readonly ordered?: boolean | undefined;
  /** The scores of ordered options. @default {1, 2, 3 and so on} */
  readonly scores?: readonly number[] | undefined;
}

/**
 * Puts the options of two sides in the same places: in the humans' order where that is one, else the
 * panel's. Options that one side has and nobody chose are left out where the other does not know them, and
 * there is no scale where somebody chose an option outside the order.
 *
 * @throws {TypeError} When only one side names its options.
 */
export function aligned(
  panel: Side,
  human: Side,
  { ordered = panel.ordered || human.ordered, scores }: Ordering,
): Aligned {
  if (panel.isList !== human.isList) {
    throw new TypeError("Cannot compare a list with named options: both sides must name them");
  }
  const [first, second] = human.ordered || !panel.ordered ? [human, panel] : [panel, human];
  const known = [...first.weights.keys()];
  const others = [...second.weights].filter(([option, weight]) =>
    weight > 0 && !first.weights.has(option)
  );
  const options = [...known, ...others.map(([option]) => option)];
  const p = options.map((option) => panel.weights.get(option) ?? 0);
  const q = options.map((option) => human.weights.get(option) ?? 0);
  const isScale = (ordered || scores !== undefined) && others.length === 0 && options.length > 1;
  return {
    ...{ options, p, q, common: commonShares(p, q, panel.nEffective, human.nEffective) },
    scores: isScale ? scores ?? options.map((_, at) => at + 1) : null,
  };
}

function commonShares(p: readonly number[], q: readonly number[], n: number, humanN: number) {
  const weight = 1 / (1 + humanN / n);
  const ours = [...distribution(p).values()];
  return Array.from(
    distribution(q).values(),
    (share, at) => weight * (ours[at] ?? 0) + (1 - weight) * share,
  );
}
