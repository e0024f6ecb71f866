import { rfc3339 } from "./anthropic_errors.ts";
import { snapshot } from "./families.ts";
import { id } from "./ids.ts";
import { speak, type Spoken } from "./spoken.ts";
import { promptTokens, tokens } from "./tokens.ts";
import type { Accepted, Json, Reply, Setting, Wire } from "./wire.ts";

/** An answer as a `message` object. */
export function render(
  accepted: Accepted,
  answer: Parameters<Wire["render"]>[1],
  setting: Setting,
): Reply {
  const spoken = speak(answer, accepted);
  const { model, index } = accepted.request;
  const body = {
    id: id("msg_01", index, 22),
    type: "message",
    role: "assistant",
    model: snapshot(model),
    content: blocks(spoken, accepted),
    stop_reason: reason(spoken),
    stop_sequence: null,
    stop_details: spoken.refusal === null
      ? null
      : { type: "refusal", category: null, explanation: spoken.refusal },
    usage: usage(spoken, accepted, setting),
  };
  return { status: 200, headers: { ...heads(index), ...limits() }, body: JSON.stringify(body) };
}

/** A refusal has no content at all; thinking comes before the text, so the text is not always first. */
function blocks(spoken: Spoken, accepted: Accepted): readonly Json[] {
  const content: Json[] = [];
  if (spoken.thinking !== "") {
    const signature = id("Er", accepted.request.index, 60);
    content.push({ type: "thinking", thinking: spoken.thinking, signature });
  }
  if (spoken.text !== null && spoken.text !== "") {
    content.push({ type: "text", text: spoken.text });
  }
  if (spoken.call !== null) {
    content.push({
      type: "tool_use",
      id: id("toolu_01", accepted.request.index, 22),
      name: accepted.tool,
      input: spoken.cut ? {} : JSON.parse(spoken.call),
      caller: { type: "direct" },
    });
  }
  return content;
}

function reason(spoken: Spoken): string {
  if (spoken.stop !== null) return spoken.stop;
  if (spoken.refusal !== null) return "refusal";
  if (spoken.cut) return "max_tokens";
  return spoken.call !== null ? "tool_use" : "end_turn";
}

/** A marked system prompt of 1024 tokens and more is written once, then read; `input_tokens` is the rest. */
function usage(spoken: Spoken, accepted: Accepted, setting: Setting): Json {
  const { request, cache } = accepted;
  const prefix = tokens(request.system);
  const held = cache !== null && prefix >= 1024 ? prefix : 0;
  const read = held > 0 && setting.seen(`${request.model}\n${request.system}`) ? held : 0;
  const written = held - read;
  const details = spoken.thinking === "" ? {} : {
    output_tokens_details: { thinking_tokens: tokens(spoken.thinking) },
  };
  return {
    input_tokens: promptTokens(request) - held,
    cache_creation_input_tokens: written,
    cache_read_input_tokens: read,
    cache_creation: {
      ephemeral_5m_input_tokens: cache === "5m" ? written : 0,
      ephemeral_1h_input_tokens: cache === "1h" ? written : 0,
    },
    output_tokens: spoken.refusal === null ? spoken.tokens : 0,
    ...details,
    service_tier: "standard",
    inference_geo: "global",
  };
}

/** The headers of every answer, errors too. */
export function heads(index: number): Record<string, string> {
  return {
    "content-type": "application/json",
    "request-id": id("req_011C", index, 20),
    "anthropic-organization-id": "00000000-0000-4000-8000-000000000000",
  };
}

function limits(): Record<string, string> {
  const reset = rfc3339(Date.now() + 1000);
  const headers: Record<string, string> = {};
  for (const [name, limit] of allowances) {
    headers[`anthropic-ratelimit-${name}-limit`] = String(limit);
    headers[`anthropic-ratelimit-${name}-remaining`] = String(limit - 1000);
    headers[`anthropic-ratelimit-${name}-reset`] = reset;
  }
  return headers;
}

const allowances: readonly (readonly [string, number])[] = [
  ["requests", 4000],
  ["tokens", 480_000],
  ["input-tokens", 400_000],
  ["output-tokens", 80_000],
];
