import { type Clock } from "../host/host.ts";
import { type Model, type ModelBatches } from "../models/model.ts";
import { type FailureKind, ModelError } from "../models/model_error.ts";
import { retryWait } from "../models/retry.ts";
import { type Stream } from "../random/stream.ts";
import { type Gate } from "./gate.ts";
import { type Journal } from "./journal.ts";

/** What batches are handed over and collected with. */
export interface Provisions {
  /** The run's id. */
  readonly run: string;
  readonly journal: Journal;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly random: Stream;
  /** Cuts off what is in flight. */
  readonly signal: AbortSignal;
  /** The signal that is aborted when nothing may be begun any more. */
  readonly begun: () => AbortSignal;
}

/**
 * The batches of a model.
 *
 * @throws {TypeError} When its provider has none.
 */
export function batchesOf({ id, spec, batches }: Model): ModelBatches {
  if (batches !== undefined) return batches;
  throw new TypeError(`Cannot ask ${id} in batches: ${spec.provider} has none`);
}

/**
 * Does something with a provider, within the rate, and again where that can help.
 *
 * @param kinds The failures after which it may be done again. @default {all that pass}
 */
export async function insistently<Value>(
  act: () => Promise<Value>,
  { gate, clock, random, begun }: Provisions,
  kinds?: readonly FailureKind[],
): Promise<Value> {
  for (let attempt = 1;; attempt++) {
    await gate.token(begun());
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ModelError) || kinds?.includes(error.kind) === false) throw error;
      const wait = retryWait(error, attempt, random.fork("batch", attempt).uniform());
      if (wait === null) throw error;
      await clock.sleep(1000 * wait, begun());
    }
  }
}
