import { type Host } from "../host/host.ts";
import { type Prices } from "../models/prices.ts";
import { type Stream } from "../random/stream.ts";
import { type Batches } from "./batches.ts";
import { type Budget } from "./budget.ts";
import { type CallSource } from "./call_record.ts";
import { type Coordinator } from "./coordinator.ts";
import { type Gate } from "./gate.ts";
import { type Journal } from "./journal.ts";
import { type Responses } from "./responses.ts";

/** What calls are made with. */
export interface CallParts {
  readonly host: Host;
  readonly gate: Gate;
  readonly journal: Journal;
  readonly random: Stream;
  /** Cuts off what is in flight. */
  readonly signal: AbortSignal;
  /** The signal that is aborted when no call may be begun any more. @default {the signal above} */
  readonly begun?: (() => AbortSignal) | undefined;
  /** What may be spent; no limit where it is left out. */
  readonly budget?: Budget | undefined;
  /** What models cost. @default {the list prices} */
  readonly prices?: Prices | undefined;
  /** Where replies are kept and found besides; nowhere where it is left out. */
  readonly responses?: Responses | undefined;
  /** Asks panelists in batches; each by itself where it is left out. */
  readonly batches?: Batches | undefined;
  /** Hands calls to workers on other machines; they are made here where it is left out. */
  readonly coordinator?: Coordinator | undefined;
  /** As what the calls count. @default "asked" */
  readonly source?: Exclude<CallSource, "replayed"> | undefined;
}
