import { type Batches } from "../engine/batches.ts";
import { Budget } from "../engine/budget.ts";
import { Calls } from "../engine/calls.ts";
import { type Coordinator } from "../engine/coordinator.ts";
import { type Gate } from "../engine/gate.ts";
import { type Journal } from "../engine/journal.ts";
import { type Responses } from "../engine/responses.ts";
import { type Stream } from "../random/stream.ts";
import { type PreparedStudy } from "./prepared_study.ts";
import { batchesFor } from "./run_batches.ts";
import { conversationsOf } from "./units.ts";
import { Verification } from "./verification.ts";

/** What the calls of a run are made with. */
export interface CallTools {
  readonly gate: Gate;
  readonly journal: Journal;
  readonly random: Stream;
  /** Cuts off what is in flight. */
  readonly signal: AbortSignal;
  /** The signal that is aborted when no call may be begun any more. */
  readonly begun: () => AbortSignal;
  /** The store of replies; undefined where there is none. */
  readonly responses: Responses | undefined;
  /** Hands calls to workers on other machines; undefined where they are made here. */
  readonly coordinator: Coordinator | undefined;
  /** The run's id. */
  readonly run: string;
}

/** The calls of a run, and the money for them. */
export interface RunCalls {
  readonly calls: Calls;
  /** Asks panelists in batches; undefined where each is asked by itself. */
  readonly batches: Batches | undefined;
  /** Asks recorded questions again; undefined where nothing is to be verified. */
  readonly verification: Verification | undefined;
  readonly money: { readonly budget: Budget | undefined; readonly before: number };
}

/**
 * Sets up the calls of a run. What was spent by earlier runs of the journal counts towards the budget; what
 * was replayed was paid for elsewhere.
 */
export function runCalls(
  prepared: PreparedStudy,
  { responses, ...tools }: CallTools,
): RunCalls {
  const { prices, parts: { conduct, plan, world: { host } } } = prepared;
  const { budget: cap } = conduct;
  // Every period is a conversation of its own.
  const periods = plan.exposure?.periods ?? 1;
  const before = cap === undefined ? 0 : tools.journal.paid;
  const budget = cap === undefined ? undefined : new Budget({
    ...{ cap, spent: before, reserved: tools.journal.batches.reserved },
  });
  const batches = batchesFor(prepared, { ...tools, clock: host.clock }, budget);
  const parts = { ...tools, host, budget, prices };
  return {
    calls: new Calls({ ...parts, responses, batches }),
    batches,
    verification: responses?.mode === "verify"
      ? new Verification(
        conversationsOf(prepared) * periods,
        tools.random,
        new Calls({ ...parts, source: "verification" }),
      )
      : undefined,
    money: { budget, before },
  };
}
