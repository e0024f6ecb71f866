import type Anthropic from "@anthropic-ai/sdk";
import { type Host } from "../host/host.ts";
import { anthropicReply } from "./anthropic_reply.ts";
import { sdkFailure } from "./failure.ts";
import { type Model, type Request } from "./model.ts";
import { type Connection } from "./provider.ts";
import { type StructuredForm, StructuredForms } from "./structured.ts";
import { clientByRun, wholeFetch } from "./whole_fetch.ts";
import { wireSchema } from "./wire_schema.ts";

type Body = Anthropic.MessageCreateParamsNonStreaming;

/** A Claude model behind Anthropic's Messages, through their package; retries are the engine's. */
export function anthropicModel(id: string, connection: Connection, host: Host): Model {
  // The models before 4.5 refuse the JSON Schema form, so they start with the forced tool.
  const forms = new StructuredForms(
    /claude-(2|3|instant|opus-4-[012]|sonnet-4-[02])/.test(id) ? "tool" : "json_schema",
  );
  const client = clientByRun((run) => connect(connection, host, run));
  return {
    id,
    spec: { provider: connection.provider, id },
    reply: (request, signal) =>
      forms.call(request, async (formed, form) => {
        const messages = await client(signal);
        try {
          // The package's own method for this writes to the console about every old model.
          const body = bodyOf(id, formed, form);
          return anthropicReply(await messages.post("/v1/messages", { body }), id);
        } catch (error) {
          throw sdkFailure(error, { signal, now: host.clock.now(), id, connection });
        }
      }),
  };
}

async function connect(connection: Connection, host: Host, run: AbortSignal): Promise<Anthropic> {
  const { default: Client } = await import("@anthropic-ai/sdk");
  return new Client({
    apiKey: connection.key ?? null,
    authToken: null,
    credentials: null,
    config: null,
    webhookKey: null,
    baseURL: connection.baseUrl,
    fetch: wholeFetch(host, run),
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
