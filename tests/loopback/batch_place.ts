import type { Batch, BatchDesk, Means } from "./batch_desk.ts";
import type { Step } from "./batch_behaviour.ts";
import type { Json, Problem, Wire } from "./wire.ts";

/** A request about batches, before it is read. */
export interface BatchCall {
  readonly text: string;
  /** The type of the body. */
  readonly type: string;
  readonly query: URLSearchParams;
}

/** Where something is done about batches; a text is a file of JSON lines. */
export interface Place {
  readonly wire: Wire;
  readonly step: Step;
  serve(desk: BatchDesk, call: BatchCall, means: Means): Promise<Json | string | Problem>;
}

/** The first and the last id of a page. */
export function ids(data: readonly Batch[]): Json {
  return { first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null };
}
