import { type Usage } from "./model.ts";

/** US dollars for a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  readonly cacheWrite: number;
  readonly cacheRead: number;
}

/** Prices by a part of a model's id, in lower case; the first part that an id contains decides. */
export type Prices = readonly (readonly [part: string, price: Price])[];

// From Opus 4.5 on the family costs a third of what it did; of an Opus that is not named the most is taken.
const NEWER_OPUS = [
  ...["opus-4-5", "opus-4-6", "opus-4-7", "opus-4-8", "opus-5"],
  ...["opus-4.5", "opus-4.6", "opus-4.7", "opus-4.8"],
];

// The table of the original program as of 2026-04, which followed the providers' public price pages; Opus
// and Sonnet as platform.claude.com/docs/en/about-claude/pricing has them and Gemini 2.5 Flash as
// ai.google.dev/gemini-api/docs/pricing has it, both in 2026-10. A price that has changed since, or is
// missing, goes into a file of the user's, named by QUORUM_PRICES. The longer name stands before the
// shorter one.
const DOLLARS: readonly (readonly [part: string, ...dollars: readonly number[]])[] = [
  ["haiku", 1, 5, 1.25, 0.1],
  ["sonnet-5", 2, 10, 2.5, 0.2],
  ["sonnet", 3, 15, 3.75, 0.3],
  ["opus-5-5", 4, 20, 5, 0.2],
  ["opus-5.5", 4, 20, 5, 0.2],
  ...NEWER_OPUS.map((name) => [name, 5, 25, 6.25, 0.5] as const),
  ["opus", 15, 75, 18.75, 1.5],
  ["gemini-2.5-pro", 1.25, 10, 1.56, 0.31],
  ["gemini-2.5-flash-lite", 0.1, 0.4, 0.1, 0.025],
  ["gemini-2.5-flash", 0.3, 2.5, 0.3, 0.03],
  ["gpt-5-mini", 0.25, 2, 0.25, 0.025],
  ["gpt-4.1-mini", 0.4, 1.6, 0.4, 0.1],
  ["gpt-4o-mini", 0.15, 0.6, 0.15, 0.075],
  ["gpt-4o", 2.5, 10, 2.5, 1.25],
  ["deepseek-v3.2-speciale", 0.4, 1.2, 0.4, 0.4],
  ["deepseek-v3.2-exp", 0.27, 0.41, 0.27, 0.27],
  ["deepseek-v3", 0.252, 0.378, 0.252, 0.252],
  ["deepseek-chat", 0.27, 1.1, 0.27, 0.07],
  ["qwen3.6-plus", 0.33, 1.95, 0.33, 0.33],
  ["qwen3-plus", 0.33, 1.95, 0.33, 0.33],
  ["qwen3-max", 0.78, 3.9, 0.78, 0.78],
  ["mistral-medium", 0.4, 2, 0.4, 0.4],
  ["llama-3.3-70b", 0.23, 0.4, 0.23, 0.23],
];

/** The list prices that the program knows. */
export const LIST_PRICES: Prices = DOLLARS.map((
  [part, input = 0, output = 0, cacheWrite = 0, cacheRead = 0],
) => [part, { input, output, cacheWrite, cacheRead }]);

/**
 * The price of a model by its id, or null when none is known: an unknown price is never guessed.
 *
 * @param prices Where to look it up. @default {the list prices}
 *
 * @example
 * ```ts
 * import { priceOf } from "./prices.ts";
 *
 * if (priceOf("claude-haiku-4-5-20251001")?.output !== 5) throw new Error();
 * if (priceOf("some-model") !== null) throw new Error();
 * ```
 */
export function priceOf(id: string, prices: Prices = LIST_PRICES): Price | null {
  const name = id.toLowerCase();
  return prices.find(([part]) => name.includes(part))?.[1] ?? null;
}

/** What a request costs in a batch, as a share of its price: with all providers that have batches. */
export const BATCH_SHARE = 0.5;

/** What tokens cost at a price, in US dollars. */
export function costOf(usage: Usage, price: Price): number {
  return (usage.input * price.input + usage.output * price.output +
    usage.cacheWrite * price.cacheWrite + usage.cacheRead * price.cacheRead) / 1e6;
}
