import { cumulativeShares } from "./cumulative_shares.ts";
import { scoreGaps, type WassersteinOptions } from "./wasserstein.ts";

/** The sizes of two samples, and where the options of their scale lie. */
export interface ExpectedWassersteinOptions extends WassersteinOptions {
  /** The size of the human sample. @default {Infinity, the shares taken as exact} */
  readonly humanN?: number;
}

/**
 * The Wasserstein distance that chance alone leads one to expect: Σ √(2F(1 − F)/(πn)) over the cumulative
 * shares F of all options but the last, each weighed with the part of the scale that follows it.
 *
 * @param shares The shares or counts that panel and humans have in common, in the order of the options.
 * @param n The size of the panel.
 * @param options The size of the human sample, and the scores of the options.
 * @throws {RangeError} When there is no data, or the scores do not rise.
 *
 * @example
 * ```ts
 * import { expectedWasserstein } from "../../mod.ts";
 *
 * if (expectedWasserstein([1, 1], 100).toFixed(6) !== "0.039894") throw new Error();
 * ```
 */
export function expectedWasserstein(
  shares: readonly number[],
  n: number,
  { humanN = Infinity, scores }: ExpectedWassersteinOptions = {},
): number {
  if (!(n > 0 && humanN > 0)) {
    throw new RangeError(`Cannot expect a distance at n = ${n} and ${humanN}: there is no data`);
  }
  const scale = 2 / Math.PI * (1 / n + 1 / humanN);
  const upTo = cumulativeShares(shares);
  return scoreGaps(shares.length, scores).reduce((sum, gap, at) => {
    const share = Math.min(1, upTo[at] ?? 0);
    return sum + gap * Math.sqrt(scale * share * (1 - share));
  }, 0);
}
