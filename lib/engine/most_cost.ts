import { type Request } from "../models/model.ts";
import { type Price } from "../models/prices.ts";

// What providers put around the turns, and around the whole.
const PER_MESSAGE = 8;
// The hidden instructions that come with a form of the answer; those of Claude's tools have up to 350.
const FORM = 512;

const utf8 = new TextEncoder();

/**
 * The most that a call can cost, in US dollars: as many input tokens as the request can have, and all the
 * output tokens that it allows. A token is never less than a byte (ordinary text has two to four to a
 * token, bare digits may have one), at the highest of the input prices, whatever goes through a cache.
 *
 * @example
 * ```ts
 * import { mostCost } from "./most_cost.ts";
 *
 * const price = { input: 1, output: 5, cacheWrite: 1, cacheRead: 1 };
 * const messages = [{ role: "user", content: "Why?" }] as const;
 * const most = mostCost({ system: "", messages, schema: null, maxTokens: 100 }, price);
 * if (most !== (4 + 16 + 500) / 1e6) throw new Error(`${most}`);
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
  const most = bytes + PER_MESSAGE * texts.length + form;
  return (most * Math.max(input, cacheWrite, cacheRead) + maxTokens * output) / 1e6;
}

function sizeOf(text: string): number {
  return utf8.encode(text).length;
}
