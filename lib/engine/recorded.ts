import { z } from "zod";
import { ModelError } from "../models/model_error.ts";
import { sha256 } from "../random/hash.ts";
import { read } from "../schema/read.ts";
import { type KeptReply } from "./call_record.ts";

/** What a store holds for a request: the reply or, where none came, how the call failed for good. */
export type Recorded = KeptReply | ModelError;

const tokens = z.number().nonnegative();

const replySchema = z.object({
  reply: z.object({
    text: z.string(),
    ended: z.enum(["complete", "cut", "refused"]),
    usage: z.object({ input: tokens, output: tokens, cacheWrite: tokens, cacheRead: tokens }),
    cost: z.number().exactOptional(),
    served: z.string(),
  }),
  cost: z.number().nullable(),
});

const failureSchema = z.object({
  failure: z.object({
    message: z.string(),
    kind: z.enum([
      ...[
        "auth",
        "rate",
        "bad",
        "form",
        "unknown model",
        "server",
        "transport",
        "unreadable",
      ] as const,
    ]),
    status: z.number().exactOptional(),
  }),
});

/** What is written of it: the same for equal ones, and nothing of when it came or from where. */
export function writeRecorded(recorded: Recorded): string {
  if (recorded instanceof ModelError) {
    const { message, kind, status } = recorded;
    return JSON.stringify({ failure: { message, kind, status } });
  }
  const { text, ended, usage: { input, output, cacheWrite, cacheRead }, cost, served } =
    recorded.reply;
  const usage = { input, output, cacheWrite, cacheRead };
  return JSON.stringify({ reply: { text, ended, usage, cost, served }, cost: recorded.cost });
}

/**
 * Reads it back.
 *
 * @throws {InputError} When it is of another form.
 */
export function readRecorded(text: string): Recorded {
  const data: unknown = JSON.parse(text);
  if (!(data instanceof Object && "failure" in data)) {
    return read(replySchema, data, "the recorded reply");
  }
  const { message, ...details } = read(failureSchema, data, "the recorded failure").failure;
  return new ModelError(message, details);
}

/** Tells damage: what is written is not what was read when it differs. */
export function checksum(key: string, text: string): string {
  return sha256(`${key} ${text}`).slice(0, 16);
}
