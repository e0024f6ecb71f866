import { sequenceHalfWidth, sequenceSize } from "../statistics/sequence_size.ts";
import { type ConvergenceOptions, convergenceSettings } from "./convergence_options.ts";
import { brief, earliestStop, noiseWarnings, tooFew } from "./convergence_warnings.ts";
import { alphaOf, sharesOf, type Tracked } from "./tracked.ts";

/**
 * What can be said of a rule before the first answer, in sentences: how many answers the asked width needs
 * and which width the planned panel reaches; for jsd-batch, the batches that are too small to ever stop, and
 * how little the earliest stop would say; or that there are fewer panelists than it takes. All at shares of
 * one half, where most answers are needed.
 *
 * @param planned How many panelists there are; null when that is not known.
 * @throws {RangeError} When a number is out of range.
 * @throws {TypeError} When there is no such rule, or a number is of the other rule.
 *
 * @example
 * ```ts
 * import { convergenceOutlook } from "../../mod.ts";
 *
 * const questions = [{ key: "tier", options: ["free", "pro", "team"] }];
 * const [sentence = ""] = convergenceOutlook(questions, { halfWidth: 0.1 }, 100);
 * if (!sentence.endsWith("about 332 answers; the 100 planned reach ±0.17")) throw new Error(sentence);
 * ```
 */
export function convergenceOutlook(
  questions: Iterable<Tracked>,
  options: ConvergenceOptions = {},
  planned: number | null = null,
): string[] {
  const settings = convergenceSettings(options);
  const tracked = [...questions].filter(({ options }) => options !== null);
  if (tracked.length === 0) {
    return ["Convergence is not tracked: no question has options"];
  }
  const alpha = alphaOf(tracked, settings.alpha);
  const reached = (n: number) => `±${brief(sequenceHalfWidth(n, alpha))}`;
  if (settings.rule === "jsd-batch") {
    const earliest = earliestStop(settings);
    if (planned !== null && planned < earliest) return [tooFew(settings)];
    return [
      ...noiseWarnings(tracked, settings),
      `At the earliest stop of jsd-batch, n = ${earliest}, a share of one half is known only ` +
      `within ${reached(earliest)}`,
    ];
  }
  const { halfWidth } = settings;
  const shares = tracked.reduce((sum, question) => sum + sharesOf(question), 0);
  const needed = `To know ${shares === 1 ? "a share" : `all ${shares} shares`} within ` +
    `±${halfWidth} takes about ${sequenceSize(halfWidth, alpha)} answers`;
  return [
    planned === null || planned < 1
      ? needed
      : `${needed}; the ${planned} planned reach ${reached(planned)}`,
  ];
}
