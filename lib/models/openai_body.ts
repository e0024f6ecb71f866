import type OpenAI from "openai";
import { type Request } from "./model.ts";
import { type Connection } from "./provider.ts";
import { type StructuredForm } from "./structured.ts";
import { requiresAll, wireSchema } from "./wire_schema.ts";

type Body = OpenAI.ChatCompletionCreateParamsNonStreaming;

/** A request as Chat Completions take it. */
export function openaiBody(
  id: string,
  connection: Connection,
  request: Request,
  form: StructuredForm | null,
): Body {
  return {
    model: id,
    messages: [{ role: "system", content: request.system }, ...request.messages],
    ...limitOf(id, connection, request.maxTokens),
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    ...(request.topP === undefined ? {} : { top_p: request.topP }),
    ...(request.seed === undefined ? {} : { seed: request.seed }),
    ...structure(request, form),
  };
}

// OpenAI's reasoning models refuse the older name, many compatible servers do not know the newer.
function limitOf(id: string, { provider }: Connection, maxTokens: number): Partial<Body> {
  return provider === "openai" && /^(gpt-[5-9]|o\d)/.test(id)
    ? { max_completion_tokens: maxTokens }
    : { max_tokens: maxTokens };
}

function structure(request: Request, form: StructuredForm | null): Partial<Body> {
  if (request.schema === null || form === null || form === "words") return {};
  const schema = wireSchema(request.schema);
  const strict = requiresAll(schema);
  if (form === "json_schema") {
    return {
      response_format: { type: "json_schema", json_schema: { name: "answer", schema, strict } },
    };
  }
  return {
    tools: [{ type: "function", function: { name: "answer", parameters: schema, strict } }],
    tool_choice: { type: "function", function: { name: "answer" } },
  };
}
