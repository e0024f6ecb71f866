/** The shares of panel and humans at a place of a walk that begins at 0, where the two are equal. */
export type SharePath = (
  t: number,
) => readonly [panel: readonly number[], human: readonly number[]];

/** Two samples' shares, and how much of both together the panel is. */
export interface ObservedShares {
  /** The panel's shares, which add up to 1. */
  readonly panel: readonly number[];
  /** The humans' shares, with the options in the same places. */
  readonly human: readonly number[];
  /** The panel's size. */
  readonly n: number;
  /** The humans' size; infinite when their shares are taken as exact. */
  readonly humanN: number;
}

/**
 * The shares on a straight line from the common ones at 0 to the observed ones at 1, and beyond it tilted
 * further apart: the panel's as p(p/q)^s and, where the humans are a sample too, theirs as q(q/p)^s, each
 * in the measure in which it gave way before. Where the two are equal, or much nearer than sampling is
 * likely to bring them, no direction is better than another, and the panel's lean towards the second most
 * frequent option.
 *
 * @param observed The shares of both, and their sizes.
 *
 * @example
 * ```ts
 * import { sharePath } from "./share_path.ts";
 *
 * const shares = { panel: [0.5, 0.3, 0.2], human: [0.2, 0.3, 0.5] };
 * const path = sharePath({ ...shares, n: 10, humanN: 10 });
 * if (path(0)[0].join() !== "0.35,0.3,0.35") throw new Error();
 * ```
 */
export function sharePath({ panel, human, n, humanN }: ObservedShares): SharePath {
  const noise = 1 / Math.sqrt(n);
  const isEqual = panel.every((share, at) => Math.abs(share - (human[at] ?? 0)) < noise / 100);
  const goal = isEqual ? leaning(human, noise) : panel;
  const weight = 1 / (1 + humanN / n);
  const common = between(human, goal, weight);
  return (t) => {
    if (t <= 1) return [between(common, goal, t), between(common, human, t)];
    return [
      tilted(goal, human, (1 - weight) * (t - 1), 1 / (2 * Math.min(n, humanN))),
      tilted(human, goal, weight * (t - 1), 1 / (2 * n)),
    ];
  };
}

/**
 * The shares of two options at a growing difference between panel and humans, the pooled share kept as long
 * as both stay in [0, 1]. At 1 the difference is as large as the observed one.
 *
 * @param observed The shares of both, and their sizes; two options.
 * @param direction 1 to where the panel is from the humans, −1 to the other side.
 */
export function twoOptionPath(
  { panel: [p = 0], human: [q = 0], n, humanN }: ObservedShares,
  direction: 1 | -1,
): SharePath {
  const weight = 1 / (1 + humanN / n);
  const pool = weight * p + (1 - weight) * q;
  const noise = 1 / Math.sqrt(Math.min(n, humanN));
  const unit = Math.abs(p - q) < noise / 100 ? noise : p - q;
  return (t) => {
    const difference = Math.max(-1, Math.min(1, direction * t * unit));
    const least = Math.max(0, -difference);
    const most = Math.min(1, 1 - difference);
    const human = Math.max(least, Math.min(most, pool - weight * difference));
    const share = human + difference;
    return [[share, 1 - share], [human, 1 - human]];
  };
}

function between(from: readonly number[], to: readonly number[], part: number): number[] {
  return from.map((share, option) => (1 - part) * share + part * (to[option] ?? 0));
}

function leaning(shares: readonly number[], by: number): number[] {
  const [, second] = shares.map((_, option) => option)
    .toSorted((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0));
  return between(shares, shares.map((_, option) => option === second ? 1 : 0), by);
}

/** An option that the other side never chose counts as half an answer there, so that its ratio is finite. */
function tilted(
  shares: readonly number[],
  from: readonly number[],
  power: number,
  least: number,
): readonly number[] {
  if (power === 0) return shares;
  const logs = shares.map((share, option) => {
    if (share === 0) return -Infinity;
    return Math.log(share) + power * Math.log(share / Math.max(from[option] ?? 0, least));
  });
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
