import { batchNeeded, batchNoise } from "./batch_noise.ts";
import { type ConvergenceSettings, type JsdBatchSettings } from "./convergence_options.ts";
import { hasConverged, type QuestionCourse } from "./look.ts";
import { optionsOf, type Tracked } from "./tracked.ts";

/**
 * What must be known beside a report: where the rule cannot stop, and what a stop does not say.
 *
 * @param released How many panelists there were.
 */
export function convergenceWarnings(
  questions: readonly QuestionCourse[],
  settings: ConvergenceSettings,
  released: number,
): string[] {
  if (settings.rule === "precision") {
    const { every, halfWidth } = settings;
    // Where nobody looks before the end, no width is asked for.
    if (!Number.isFinite(every)) return [];
    const open = widest(
      questions.filter((question) => question.now.n > 0 && !hasConverged(question)),
    );
    return open.map(({ question, now }) =>
      `The shares of "${question.key}" are known within ` +
      `±${beyond(now.halfWidth, halfWidth)} at n = ${now.n}, not within ±${halfWidth}`
    );
  }
  if (released < earliestStop(settings)) return [tooFew(settings)];
  return [
    ...noiseWarnings(questions.map(({ question }) => question), settings),
    ...widest(questions.filter(hasConverged)).map(({ question, now }) =>
      `By jsd-batch the answers to "${question.key}" are enough, yet their shares are known only ` +
      `within ±${brief(now.halfWidth)} at n = ${now.n}`
    ),
  ];
}

/** The fewest panelists by which jsd-batch can be met. */
export function earliestStop({ every, minimum, streak }: JsdBatchSettings): number {
  return Math.max(streak, Math.ceil(minimum / every)) * every;
}

/** That there are fewer panelists than jsd-batch takes, whatever they answer. */
export function tooFew(settings: JsdBatchSettings): string {
  return `jsd-batch takes ${earliestStop(settings)} panelists at least, and there are fewer`;
}

/** The batches that are too small for epsilon, a sentence for each number of options. */
export function noiseWarnings(
  questions: readonly Tracked[],
  { every, epsilon }: JsdBatchSettings,
): string[] {
  const groups = Map.groupBy(questions, optionsOf);
  return [...groups].filter(([options]) => batchNoise(options, every) > epsilon)
    .map(([options, members]) =>
      `Batches of ${every} differ from the whole by up to ${brief(batchNoise(options, every))} ` +
      `by chance alone where there are ${options} options (${keys(members)}), more than epsilon ` +
      `${epsilon}, so that jsd-batch may never stop: batches of ` +
      `${batchNeeded(options, epsilon)} would do, or the rule precision`
    );
}

/** A number in two digits. */
export function brief(number: number): string {
  return String(Number(number.toPrecision(2)));
}

/** A width in two digits; in as many as it takes to be seen as wider than what was asked. */
function beyond(width: number, asked: number): string {
  const digits = [2, 3, 4].find((digits) => Number(width.toPrecision(digits)) > asked) ?? 5;
  return String(Number(width.toPrecision(digits)));
}

function keys(questions: readonly Tracked[]): string {
  return questions.map(({ key }) => `"${key}"`).join(", ");
}

function widest(questions: readonly QuestionCourse[]): QuestionCourse[] {
  return questions.toSorted((a, b) => b.now.halfWidth - a.now.halfWidth).slice(0, 1);
}
