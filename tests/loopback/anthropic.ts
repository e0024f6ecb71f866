import { checkBody } from "./anthropic_check.ts";
import { anthropicFault, invalid, unauthorised } from "./anthropic_errors.ts";
import { heads, render } from "./anthropic_reply.ts";
import type { Normalised, Turn } from "./request.ts";
import {
  type Accepted,
  type Accounts,
  type Call,
  isJson,
  type Json,
  type Problem,
  type Wire,
} from "./wire.ts";

/** Anthropic's Messages, not streamed, in API versions 2023-06-01 and 2026-10-21. */
export const anthropic: Wire = {
  provider: "anthropic",
  endpoint: "/messages",
  accept,
  render,
  fault: anthropicFault,
  nowhere({ path }) {
    if (path.endsWith("/messages")) return { ...invalid("Method Not Allowed"), status: 405 };
    return { status: 404, error: { type: "not_found_error", message: "Not Found" } };
  },
  refuse({ status, error, headers }, index) {
    const again = status === 408 || status === 409 || status === 429 || status >= 500;
    const head = heads(index);
    const body = { type: "error", error, request_id: head["request-id"] };
    const all = { ...head, "x-should-retry": String(again), ...headers };
    return { status, headers: all, body: JSON.stringify(body) };
  },
};

/** A key comes as `x-api-key` or, from the SDKs since API version 2026-10-21, as a bearer token. */
function accept(call: Call, accounts: Accounts): Accepted | Problem {
  const header = call.headers.get("authorization");
  const bearer = header?.startsWith("Bearer ") ? header.slice(7) : null;
  const key = call.headers.get("x-api-key");
  const given = key ?? bearer;
  if (given === null || !accounts.keys.has(given)) {
    return unauthorised(key !== null ? "x-api-key" : bearer !== null ? "authorization" : null);
  }
  const version = call.headers.get("anthropic-version");
  if (version === null) return invalid("anthropic-version: header is required");
  if (!versions.has(version)) {
    return invalid(`anthropic-version: "${version}" is not a valid version`);
  }
  const { body } = call;
  if (!isJson(body)) return invalid("The request body is not valid JSON");
  return checkBody(body, accounts, version) ?? normalise(body, call.index);
}

const versions = new Set(["2023-01-01", "2023-06-01", "2026-10-21"]);

function normalise(body: Json, index: number): Accepted {
  const turns = body.messages as readonly Json[]; // checked by checkMessages
  const format = isJson(body.output_config) ? body.output_config.format : undefined;
  const tool = chosen(body);
  const schema = tool?.schema ?? (isJson(format) ? format.schema : undefined);
  const directions = turns.filter((message) => message.role === "system");
  const head = body.system === undefined ? [] : [text(body.system)];
  const request: Normalised = {
    provider: "anthropic",
    model: String(body.model),
    system: [...head, ...directions.map((message) => text(message.content))].join("\n\n"),
    messages: turns.filter((message) => message.role !== "system").map(turn),
    schema: isJson(schema) ? schema : null,
    mode: tool !== null ? "tool" : isJson(format) ? "json_schema" : "text",
    seed: null,
    temperature: typeof body.temperature === "number" ? body.temperature : null,
    maxTokens: Number(body.max_tokens),
    index,
  };
  const named = tool?.named ?? false;
  return { request, tool: tool?.name ?? null, named, choices: 1, cache: marked(body) };
}

/** The tool the model calls: the named one, else the first, unless tools are off. */
function chosen(body: Json): { name: string; schema: unknown; named: boolean } | null {
  const choice: Json = isJson(body.tool_choice) ? body.tool_choice : {};
  if (choice.type === "none" || !Array.isArray(body.tools)) return null;
  const named = choice.type === "tool";
  const made = body.tools.find((tool) => !named || tool.name === choice.name);
  return isJson(made) ? { name: String(made.name), schema: made.input_schema, named } : null;
}

/** How long the system prompt may be cached: where it, or the whole request, is marked. */
function marked(body: Json): "5m" | "1h" | null {
  const blocks: readonly unknown[] = Array.isArray(body.system) ? body.system : [];
  const marks = [body, ...blocks].map((each) => isJson(each) ? each.cache_control : undefined);
  const mark = marks.find(isJson);
  return mark === undefined ? null : mark.ttl === "1h" ? "1h" : "5m";
}

function turn(message: Json): Turn {
  if (message.role === "assistant") return { role: "assistant", text: text(message.content) };
  const { content } = message;
  const results = Array.isArray(content) && content.length > 0 &&
    content.every((block) => block.type === "tool_result");
  return { role: results ? "tool" : "user", text: text(content) };
}

function text(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((block) => {
    if (block.type === "text") return String(block.text);
    if (block.type === "tool_use") return JSON.stringify(block.input);
    return block.type === "tool_result" ? text(block.content) : "";
  }).join("");
}
