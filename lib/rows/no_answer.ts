import { type Row } from "./row.ts";

/** What a row says of an answer as long as there is none: nothing was said, and nothing was spent. */
export const NO_ANSWER = {
  answer: null,
  category: null,
  text: null,
  extraction: null,
  order: null,
  error: null,
  tokensIn: 0,
  tokensOut: 0,
  cost: 0,
  afterStop: false,
} as const satisfies Partial<Row>;
