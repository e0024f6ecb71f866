import { type Baseline } from "../benchmarks/baseline.ts";
import { stream } from "../random/stream.ts";
import { distribution } from "../statistics/distribution.ts";
import { type CurveOptions, type CurvePoint, samplingCurve } from "../statistics/sampling_curve.ts";
import { type Steadiness, steadyFrom } from "../statistics/steady_from.ts";

/** How many people of a survey would have been enough, to hold a panel's convergence against. */
export class ConvergenceBaseline {
  /** The baseline, as in `"gss:HAPPY"`. */
  readonly id!: string;
  /** The question's name in SynthBench, as in `"GSS_HAPPY"`. */
  readonly key!: string;
  /** The year of the interviews. */
  readonly year!: Baseline["year"];
  /** The attribute and group that it is of; empty for everybody. */
  readonly where!: Baseline["where"];
  /** The humans' share of each option. */
  readonly shares!: Readonly<Record<string, number>>;
  /** How to cite the survey. */
  readonly citation!: string;
  /** How far samples of the humans are from all of them, by growing size. */
  readonly curve!: readonly CurvePoint[];
  /** The size from which on that is below epsilon and steady; null where no size is. */
  readonly convergedAt!: number | null;
  /** What the mean divergence must be below. */
  readonly epsilon!: number;
  /** The most that it may fall by over the next two sizes. */
  readonly flatness!: number;
  /** How many samples were drawn of each size. */
  readonly draws!: number;

  /** Made by `convergenceBaseline()`. */
  constructor(values: ConvergenceBaseline) {
    Object.assign(this, values);
  }
}

/** How the curve of a baseline is drawn, and when it is steady. */
export interface ConvergenceBaselineOptions extends Omit<CurveOptions, "uniform">, Steadiness {
  /** The seed of the samples. @default 0 */
  readonly seed?: number | undefined;
}

/**
 * The convergence curve of humans: samples of growing size, drawn from a baseline's shares, and how far they
 * are from it. That is what a panel which answers exactly as these people do would show, so the size from
 * which it is steady is the fewest panelists that make sense, and its floor belongs beside every divergence.
 *
 * @param human The baseline.
 * @throws {RangeError} When a size or the draws are not a whole number from 1, or the baseline has no data.
 *
 * @example
 * ```ts
 * import { baseline, convergenceBaseline } from "../../mod.ts";
 *
 * const { convergedAt, curve } = convergenceBaseline(await baseline("gss:HAPPY"));
 * if (convergedAt !== 100 || curve[0]?.n !== 20) throw new Error(`${convergedAt}`);
 * ```
 */
export function convergenceBaseline(
  human: Baseline,
  { seed = 0, sizes, draws = 500, epsilon = 0.02, flatness = 0.005 }: ConvergenceBaselineOptions =
    {},
): ConvergenceBaseline {
  const { id, key, year, where, citation } = human;
  const random = stream(seed).fork("convergence baseline", id, String(year));
  const curve = samplingCurve(human, { sizes, draws, uniform: () => random.uniform() });
  return new ConvergenceBaseline({
    ...{ id, key, year, where, citation, curve, epsilon, flatness, draws },
    shares: Object.fromEntries(distribution(human)),
    convergedAt: steadyFrom(curve, { epsilon, flatness }),
  });
}
