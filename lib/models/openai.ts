import type OpenAI from "openai";
import { type Host } from "../host/host.ts";
import { sdkFailure } from "./failure.ts";
import { type Model, type Reply, type Request } from "./model.ts";
import { openaiReply } from "./openai_reply.ts";
import { type Connection } from "./provider.ts";
import { type StructuredForm, StructuredForms } from "./structured.ts";
import { clientByRun, wholeFetch } from "./whole_fetch.ts";
import { requiresAll, wireSchema } from "./wire_schema.ts";

type Body = OpenAI.ChatCompletionCreateParamsNonStreaming;

/**
 * A model behind OpenAI's Chat Completions or any endpoint that speaks it, through the `openai`
 * package; retries are the engine's.
 */
export function openaiModel(id: string, connection: Connection, host: Host): Model {
  const forms = new StructuredForms();
  const client = clientByRun((run) => connect(connection, host, run));
  return {
    id,
    spec: { provider: connection.provider, id },
    reply: (request, signal) =>
      forms.call(request, async (formed, form) => {
        const { chat } = await client(signal);
        try {
          const body = bodyOf(id, connection, formed, form);
          return priced(
            openaiReply(await chat.completions.create(body), id),
            connection,
          );
        } catch (error) {
          throw sdkFailure(error, { signal, now: host.clock.now(), id, connection });
        }
      }),
  };
}

async function connect(connection: Connection, host: Host, run: AbortSignal): Promise<OpenAI> {
  const { default: Client } = await import("openai");
  return new Client({
    // Ollama and local servers take no key, but the client insists on one.
    apiKey: connection.key ?? "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: connection.baseUrl,
    defaultHeaders: { ...connection.headers },
    fetch: wholeFetch(host, run),
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

// A server that asks for no key asks for no money either, whatever its models are called.
function priced(reply: Reply, { key }: Connection): Reply {
  return key === undefined ? { cost: 0, ...reply } : reply;
}
