import { type Reply, type Request } from "../models/model.ts";
import { type Price } from "../models/prices.ts";
import { inputTokens, tokensOf } from "../models/tokens.ts";

/** A reply with its tokens estimated, where a model that asks for money counted none. */
export function countedReply(reply: Reply, request: Request, price: Price | null): Reply {
  const { usage } = reply;
  const isFree = price === null || price.input === 0;
  if (isFree || reply.cost !== undefined || usage.input + usage.output + usage.cacheRead > 0) {
    return reply;
  }
  const [input, output] = [inputTokens(request), tokensOf(reply.text.length)];
  return { ...reply, usage: { ...usage, input, output } };
}
