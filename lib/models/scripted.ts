import { type About, type AboutQuestion, type Model } from "./model.ts";
import { ModelError } from "./model_error.ts";
import { scriptedBatches } from "./scripted_batches.ts";

/** What a scripted model replies to one question: the answer, or a function that finds it. */
export type Scripted = unknown | ((about: About) => unknown);

/**
 * A model with fixed replies, on the same path as any other: for tests, documents and demonstrations.
 * An answer is given as the plain value (`"free"`, `4`, `["a", "b"]`) and travels as the structured
 * reply that a real model would send; a text is sent as it is. To a request for the correction of a
 * reply it answers the same again, unless a function looks at `about.purpose`.
 *
 * @param replies Answers by question key, or one function of what the request is about. A function may
 * return a {@linkcode Raw} reply, sent as it is, and may throw a `ModelError`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, instrument, panel, scripted } from "../../mod.ts";
 *
 * const plans = instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) });
 * const result = await panel().personas([{ name: "Maya" }]).models(scripted({ tier: "pro" }))
 *   .ask(plans).run();
 * assert(result.rows.toArray()[0]?.answer === "pro");
 * ```
 */
export function scripted(
  replies: Readonly<Record<string, Scripted>> | ((about: About) => unknown),
): Model {
  const reply = replier(replies);
  return {
    id: "scripted",
    notice: "scripted replies, not a language model",
    spec: {
      provider: "scripted",
      replies: typeof replies === "function" ? "function" : plain(replies),
    },
    isDescribed: typeof replies !== "function" &&
      Object.values(replies).every((reply) => typeof reply !== "function"),
    accepts: (questions) => checkKeys(replies, questions),
    reply,
    batches: scriptedBatches(reply),
  };
}

function replier(replies: Parameters<typeof scripted>[0]): Model["reply"] {
  return ({ about, schema, messages, system }) => {
    try {
      const text = textOf(replyTo(replies, about), schema !== null);
      const asked = messages.reduce((size, { content }) => size + content.length, system.length);
      const usage = {
        input: Math.ceil(asked / 4),
        output: Math.ceil(text.length / 4),
        cacheWrite: 0,
        cacheRead: 0,
      };
      return Promise.resolve({ text, ended: "complete", usage, cost: 0, served: "scripted" });
    } catch (error) {
      return Promise.reject(error);
    }
  };
}

/** A scripted reply that is sent as it is, well-formed or not. */
export class Raw {
  /** The text of the reply. */
  readonly text: string;

  /** A reply of that very text. */
  constructor(text: string) {
    this.text = text;
  }
}

function replyTo(replies: Parameters<typeof scripted>[0], about: About): unknown {
  const { key } = about.question;
  const own = typeof replies !== "function" && Object.hasOwn(replies, key)
    ? replies[key]
    : undefined;
  const reply = typeof replies === "function" ? replies : own;
  return typeof reply === "function" ? reply(about) : reply;
}

function textOf(reply: unknown, structured: boolean): string {
  if (reply instanceof Raw) return reply.text;
  if (reply === undefined) {
    throw new ModelError("Cannot get an answer from scripted: it has no reply to this question", {
      kind: "bad",
    });
  }
  if (!structured) return typeof reply === "string" ? reply : JSON.stringify(reply);
  return JSON.stringify(isRecord(reply) ? reply : { answer: reply });
}

function checkKeys(
  replies: Parameters<typeof scripted>[0],
  questions: readonly AboutQuestion[],
): void {
  if (typeof replies === "function") return;
  const stranger = Object.keys(replies).find((key) =>
    !questions.some((other) => other.key === key)
  );
  if (stranger !== undefined) {
    throw new TypeError(`Cannot script "${stranger}": the instrument has no such question`);
  }
}

function plain(replies: Readonly<Record<string, Scripted>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(replies).map(([key, reply]) => [
      key,
      typeof reply === "function" ? "function" : reply instanceof Raw ? { raw: reply.text } : reply,
    ]),
  );
}

function isRecord(value: unknown): boolean {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
