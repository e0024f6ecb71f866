import { checkBody } from "./openai_check.ts";
import { invalid, openaiFault, unauthorised } from "./openai_errors.ts";
import { heads, render } from "./openai_reply.ts";
import { functions } from "./openai_shapes.ts";
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

/** OpenAI's Chat Completions, not streamed. */
export const openai: Wire = {
  provider: "openai",
  endpoint: "/chat/completions",
  accept,
  render,
  fault: openaiFault,
  nowhere({ method, path }) {
    const found = path.endsWith("/chat/completions");
    const message = found
      ? `Not allowed to ${method} on ${path}.`
      : `Invalid URL (${method} ${path})`;
    return { ...invalid(message), status: found ? 405 : 404 };
  },
  refuse(problem, index) {
    const headers = { ...heads(index), ...problem.headers };
    return { status: problem.status, headers, body: JSON.stringify({ error: problem.error }) };
  },
};

function accept(call: Call, accounts: Accounts): Accepted | Problem {
  const header = call.headers.get("authorization");
  const key = header?.startsWith("Bearer ") ? header.slice(7) : null;
  if (key === null || !accounts.keys.has(key)) return unauthorised(key);
  const { body } = call;
  if (!isJson(body)) return invalid(notJson);
  const strict = call.path === "/v1/chat/completions" || call.path === "/chat/completions";
  return checkBody(body, accounts, strict) ?? normalise(body, call.index);
}

const notJson = "We could not parse the JSON body of your request. (HINT: This likely means you " +
  "aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent " +
  "was not valid JSON. If you have trouble figuring out how to fix this, please contact us through our " +
  "help center at help.openai.com.)";

function normalise(body: Json, index: number): Accepted {
  const tool = chosen(body);
  const format = isJson(body.response_format) ? body.response_format : {};
  const wanted = isJson(format.json_schema) ? format.json_schema.schema : undefined;
  const schema = tool === null ? wanted : tool.schema;
  const limit = body.max_completion_tokens ?? body.max_tokens;
  const turns = body.messages as readonly Json[]; // checked by checkMessages
  const request: Normalised = {
    provider: "openai",
    model: String(body.model),
    system: turns.filter(directs).map(text).join("\n\n"),
    messages: turns.filter((message) => !directs(message)).map(turn),
    schema: isJson(schema) ? schema : null,
    mode: tool !== null ? "tool" : asked(format.type),
    seed: typeof body.seed === "number" ? body.seed : null,
    temperature: typeof body.temperature === "number" ? body.temperature : null,
    maxTokens: typeof limit === "number" ? limit : null,
    index,
  };
  const choices = typeof body.n === "number" ? body.n : 1;
  return { request, tool: tool?.name ?? null, named: tool?.named ?? false, choices, cache: "5m" };
}

function asked(type: unknown): "json_schema" | "json_object" | "text" {
  return type === "json_schema" || type === "json_object" ? type : "text";
}

/** The function the model calls: the named one, else the first, unless tools are off. */
function chosen(body: Json): { name: string; schema: unknown; named: boolean } | null {
  const choice = body.tool_choice;
  if (choice === "none") return null;
  const name = isJson(choice) && isJson(choice.function) ? choice.function.name : undefined;
  const made = functions(body).find((each) => name === undefined || each?.name === name);
  if (made === undefined) return null;
  return { name: String(made.name), schema: made.parameters, named: name !== undefined };
}

function directs(message: Json): boolean {
  return message.role === "system" || message.role === "developer";
}

function turn(message: Json): Turn {
  const role = message.role === "user" || message.role === "assistant" ? message.role : "tool";
  return { role, text: text(message) };
}

function text(message: Json): string {
  const { content, tool_calls: calls } = message;
  if (typeof content === "string") return content;
  if (Array.isArray(content)) {
    return content.map((part) => isJson(part) && part.type === "text" ? String(part.text) : "")
      .join("");
  }
  if (!Array.isArray(calls)) return String(message.refusal ?? "");
  return calls.map((call) => isJson(call) && isJson(call.function) ? call.function.arguments : "")
    .join("");
}
