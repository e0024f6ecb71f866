import { reasons, snapshot } from "./families.ts";
import { id } from "./ids.ts";
import { speak, type Spoken } from "./spoken.ts";
import { promptTokens, tokens } from "./tokens.ts";
import type { Accepted, Json, Reply, Setting, Wire } from "./wire.ts";

/** An answer as a `chat.completion` object. */
export function render(
  accepted: Accepted,
  answer: Parameters<Wire["render"]>[1],
  setting: Setting,
): Reply {
  const spoken = speak(answer, accepted);
  const { model, index } = accepted.request;
  const choices = [];
  for (let at = 0; at < accepted.choices; at++) choices.push(choice(spoken, accepted, at));
  const body = {
    id: id("chatcmpl-", index, 29),
    object: "chat.completion",
    created: Math.floor(Date.now() / 1000),
    model: snapshot(model),
    choices,
    usage: usage(spoken, accepted, setting),
    service_tier: "default",
    system_fingerprint: reasons(model) ? null : "fp_loopback00",
  };
  return { status: 200, headers: { ...heads(index), ...limits }, body: JSON.stringify(body) };
}

function choice(spoken: Spoken, accepted: Accepted, index: number): Json {
  const message: Record<string, unknown> = {
    role: "assistant",
    content: spoken.text,
    refusal: spoken.refusal,
    annotations: [],
  };
  if (spoken.call !== null) {
    const made = { name: accepted.tool, arguments: spoken.call };
    const called = id("call_", accepted.request.index * 128 + index, 24);
    message.tool_calls = [{ id: called, type: "function", function: made }];
  }
  return { index, message, logprobs: null, finish_reason: finish(spoken, accepted) };
}

/** A call of a function named in `tool_choice` ends with `stop`; only a free one with `tool_calls`. */
function finish(spoken: Spoken, accepted: Accepted): string {
  if (spoken.stop !== null) return spoken.stop;
  if (spoken.cut) return "length";
  return spoken.call !== null && !accepted.named ? "tool_calls" : "stop";
}

/** Prompts of 1024 tokens and more are cached by themselves, in steps of 128; `prompt_tokens` includes them. */
function usage(spoken: Spoken, accepted: Accepted, setting: Setting): Json {
  const { request } = accepted;
  const prompt = promptTokens(request);
  const completion = spoken.tokens * accepted.choices;
  const prefix = tokens(request.system);
  const cached = prefix >= 1024 && setting.seen(`${request.model}\n${request.system}`)
    ? Math.floor(prefix / 128) * 128
    : 0;
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: cached, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: tokens(spoken.thinking) * accepted.choices,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

/** The headers of every answer, errors too. */
export function heads(index: number): Record<string, string> {
  return {
    "content-type": "application/json",
    "x-request-id": id("req_", index, 32),
    "openai-organization": "org-loopback",
    "openai-version": "2020-10-01",
    "openai-processing-ms": "1",
  };
}

const limits: Readonly<Record<string, string>> = {
  "x-ratelimit-limit-requests": "10000",
  "x-ratelimit-limit-tokens": "2000000",
  "x-ratelimit-remaining-requests": "9999",
  "x-ratelimit-remaining-tokens": "1999000",
  "x-ratelimit-reset-requests": "6ms",
  "x-ratelimit-reset-tokens": "30ms",
};
