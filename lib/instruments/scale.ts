import * as z from "zod";
import { strict } from "../schema/strict.ts";
import { BOUNDED_TOKENS, type Kind, type QuestionBase } from "./kind.ts";

/** A question that is answered with a whole number on a scale. */
export interface ScaleQuestion extends QuestionBase {
  /** Tells the kind. */
  readonly kind: "scale";
  /** The lowest point. */
  readonly min: number;
  /** The highest point. */
  readonly max: number;
  /** What points mean, by point. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** A scale with more points than this is described, not listed. */
const LISTED_POINTS = 11;

/**
 * A rating scale of whole numbers. Its points are listed, for a random half of the panel from the
 * highest down; of a scale of more than 11 points only the ends and what points mean are said.
 *
 * In YAML: `response_schema: { type: scale, min: 1, max: 5, labels: { 1: dislike, 5: like } }`; `likert`
 * is a scale from 1 to 5 of agreement unless it says otherwise.
 *
 * @throws {RangeError} When the ends are not whole numbers, the lower first, or a label is of no point.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { scale } from "../../mod.ts";
 *
 * const liking = scale("How much do you like this beer?", 1, 5, { labels: { 1: "not at all" } });
 * assert(liking.max === 5);
 * ```
 */
export function scale(
  wording: string,
  min: number,
  max: number,
  { labels, order }: {
    readonly labels?: Readonly<Record<number, string>>;
    readonly order?: "random" | "as_written";
  } = {},
): ScaleQuestion {
  if (!Number.isInteger(min) || !Number.isInteger(max) || min >= max) {
    throw new RangeError(
      `Cannot make a scale from ${min} to ${max}: it needs whole numbers, the lower first`,
    );
  }
  const [stray] = strays({ min, max, labels });
  if (stray !== undefined) {
    throw new RangeError(`Cannot make a scale from ${min} to ${max}: it has no point "${stray}"`);
  }
  return { kind: "scale", text: wording, min, max, labels, order };
}

const settings = strict({
  min: z.int(),
  max: z.int(),
  labels: z.record(z.string(), z.string()).optional(),
}).superRefine(({ min, max, labels }, context) => {
  if (min >= max) {
    context.addIssue({ code: "custom", path: ["min"], message: `must be below max, ${max}` });
    return;
  }
  for (const stray of strays({ min, max, labels })) {
    const message = `must be of a point from ${min} to ${max}`;
    context.addIssue({ code: "custom", path: ["labels", stray], message });
  }
});

/** How a scale behaves. */
export const scaleKind: Kind<ScaleQuestion> = {
  kind: "scale",
  settings,
  options: (question) => isListed(question) ? points(question) : null,
  ordered: () => true,
  instruct: (question) =>
    `Answer with one whole number from ${question.min} to ${question.max}${meanings(question)}.`,
  // Listed points are an enumeration to the provider, which not every one can do with a range.
  answer: (question) =>
    isListed(question)
      ? z.literal(points(question).map(({ value }) => Number(value)))
      : z.int().min(question.min).max(question.max),
  categories: (_, answer) => [String(answer)],
  maxTokens: () => BOUNDED_TOKENS,
};

function isListed({ min, max }: ScaleQuestion): boolean {
  return max - min < LISTED_POINTS;
}

/** What points mean, where they are not listed. */
function meanings(question: ScaleQuestion): string {
  const meant = isListed(question) ? [] : Object.entries(question.labels ?? {});
  return meant.length === 0
    ? ""
    : `, where ${meant.map(([point, label]) => `${point} means "${label}"`).join(", ")}`;
}

/** Labels that are of no point of the scale. */
function strays({ min, max, labels = {} }: Pick<ScaleQuestion, "min" | "max" | "labels">) {
  return Object.keys(labels).filter((point) =>
    !(Number.isInteger(Number(point)) && Number(point) >= min && Number(point) <= max)
  );
}

function points({ min, max, labels }: ScaleQuestion) {
  return Array.from({ length: max - min + 1 }, (_, place) => {
    const value = String(min + place);
    const label = labels?.[value];
    return { value, label: label === undefined ? value : `${value} (${label})` };
  });
}
