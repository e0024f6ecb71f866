import * as z from "zod";
import { read } from "../schema/read.ts";
import { type Reply, type Usage } from "./model.ts";

// Compatible servers leave out, or set to null, much that OpenAI itself always sends.
const count = z.number().nullish().transform((tokens) => Math.max(0, tokens ?? 0));
const words = z.string().nullish();
const parts = z.array(z.object({ text: words })).transform((list) =>
  list.map((part) => part.text ?? "").join("")
);
const usage = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: z.object({ cached_tokens: count, cache_write_tokens: count }).nullish(),
  cost: z.number().nullish(),
  cost_details: z.object({ upstream_inference_cost: z.number().nullish() }).nullish(),
});
const completion = z.object({
  model: words,
  choices: z.array(z.object({
    finish_reason: words,
    message: z.object({
      content: z.union([z.string(), parts]).nullish(),
      refusal: words,
      tool_calls: z.array(z.object({ function: z.object({ arguments: z.string() }).optional() }))
        .nullish(),
    }),
  })).min(1),
  usage: usage.nullish(),
});

/**
 * The reply in a chat completion.
 *
 * @param id The model that was asked, for servers that do not say which one answered.
 * @throws {InputError} When it is no chat completion.
 */
export function openaiReply(body: unknown, id: string): Reply {
  const { choices, model, usage } = read(completion, body, "the reply");
  // The schema asks for at least one.
  const { message, finish_reason } = choices[0] as (typeof choices)[number];
  const called = message.tool_calls?.[0]?.function?.arguments;
  return {
    text: called ?? message.content ?? message.refusal ?? "",
    ended: message.refusal || finish_reason === "content_filter"
      ? "refused"
      : finish_reason === "length"
      ? "cut"
      : "complete",
    usage: usageOf(usage),
    ...reportedCost(usage),
    served: model || id,
  };
}

type Counted = z.infer<typeof completion>["usage"];

function usageOf(usage: Counted): Usage {
  // The prompt's count includes both; only OpenRouter tells what was written.
  const cacheRead = usage?.prompt_tokens_details?.cached_tokens ?? 0;
  const cacheWrite = usage?.prompt_tokens_details?.cache_write_tokens ?? 0;
  return {
    input: Math.max(0, (usage?.prompt_tokens ?? 0) - cacheRead - cacheWrite),
    output: usage?.completion_tokens ?? 0,
    cacheWrite,
    cacheRead,
  };
}

// OpenRouter adds what the call cost to the usage; other services do not have the field.
function reportedCost(usage: Counted): { cost?: number } {
  const cost = usage?.cost ?? usage?.cost_details?.upstream_inference_cost;
  return typeof cost === "number" ? { cost } : {};
}
