import type Anthropic from "@anthropic-ai/sdk";
import { type Host } from "../host/host.ts";
import { sdkFailure } from "./failure.ts";
import { type Model, type Reply, type Request } from "./model.ts";
import { type Connection } from "./provider.ts";
import { type StructuredForm, StructuredForms } from "./structured.ts";
import { wireSchema } from "./wire_schema.ts";

type Body = Anthropic.MessageCreateParamsNonStreaming;

/** A Claude model behind Anthropic's Messages, through their package; retries are the engine's. */
export function anthropicModel(id: string, connection: Connection, host: Host): Model {
  // The models before 4.5 refuse the JSON Schema form, so they start with the forced tool.
  const forms = new StructuredForms(
    /claude-(2|3|instant|opus-4-[01]|sonnet-4-[02])/.test(id) ? "tool" : "json_schema",
  );
  let client: Promise<Anthropic> | undefined;
  return {
    id,
    spec: { provider: connection.provider, id },
    reply: (request, signal) =>
      forms.call(request, async (formed, form) => {
        const { messages } = await (client ??= connect(connection, host));
        try {
          return replyOf(await messages.create(bodyOf(id, formed, form), { signal }));
        } catch (error) {
          throw sdkFailure(error, {
            signal,
            now: host.clock.now(),
            provider: connection.provider,
            id,
          });
        }
      }),
  };
}

async function connect(connection: Connection, host: Host): Promise<Anthropic> {
  const { default: Client } = await import("@anthropic-ai/sdk");
  return new Client({
    apiKey: connection.key ?? null,
    authToken: null,
    credentials: null,
    config: null,
    webhookKey: null,
    baseURL: connection.baseUrl,
    fetch: host.fetch,
    maxRetries: 0,
    timeout: connection.timeout,
    logLevel: "off",
    // The version that takes sampling parameters from the models that still have them.
    defaultHeaders: { "anthropic-version": "2023-06-01" },
  });
}

function bodyOf(id: string, request: Request, form: StructuredForm | null): Body {
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

function replyOf(message: Anthropic.Message): Reply {
  if (!Array.isArray(message.content)) throw new SyntaxError("the reply has no content");
  const call = message.content.find((block) => block.type === "tool_use");
  const text = message.content.map((block) => block.type === "text" ? block.text : "").join("");
  const { usage } = message;
  return {
    text: call === undefined ? text : JSON.stringify(call.input),
    ended: message.stop_reason === "refusal" ? "refused" : message.stop_reason === "max_tokens" ||
        message.stop_reason === "model_context_window_exceeded"
      ? "cut"
      : "complete",
    usage: {
      input: usage.input_tokens,
      output: usage.output_tokens,
      cacheWrite: usage.cache_creation_input_tokens ?? 0,
      cacheRead: usage.cache_read_input_tokens ?? 0,
    },
    served: message.model,
  };
}
