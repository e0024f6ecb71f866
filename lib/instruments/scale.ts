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
 * highest down; a scale of more than 11 points is described by its ends.
 *
 * In YAML: `response_schema: { type: scale, min: 1, max: 5, labels: { 1: dislike, 5: like } }`; `likert`
 * is a scale from 1 to 5 of agreement unless it says otherwise.
 *
 * @throws {RangeError} When the ends are not whole numbers, the lower first.
 *
 * @example
 * ```ts
 * import { scale } from "../../mod.ts";
 *
 * const liking = scale("How much do you like this beer?", 1, 5, { labels: { 1: "not at all" } });
 * console.assert(liking.max === 5);
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
  return { kind: "scale", text: wording, min, max, labels, order };
}

const settings = strict({
  min: z.int(),
  max: z.int(),
  labels: z.record(z.string(), z.string()).optional(),
}).superRefine(({ min, max }, context) => {
  if (min >= max) {
    context.addIssue({ code: "custom", path: ["min"], message: `must be below max, ${max}` });
  }
});

/** How a scale behaves. */
export const scaleKind: Kind<ScaleQuestion> = {
  kind: "scale",
  settings,
  options: (question) => isListed(question) ? points(question) : null,
  ordered: () => true,
  instruct: ({ min, max }) => `Answer with one whole number from ${min} to ${max}.`,
  answer: ({ min, max }) => z.int().min(min).max(max),
  categories: (_, answer) => [String(answer)],
  maxTokens: () => BOUNDED_TOKENS,
};

function isListed({ min, max }: ScaleQuestion): boolean {
  return max - min < LISTED_POINTS;
}

function points({ min, max, labels }: ScaleQuestion) {
  return Array.from({ length: max - min + 1 }, (_, place) => {
    const value = String(min + place);
    const label = labels?.[value];
    return { value, label: label === undefined ? value : `${value} (${label})` };
  });
}
