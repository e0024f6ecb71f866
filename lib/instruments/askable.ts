import { type Reading } from "./compiled.ts";
import { type QuestionOption } from "./kind.ts";

/**
 * What can be put to a panelist's model: words, the form of the reply, and a way to read it. A compiled
 * question is one; so is whatever else is asked in the same way, with the same correction and journal.
 */
export interface Askable {
  /** The name of what is asked, unique where its replies are kept. */
  readonly key: string;
  /** What simulated and scripted respondents are told of it. */
  readonly question: { readonly kind: string; readonly text: string };
  /** The id of the product that it is about; absent where it is about none. */
  readonly product?: string | undefined;
  /** The options as authored; null when there are none. */
  readonly options: readonly QuestionOption[] | null;
  /** Whether the options have an order of their own. */
  readonly ordered: boolean;
  /** The JSON Schema of the reply; null for free text. */
  readonly schema: Readonly<Record<string, unknown>> | null;
  /** The most tokens of the reply. */
  readonly maxTokens: number;
  /** The turn that puts it, with the options in the order shown. */
  wording(order: readonly number[] | null): string;
  /** Reads a reply's text as an answer, or says why it is none. */
  read(text: string): Reading;
}
