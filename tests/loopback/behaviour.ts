import { answerByHash } from "./answers.ts";
import type { BatchBehaviour } from "./batch_behaviour.ts";
import type { Fault } from "./faults.ts";
import type { Answerer, Normalised } from "./request.ts";
import type { Accounts } from "./wire.ts";

/** How the service behaves; it can change while it runs. */
export interface Behaviour {
  /** The API keys it takes. @default ["test-key"] */
  readonly keys?: readonly string[];
  /** The models that exist. @default every id that does not start with "unknown" */
  readonly models?: readonly string[] | ((id: string) => boolean);
  /** Milliseconds before an answer, or a function of the request's number; faults come at once. @default 0 */
  readonly latency?: number | ((index: number) => number);
  /** What is answered. @default answerByHash */
  readonly answer?: Answerer;
  /**
   * What goes wrong, asked for every valid request. While one is set no connection is used twice: when a
   * used one breaks before the answer, Deno's `fetch` sends the request again by itself, even a POST, and
   * one reset would arrive as two requests. @default nothing
   */
  readonly fault?: ((request: Normalised) => Fault | null) | null;
  /** How batches go. @default {they have ended when they are looked at} */
  readonly batch?: BatchBehaviour;
}

/** A behaviour in the one form the handler knows. */
export interface Settled {
  readonly accounts: Accounts;
  readonly latency: (index: number) => number;
  readonly answer: Answerer;
  readonly fault: ((request: Normalised) => Fault | null) | null;
  readonly batch: BatchBehaviour;
}

/** Fills in what a behaviour leaves open. */
export function settle(behaviour: Behaviour): Settled {
  const { keys = ["test-key"], models, latency = 0, answer = answerByHash } = behaviour;
  const known = Array.isArray(models) ? new Set<string>(models) : null;
  const named = typeof models === "function" ? models : (id: string) => !id.startsWith("unknown");
  const exists = known === null ? named : (id: string) => known.has(id);
  return {
    accounts: { keys: new Set(keys), exists },
    latency: typeof latency === "number" ? () => latency : latency,
    answer,
    fault: behaviour.fault ?? null,
    batch: behaviour.batch ?? {},
  };
}
