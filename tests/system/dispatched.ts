import { natsQueue } from "../../lib/host/nats_queue.ts";
import { Coordinator, type DispatchedCall } from "../../lib/engine/coordinator.ts";
import { Worker } from "../../lib/engine/worker.ts";
import { type DispatchedRun } from "../../lib/engine/work.ts";
import { VERSION } from "../../lib/host/version.ts";
import { reachable } from "../../lib/models/described_model.ts";
import { type Request } from "../../lib/models/model.ts";
import { resolveModel } from "../../lib/models/resolve.ts";
import { type TestHost } from "../hosts.ts";

/** A run that is dispatched in tests. */
export const RUN: DispatchedRun = {
  run: "trial",
  created: "2026-11-21T12:00:00.000Z",
  version: VERSION,
  fingerprint: "f".repeat(64),
};

/** A coordinator of a connection of its own. */
export async function coordinatorAt(
  address: string,
  host: TestHost,
  { rate, earlier = [], isAnew = false, ...run }:
    & Partial<DispatchedRun>
    & { readonly rate?: number; readonly earlier?: readonly string[]; readonly isAnew?: boolean } =
      {},
): Promise<Coordinator> {
  const queue = await natsQueue(address);
  try {
    return await Coordinator.begin(queue, { ...RUN, ...run }, { host, rate, earlier, isAnew });
  } catch (error) {
    await queue.close();
    throw error;
  }
}

/** A worker in this program; what is returned ends it. */
export async function workerAt(
  address: string,
  host: TestHost,
  { version = VERSION, concurrency = 5 } = {},
) {
  const queue = await natsQueue(address);
  const stop = new AbortController();
  const providers = reachable(host).flatMap(({ provider, lacks }) =>
    lacks === null ? [provider] : []
  );
  const worker = new Worker(queue, host, { version, concurrency, providers, stop: stop.signal });
  const ended = worker.run().finally(() => queue.close());
  ended.catch(() => {});
  return { ended, stop: () => (stop.abort(), ended) };
}

/** A call of a model, told from others by its place. */
export function callOf(
  name: string,
  host: TestHost,
  place: number,
  { system = "You are Maya.", maxTokens = 50 } = {},
): DispatchedCall {
  const request: Request = {
    system,
    messages: [{ role: "user", content: `Why ${place}?` }],
    schema: null,
    maxTokens,
    about: {
      ...{ purpose: "answer", panelist: `p${place}`, repeat: 0, persona: {} },
      question: {
        key: "q",
        kind: "text",
        text: "Why?",
        options: null,
        order: null,
        ordered: false,
      },
    },
  };
  return {
    ...{ model: resolveModel(name, host), request, known: `${place}`, source: "asked" },
    key: { unit: `p${place}`, turn: 0, purpose: "answer", attempt: 0 },
    turn: undefined,
  };
}

/** A signal that is never aborted. */
export function never(): AbortSignal {
  return new AbortController().signal;
}
