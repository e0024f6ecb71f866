import type Anthropic from "@anthropic-ai/sdk";
import { type Request } from "./model.ts";
import { type StructuredForm } from "./structured.ts";
import { wireSchema } from "./wire_schema.ts";

type Body = Anthropic.MessageCreateParamsNonStreaming;

/** A request as Anthropic's Messages take it. */
export function anthropicBody(id: string, request: Request, form: StructuredForm | null): Body {
  return {
    model: id,
    max_tokens: request.maxTokens,
    ...(request.system === "" ? {} : { system: request.system }),
    messages: [...request.messages],
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    ...(request.topP === undefined ? {} : { top_p: request.topP }),
    ...structure(request, form),
  };
}

function structure(request: Request, form: StructuredForm | null): Partial<Body> {
  if (request.schema === null || form === null || form === "words") return {};
  const schema = wireSchema(request.schema);
  if (form === "json_schema") return { output_config: { format: { type: "json_schema", schema } } };
  return {
    // The answer's schema is an object: questions that are not are wrapped in one.
    tools: [{ name: "answer", input_schema: { ...schema, type: "object" } }],
    tool_choice: { type: "tool", name: "answer", disable_parallel_tool_use: true },
  };
}
