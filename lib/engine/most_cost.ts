import { type Request } from "../models/model.ts";
import { type Price } from "../models/prices.ts";

// The fewest UTF-8 bytes that a token has on average, in ordinary text: with GPT-4's tokeniser about 4
// in English, 3.4 in German, and no less than 2.2 in Chinese, Korean or Arabic. Lists of bare numbers and
// identifiers can have fewer; what a call costs beyond its reservation is booked when it is known.
const BYTES = 2;
// What providers put around the turns, and around the whole.
const PER_MESSAGE = 8;
// The hidden instructions that come with a form of the answer; those of Claude's tools have up to 350.
const FORM = 512;

const utf8 = new TextEncoder();

/**
 * The most that a call can cost, in US dollars: more input tokens than the request can well have, and all
 * the output tokens that it allows. Input counts a token for two bytes of its texts and for each byte of
 * its schema, at the highest of the input prices, whatever goes through a cache.
 *
 * @example
 * ```ts
 * import { mostCost } from "./most_cost.ts";
 *
 * const price = { input: 1, output: 5, cacheWrite: 1, cacheRead: 1 };
 * const messages = [{ role: "user", content: "Why?" }] as const;
 * const most = mostCost({ system: "", messages, schema: null, maxTokens: 100 }, price);
 * if (most !== (2 + 16 + 500) / 1e6) throw new Error(`${most}`);
 * ```
 */
export function mostCost(
  { system, messages, schema, maxTokens }: Pick<
    Request,
    "system" | "messages" | "schema" | "maxTokens"
  >,
  { input, output, cacheWrite, cacheRead }: Price,
): number {
  const texts = [system, ...messages.map(({ content }) => content)];
  const bytes = texts.reduce((sum, text) => sum + sizeOf(text), 0);
  const form = schema === null ? 0 : FORM + sizeOf(JSON.stringify(schema));
  const most = Math.ceil(bytes / BYTES) + PER_MESSAGE * texts.length + form;
  return (most * Math.max(input, cacheWrite, cacheRead) + maxTokens * output) / 1e6;
}

function sizeOf(text: string): number {
  return utf8.encode(text).length;
}
