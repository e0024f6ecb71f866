import { ChanceValues } from "./chance_values.ts";
import { compositionCount, compositions } from "./compositions.ts";
import { type Population } from "./divergence_draws.ts";
import { divergenceTerm } from "./divergence_term.ts";
import { logGamma } from "./log_gamma.ts";

/** How many outcomes there are of samples from two populations with the same k options. */
export function outcomeCount(k: number, panelN: number, humanN: number): number {
  return compositionCount(panelN, k) * (humanN === Infinity ? 1 : compositionCount(humanN, k));
}

/**
 * The Jensen–Shannon divergences of all samples that can come from two populations, with their
 * probabilities.
 *
 * @param panel Where the panel's answers come from.
 * @param human Where the humans' come from, with the options in the same places.
 *
 * @example
 * ```ts
 * import { exactDivergences } from "./exact_divergences.ts";
 *
 * const coin = { shares: [0.5, 0.5] };
 * const { mean } = exactDivergences({ ...coin, n: 1 }, { ...coin, n: 1 });
 * if (mean !== 0.5) throw new Error("two coins agree half the time");
 * ```
 */
export function exactDivergences(panel: Population, human: Population): ChanceValues {
  const k = panel.shares.length;
  const humans = human.n === Infinity ? [{ shares: human.shares, probability: 1 }] : seen(human);
  const count = outcomeCount(k, panel.n, human.n);
  const values = new Float64Array(count);
  const probabilities = new Float64Array(count);
  let at = 0;
  for (const other of humans) {
    // The terms of the divergence hang on an option and its count alone.
    const terms = table(other.shares, panel.n, (share, c) => divergenceTerm(c / panel.n, share));
    for (const { counts, probability } of samples(panel)) {
      let sum = 0;
      for (let option = 0; option < k; option++) sum += terms(option, counts[option] ?? 0);
      values[at] = sum / (2 * Math.LN2);
      probabilities[at++] = probability * other.probability;
    }
  }
  return new ChanceValues(values, probabilities);
}

interface Outcome {
  readonly counts: readonly number[];
  readonly probability: number;
}

/** All samples of a population; the counts are filled anew each time. */
function* samples({ shares, n }: Population): Generator<Outcome> {
  const logs = table(shares, n, (share, c) => c === 0 ? 0 : c * Math.log(share) - logGamma(c + 1));
  const all = logGamma(n + 1);
  for (const counts of compositions(n, shares.length)) {
    let sum = all;
    for (let option = 0; option < counts.length; option++) sum += logs(option, counts[option] ?? 0);
    yield { counts, probability: Math.exp(sum) };
  }
}

function seen(human: Population) {
  return Array.from(samples(human), ({ counts, probability }) => {
    return { shares: counts.map((count) => count / human.n), probability };
  });
}

function table(
  shares: readonly number[],
  n: number,
  of: (share: number, count: number) => number,
): (option: number, count: number) => number {
  const rows = shares.map((share) => Float64Array.from({ length: n + 1 }, (_, c) => of(share, c)));
  return (option, count) => rows[option]?.[count] ?? 0;
}
