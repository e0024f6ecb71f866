import { type SynthBenchParts } from "./synthbench_parts.ts";

/** How much each part of SynthBench's score counts, above 0. */
export type SynthBenchWeights = Readonly<Partial<Record<keyof SynthBenchParts, number>>>;

/**
 * SynthBench's parity score (SPS): the mean of the parts that were measured. Which parts these are decides
 * much of it, so that scores with different parts must not be compared; and the uniform respondent scores
 * .71 to .76, the one who always gives the most frequent answer .67 to .71.
 *
 * @param parts The parts, each in [0, 1].
 * @param weights The weight of each part that counts. @default {1 for each that was measured}
 * @returns The score; 0 without any part.
 *
 * @example
 * ```ts
 * import { synthBenchScore } from "../../mod.ts";
 *
 * if (synthBenchScore({ pDist: 0.8, pRank: 0.7, pRefuse: 0.9 }).toFixed(9) !== "0.800000000") throw new Error();
 * ```
 */
export function synthBenchScore(
  parts: SynthBenchParts,
  weights: SynthBenchWeights = { pDist: 1, pRank: 1, pCond: 1, pSub: 1, pRefuse: 1 },
): number {
  const measured = PARTS.flatMap((name) => {
    const [value, weight] = [parts[name], weights[name]];
    return value === undefined || weight === undefined ? [] : [{ value, weight }];
  });
  const total = measured.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return 0;
  return measured.reduce((sum, { value, weight }) => sum + value * weight, 0) / total;
}

const PARTS = ["pDist", "pRank", "pCond", "pSub", "pRefuse"] as const;
