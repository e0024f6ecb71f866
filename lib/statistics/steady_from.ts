import { type CurvePoint } from "./sampling_curve.ts";

/** From where on a curve is low and steady. */
export interface Steadiness {
  /** What the mean must be below. @default 0.02 */
  readonly epsilon?: number | undefined;
  /** The most that it may fall from there over the next two points. @default 0.005 */
  readonly flatness?: number | undefined;
}

/**
 * The smallest sample size of a curve at which the mean is below epsilon and falls by no more than the
 * flatness over the next two points: SynthBench's `convergence_n`.
 *
 * @param curve The points, by growing size.
 * @returns Null where there is no such size, or fewer than two points follow it.
 *
 * @example
 * ```ts
 * import { steadyFrom } from "../../mod.ts";
 *
 * const curve = [0.05, 0.015, 0.013, 0.012].map((mean, at) => ({ n: 100 * (at + 1), mean }));
 * if (steadyFrom(curve) !== 200) throw new Error();
 * ```
 */
export function steadyFrom(
  curve: readonly Pick<CurvePoint, "n" | "mean">[],
  { epsilon = 0.02, flatness = 0.005 }: Steadiness = {},
): number | null {
  const found = curve.find(({ mean }, at) => {
    const next = curve.slice(at + 1, at + 3);
    return mean < epsilon && next.length === 2 &&
      next.every((point) => mean - point.mean <= flatness);
  });
  return found?.n ?? null;
}
