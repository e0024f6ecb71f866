import { type Host } from "../host/host.ts";
import { anthropicBatches } from "./anthropic_batches.ts";
import { anthropicBody } from "./anthropic_body.ts";
import { anthropicClient } from "./anthropic_client.ts";
import { anthropicReply } from "./anthropic_reply.ts";
import { sdkFailure } from "./failure.ts";
import { type Model } from "./model.ts";
import { type Connection } from "./provider.ts";
import { steadyRequests } from "./steady_requests.ts";
import { StructuredForms } from "./structured.ts";
import { clientByRun } from "./whole_fetch.ts";

/** A Claude model behind Anthropic's Messages, through their package; retries are the engine's. */
export function anthropicModel(id: string, connection: Connection, host: Host): Model {
  // The models before 4.5 refuse the JSON Schema form, so they start with the forced tool.
  const forms = new StructuredForms(
    /claude-(2|3|instant|opus-4-[012]|sonnet-4-[02])/.test(id) ? "tool" : "json_schema",
    connection.refused,
  );
  const client = clientByRun(async (run) =>
    steadyRequests(await anthropicClient(connection, host, run))
  );
  return {
    id,
    spec: { provider: connection.provider, id },
    batches: anthropicBatches({ id, connection, host, forms }),
    reply: (request, signal) =>
      forms.call(request, async (formed, form) => {
        const messages = await client(signal);
        try {
          // The package's own method for this writes to the console about every old model.
          const body = anthropicBody(id, formed, form);
          return anthropicReply(await messages.post("/v1/messages", { body }), id);
        } catch (error) {
          throw sdkFailure(error, { signal, now: host.clock.now(), id, connection });
        }
      }),
  };
}
