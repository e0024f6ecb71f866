import type * as z from "zod";

/** One option of a question: what is stored, and what is shown. */
export interface QuestionOption {
  /** The stored answer: the authored text, or a product's id. */
  readonly value: string;
  /** What the panelist reads. */
  readonly label: string;
}

/** What every question has, whatever its kind. */
export interface QuestionBase {
  /** The kind, as in `"choice"`. */
  readonly kind: string;
  /** The wording put to the panelist. */
  readonly text: string;
  /**
   * `"random"`: options are shuffled for each panelist, or, where they have an order of their own,
   * reversed for a random half; the order shown is recorded. `"as_written"` turns it off.
   * @default "random"
   */
  readonly order?: "random" | "as_written" | undefined;
  /** Questions put after this one, with their conditions. */
  readonly followUps?: readonly FollowUp[] | undefined;
  /** What a second call extracts from the answer: a preset's name or a JSON Schema. */
  readonly extraction?: string | Readonly<Record<string, unknown>> | undefined;
}

/** A question put after another one, and when. */
export interface FollowUp {
  /** The wording. */
  readonly text: string;
  /** `always`, `never`, `response_contains: …` or `response_sentiment: …`. @default "always" */
  readonly condition: string;
}

/** What a builder of a bounded question can be told. */
export interface OptionRules {
  /** Whether the options have an order of their own, as on a scale. @default false */
  readonly ordered?: boolean;
  /** Whether the order shown is randomised. @default "random" */
  readonly order?: "random" | "as_written";
}

/**
 * How one kind of question behaves: a file and a line in the table of kinds. Nothing else knows kinds
 * apart.
 */
export interface Kind<Question extends QuestionBase> {
  /** The kind's name. */
  readonly kind: Question["kind"];
  /** The question's own settings, as they stand under `response_schema` in YAML. */
  readonly settings: z.ZodType<Omit<Question, keyof QuestionBase>>;
  /** The options shown and tallied, as authored; null when any answer is possible. */
  readonly options: (question: Question) => readonly QuestionOption[] | null;
  /** Whether the options are listed to the panelist. @default true */
  readonly listed?: boolean;
  /** Whether the options have an order of their own. */
  readonly ordered: (question: Question) => boolean;
  /** Whether an answer may count for several options. @default false */
  readonly multiple?: (question: Question) => boolean;
  /** What the panelist is told about the form of the answer. */
  readonly instruct: (question: Question) => string;
  /** The form of the answer; null for free text. */
  readonly answer: (question: Question) => z.ZodType | null;
  /** The JSON Schema of the answer, where it is not simply that of `answer`. */
  readonly schema?: (question: Question) => Readonly<Record<string, unknown>>;
  /**
   * The options an answer counts for in a tally: one for a single choice, several for a list, none
   * when it has no category.
   */
  readonly categories: (question: Question, answer: unknown) => readonly string[];
  /** What of an answer is tallied, in words, where it is not the answer. */
  readonly counted?: string;
  /** The most tokens an answer may have. */
  readonly maxTokens: (question: Question) => number;
}

/** The tokens a bounded answer may have. */
export const BOUNDED_TOKENS = 300;
/** The tokens an open answer may have. */
export const OPEN_TOKENS = 1024;
