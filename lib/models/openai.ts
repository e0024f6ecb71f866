import { type Host } from "../host/host.ts";
import { sdkFailure } from "./failure.ts";
import { type Model, type Reply } from "./model.ts";
import { openaiBatches } from "./openai_batches.ts";
import { openaiBody } from "./openai_body.ts";
import { openaiClient } from "./openai_client.ts";
import { openaiReply } from "./openai_reply.ts";
import { type Connection } from "./provider.ts";
import { steadyRequests } from "./steady_requests.ts";
import { StructuredForms } from "./structured.ts";
import { clientByRun } from "./whole_fetch.ts";

/**
 * A model behind OpenAI's Chat Completions or any endpoint that speaks it, through the `openai`
 * package; retries are the engine's.
 */
export function openaiModel(id: string, connection: Connection, host: Host): Model {
  const forms = new StructuredForms(undefined, connection.refused);
  const client = clientByRun(async (run) =>
    steadyRequests(await openaiClient(connection, host, run))
  );
  return {
    id,
    spec: { provider: connection.provider, id },
    // Others that speak Chat Completions have other batches, or none.
    ...(connection.provider === "openai"
      ? { batches: openaiBatches({ id, connection, host, forms }) }
      : {}),
    reply: (request, signal) =>
      forms.call(request, async (formed, form) => {
        const { chat } = await client(signal);
        try {
          const body = openaiBody(id, connection, formed, form);
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

// A server that asks for no key asks for no money either, whatever its models are called.
function priced(reply: Reply, { key }: Connection): Reply {
  return key === undefined ? { cost: 0, ...reply } : reply;
}
