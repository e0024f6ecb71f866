import { distribution, type Weights } from "./distribution.ts";
import { jensenShannon } from "./jensen_shannon.ts";
import { kendallTau } from "./kendall_tau.ts";

/** How alike SynthBench finds two distributions. */
export interface Parity {
  /** Their Jensen–Shannon divergence in bits. */
  readonly jsd: number;
  /** Kendall's τ-b of their shares; 0 where a side does not vary, as SynthBench has it. */
  readonly tau: number;
  /** The mean of 1 − JSD and (1 + τ)/2, in [0, 1]. */
  readonly parity: number;
}

/**
 * SynthBench's score of one question: half of it is how near the shares are, half whether the options come
 * in the same order. It has no null line: a uniform respondent scores about .75, and humans against
 * themselves less than 1 where shares are tied.
 *
 * @param p Shares, weights or counts: a list, a record by option, a tally or a baseline.
 * @param q The other side, in any of these forms.
 * @throws {RangeError} When a side is empty, all zero or has a negative weight; SynthBench itself calls that
 * a divergence of 1.
 *
 * @example
 * ```ts
 * import { parity } from "../../mod.ts";
 *
 * const found = parity({ a: 0.6, b: 0.4 }, { a: 0.4, b: 0.6 });
 * if (found.tau !== -1 || found.parity.toFixed(6) !== "0.485475") throw new Error();
 * ```
 */
export function parity(p: Weights, q: Weights): Parity {
  const jsd = jensenShannon(p, q);
  const [ours, theirs] = [distribution(p), distribution(q)];
  const options = [...new Set([...ours.keys(), ...theirs.keys()])];
  const sharesOf = (side: ReadonlyMap<string, number>) => options.map((one) => side.get(one) ?? 0);
  const tau = kendallTau(sharesOf(ours), sharesOf(theirs)).value ?? 0;
  return { jsd, tau, parity: (1 - jsd) / 2 + (1 + tau) / 4 };
}
