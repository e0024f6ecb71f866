import type OpenAI from "openai";
import { type Host } from "../host/host.ts";
import { sdkFailure } from "./failure.ts";
import { type Model, type Reply, type Request, type Usage } from "./model.ts";
import { type Connection } from "./provider.ts";
import { type StructuredForm, StructuredForms } from "./structured.ts";
import { requiresAll, wireSchema } from "./wire_schema.ts";

type Body = OpenAI.ChatCompletionCreateParamsNonStreaming;
type Completion = OpenAI.ChatCompletion;

/**
 * A model behind OpenAI's Chat Completions or any endpoint that speaks it, through the `openai`
 * package; retries are the engine's.
 */
export function openaiModel(id: string, connection: Connection, host: Host): Model {
  const forms = new StructuredForms();
  const client = once(() => connect(connection, host));
  return {
    id,
    spec: { provider: connection.provider, id },
    reply: (request, signal) =>
      forms.call(request, async (form_request, form) => {
        const { chat } = await client();
        try {
          const body = bodyOf(id, connection, form_request, form);
          return replyOf(await chat.completions.create(body, { signal }));
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

async function connect(connection: Connection, host: Host): Promise<OpenAI> {
  const { default: Client } = await import("openai");
  return new Client({
    // Ollama and local servers take no key, but the client insists on one.
    apiKey: connection.key ?? "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: connection.baseUrl,
    fetch: host.fetch,
    maxRetries: 0,
    timeout: connection.timeout,
    logLevel: "off",
  });
}

function bodyOf(
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

function replyOf(completion: Completion): Reply {
  const choice = completion.choices?.[0];
  if (choice === undefined) throw new SyntaxError("the reply has no choices");
  const { content, refusal, tool_calls } = choice.message;
  const call = tool_calls?.[0];
  const text = call?.type === "function" ? call.function.arguments : content ?? refusal ?? "";
  return {
    text,
    ended: refusal || choice.finish_reason === "content_filter"
      ? "refused"
      : choice.finish_reason === "length"
      ? "cut"
      : "complete",
    usage: usageOf(completion.usage),
    ...reportedCost(completion.usage),
    served: completion.model,
  };
}

function usageOf(usage: OpenAI.CompletionUsage | undefined): Usage {
  const cached = usage?.prompt_tokens_details?.cached_tokens ?? 0;
  return {
    input: (usage?.prompt_tokens ?? 0) - cached,
    output: usage?.completion_tokens ?? 0,
    cacheWrite: 0,
    cacheRead: cached,
  };
}

// OpenRouter adds what the call cost to the usage; other services do not have the field.
function reportedCost(usage: object | undefined): { cost?: number } {
  const cost = usage !== undefined && "cost" in usage ? usage.cost : undefined;
  return typeof cost === "number" ? { cost } : {};
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => made ??= make();
}
