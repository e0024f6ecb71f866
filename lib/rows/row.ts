/**
 * What became of one question put to one panelist: answered; declined by the panelist or the provider;
 * replied to in a form that could not be read, even after one correction; failed on the way; not put;
 * or finished after the run had stopped.
 */
export type Status = "ok" | "refused" | "unparsable" | "failed" | "skipped" | "late";

/** One answer, or why there is none: the tidy row that everything is computed from. */
export interface Row {
  /** The run's id. */
  readonly run: string;
  /** The panelist's id: the persona's content hash, and an ordinal among equal ones. */
  readonly panelist: string;
  /** The persona's name: a label, not an identity. */
  readonly persona: string;
  /** In an ensemble the model whose panel this is; null otherwise. */
  readonly arm: string | null;
  /** The model that answered, as it was named. */
  readonly model: string;
  /** The round of the instrument. */
  readonly round: string;
  /** The question's key. */
  readonly question: string;
  /** The question's kind. */
  readonly kind: string;
  /** The product an answer is about; null in a survey. */
  readonly item: string | null;
  /** Which repeat of the question, from 0. */
  readonly repeat: number;
  /** The place of the question in the panelist's conversation, from 0. */
  readonly turn: number;
  /** What became of the question. */
  readonly status: Status;
  /** The answer as authored: a text, a number, a list, an object; null when there is none. */
  readonly answer: unknown;
  /** The option the answer counts for; null when it counts for none or several. */
  readonly category: string | null;
  /** What the model said, as it was said; null when nothing arrived. */
  readonly text: string | null;
  /** What a second call extracted from the answer; null without one. */
  readonly extraction: unknown;
  /** The options as shown: places in the authored list; null when none were listed. */
  readonly order: readonly number[] | null;
  /** Why there is no answer, in one sentence. */
  readonly error: string | null;
  /** Input tokens of every call made for this row, cached ones included. */
  readonly tokensIn: number;
  /** Output tokens of every call made for this row. */
  readonly tokensOut: number;
  /** US dollars of every call made for this row; null where a price is not known. */
  readonly cost: number | null;
  /** Whether the answer arrived after the run had stopped. */
  readonly afterStop: boolean;
  /** The plan that the row was asked under, where it is not the run's own: 12 digits of its fingerprint. */
  readonly drift?: string;
}

/**
 * A row as it stands in JSON: the same words in snake_case.
 *
 * @example
 * ```ts
 * import { type Row, rowJson } from "./row.ts";
 *
 * const json = rowJson({ tokensIn: 3, afterStop: false } as Row);
 * if (json.tokens_in !== 3 || json.after_stop !== false) throw new Error();
 * ```
 */
export function rowJson(row: Row): Record<string, unknown> {
  const { tokensIn, tokensOut, cost, afterStop, ...rest } = row;
  return { ...rest, tokens_in: tokensIn, tokens_out: tokensOut, cost, after_stop: afterStop };
}
