import { canonical } from "../schema/canonical.ts";
import { type Look } from "./look.ts";

/** What was seen at one check. */
export interface ConvergenceCheck {
  /** How many panelists had been released, whether they answered or not. */
  readonly released: number;
  /** The questions that had answers in the last batch. */
  readonly questions: readonly CheckedQuestion[];
}

/** The answers to one question at a check. */
export interface CheckedQuestion {
  /** The question's key. */
  readonly key: string;
  /** The answers as they stood. */
  readonly look: Look;
  /** The mean divergence of as many last batches as the rule looks at; null where it does not ask. */
  readonly rollingMean: number | null;
}

/**
 * A check as a line of JSON for a log, its keys sorted and its numbers rounded to 6 decimals. The name
 * `jsd_rolling_avg_3` is that of the reference, however many batches the mean is of.
 *
 * @example
 * ```ts
 * import { checkLine } from "./convergence_check.ts";
 * import { ConvergenceTracker } from "./convergence_tracker.ts";
 *
 * const tracker = new ConvergenceTracker([{ key: "q", options: ["a", "b"] }], {
 *   ...{ rule: "jsd-batch", every: 1 },
 * });
 * const check = tracker.add([{ question: "q", categories: ["a"] }]);
 * const readings = '{"jsd_last_batch":0,"jsd_rolling_avg_3":0}';
 * if (check === null || checkLine(check) !== `{"n_completed":1,"per_question":{"q":${readings}}}`) {
 *   throw new Error();
 * }
 * ```
 */
export function checkLine({ released, questions }: ConvergenceCheck): string {
  const readings = questions.map(({ key, look, rollingMean }) => [
    key,
    look.jsd === null || rollingMean === null
      ? { half_width: rounded(look.halfWidth), n: look.n }
      : { jsd_last_batch: rounded(look.jsd), jsd_rolling_avg_3: rounded(rollingMean) },
  ]);
  return canonical({ n_completed: released, per_question: Object.fromEntries(readings) });
}

function rounded(number: number): number {
  return Number(number.toFixed(6));
}
