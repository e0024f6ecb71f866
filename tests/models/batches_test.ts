import assert from "node:assert/strict";
import { resolveModel } from "../../lib/models/resolve.ts";
import { type ModelBatches } from "../../lib/models/model.ts";
import { ModelError } from "../../lib/models/model_error.ts";
import { envFor, hostWith } from "../hosts.ts";
import { SIGNAL } from "./requests.ts";

/** JSON that no provider would send: what is missing or of another type must be met where it arrives. */
const STRANGE = [
  "null",
  "{}",
  '{"object":"batch"}',
  '{"id":null}',
  '{"id":"","status":5,"processing_status":null,"request_counts":7}',
] as const;

/** A service that says the same of everything, in a list where a list is asked for. */
function saying(json: string) {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const isList = request.method === "GET" && request.url.includes("limit=");
    const body = isList ? `{"object":"list","data":[${json}],"has_more":false}` : json;
    return new Response(body, { headers: { "content-type": "application/json" } });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

const SOUGHT = { key: "k-0", total: 1, since: null, others: new Set<string>() };

const STEPS: Readonly<Record<string, (batches: ModelBatches) => Promise<unknown>>> = {
  newest: (batches) => batches.newest(SIGNAL),
  submit: (batches) => batches.submit({ key: "k-0", run: "r", lines: ["{}"] }, SIGNAL),
  find: (batches) => batches.find(SOUGHT, SIGNAL),
  look: (batches) => batches.look("b", SIGNAL),
};

for (const name of ["gpt-4o-mini", "haiku"]) {
  for (const [step, act] of Object.entries(STEPS)) {
    Deno.test(`ModelBatches.${step}() of ${name} takes nothing for a batch that is of another form`, async () => {
      for (const json of STRANGE) {
        await using service = saying(json);
        const { batches } = resolveModel(name, hostWith({ env: envFor(service) }));
        assert(batches !== undefined);
        await assert.rejects(act(batches), (error) => {
          assert(error instanceof ModelError, `${json}: ${error}`);
          assert.equal(error.kind, "unreadable");
          assert.match(error.message, /: the reply is not JSON of the documented form$/, json);
          return true;
        });
      }
    });
  }
}
