import * as z from "zod";
import { read } from "../schema/read.ts";
import { type Reply } from "./model.ts";

const count = z.number().nullish().transform((tokens) => Math.max(0, tokens ?? 0));
const usage = z.object({
  input_tokens: count,
  output_tokens: count,
  cache_creation_input_tokens: count,
  cache_read_input_tokens: count,
});
const message = z.object({
  model: z.string().nullish(),
  content: z.array(z.object({
    type: z.string(),
    text: z.string().nullish(),
    input: z.unknown().optional(),
  })),
  stop_reason: z.string().nullish(),
  usage: usage.nullish(),
});

/** The reasons to stop that leave a reply unfinished. */
const CUT = new Set(["max_tokens", "model_context_window_exceeded"]);

/**
 * The reply in a message.
 *
 * @param id The model that was asked, for servers that do not say which one answered.
 * @throws {InputError} When it is no message.
 */
export function anthropicReply(body: unknown, id: string): Reply {
  const { content, model, stop_reason, usage } = read(message, body, "the reply");
  const call = content.find(({ type }) => type === "tool_use");
  const text = content.map(({ type, text }) => type === "text" ? text ?? "" : "").join("");
  return {
    text: call === undefined ? text : JSON.stringify(call.input ?? {}),
    ended: stop_reason === "refusal" ? "refused" : CUT.has(stop_reason ?? "") ? "cut" : "complete",
    usage: {
      input: usage?.input_tokens ?? 0,
      output: usage?.output_tokens ?? 0,
      cacheWrite: usage?.cache_creation_input_tokens ?? 0,
      cacheRead: usage?.cache_read_input_tokens ?? 0,
    },
    served: model || id,
  };
}
