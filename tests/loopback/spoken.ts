import type { Answer } from "./request.ts";
import { tokens } from "./tokens.ts";
import type { Accepted } from "./wire.ts";

/** What the model said, before either provider writes it down. */
export interface Spoken {
  /** The text of the reply; null when it is a call or a refusal. */
  readonly text: string | null;
  /** The tool's input as JSON text; null when no tool is called. */
  readonly call: string | null;
  readonly refusal: string | null;
  readonly thinking: string;
  /** Whether it stops at the limit. */
  readonly cut: boolean;
  /** A finish or stop reason of its own, or null. */
  readonly stop: string | null;
  /** Tokens of one choice, thinking included. */
  readonly tokens: number;
}

/** Puts an answer in the form that was asked for and cuts it at the limit of the request. */
export function speak(answer: Exclude<Answer, { raw: string }>, accepted: Accepted): Spoken {
  if (typeof answer === "string") return said(answer, false, "", accepted);
  if ("refusal" in answer) return refused(answer.refusal);
  if ("truncated" in answer) {
    return { ...said(answer.truncated, accepted.tool !== null, "", accepted), cut: true };
  }
  const thinking = answer.thinking ?? "";
  if ("text" in answer) {
    return { ...said(answer.text, false, thinking, accepted), stop: answer.stop ?? null };
  }
  return said(JSON.stringify(answer.data) ?? "null", accepted.tool !== null, thinking, accepted);
}

function refused(refusal: string): Spoken {
  const nothing = { text: null, call: null, thinking: "", cut: false, stop: null };
  return { ...nothing, refusal, tokens: tokens(refusal) };
}

function said(whole: string, calls: boolean, thinking: string, accepted: Accepted): Spoken {
  const limit = accepted.request.maxTokens ?? Infinity;
  const room = Math.max(0, limit - tokens(thinking));
  const cut = tokens(whole) > room;
  const words = cut ? whole.slice(0, room * 4) : whole;
  return {
    text: calls ? null : words,
    call: calls ? words : null,
    refusal: null,
    thinking,
    cut,
    stop: null,
    tokens: tokens(thinking) + tokens(words),
  };
}
