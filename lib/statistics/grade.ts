/** A reading aid for a divergence from people, best first. */
export type Grade =
  | "tightly aligned"
  | "strong"
  | "moderate"
  | "weak"
  | "effectively uncalibrated";

/**
 * The grade of a Jensen–Shannon divergence between a panel and people: below .05 tightly aligned, below .15
 * strong, below .30 moderate, up to .50 weak, above it effectively uncalibrated. The bands know nothing of
 * the number of options or answers; give it a corrected divergence and read its interval's ends too.
 *
 * @param jsd A divergence in bits; below 0 when a corrected one is.
 * @throws {RangeError} When it is not a number.
 *
 * @example
 * ```ts
 * import { grade } from "../../mod.ts";
 *
 * if (grade(0.19) !== "moderate") throw new Error();
 * ```
 */
export function grade(jsd: number): Grade {
  if (Number.isNaN(jsd)) throw new RangeError("Cannot grade NaN: it must be a number");
  if (jsd < 0.05) return "tightly aligned";
  if (jsd < 0.15) return "strong";
  if (jsd < 0.3) return "moderate";
  return jsd <= 0.5 ? "weak" : "effectively uncalibrated";
}
