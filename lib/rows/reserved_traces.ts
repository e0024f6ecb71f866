import { type JsonObject } from "./event_row.ts";

/**
 * The names in `traces` that only the toolkit writes, with what stands there. A model that sends one of them
 * finds it under `model_traces`.
 */
export const RESERVED_TRACES: Readonly<Record<string, string>> = {
  requested_product_ids: "Of a selection: what was asked for, in order",
  executed_product_ids: "Of a selection: what was evaluated, in order",
  dropped_product_ids: "Of a selection: what was asked for and not evaluated",
  unshown_product_ids: "Of a selection: what was evaluated though it was not shown",
  shown_order: "Of a selection: the order in which the choice set was shown, as places in it",
  raw_text: "The reply as it was sent, where raw texts are kept",
  raw_excerpt: "The beginning of a reply that could not be used",
  parse_error: "Why a reply could not be read",
  validation_errors: "What was wrong with a reply that could be read",
  selection_errors: "Of a selection: why there is none, or what was not taken over",
  outcome_errors: "Of an evaluation: what went wrong with its outcomes",
  coercions: 'Values that were taken for others, as the text "4" for the number 4',
  warnings: "What was dropped or changed without harm",
  drift: "The plan that the row was made under, where it is not the run's own",
  model_traces: "What the model sent under a name of this list",
};

/**
 * The traces of a row: what the model sent, and over it what the toolkit records. What the model sent under a
 * reserved name is moved to `model_traces`, so that it can neither forge nor break a record.
 *
 * @param sent What the model sent as traces; null for nothing.
 * @param recorded What the toolkit says; a value that is undefined is not written.
 *
 * @example
 * ```ts
 * import { tracesOf } from "./reserved_traces.ts";
 *
 * const traces = tracesOf({ notes: "x", shown_order: "mine" }, { executed_product_ids: ["B"] });
 * const wanted = { notes: "x", model_traces: { shown_order: "mine" }, executed_product_ids: ["B"] };
 * if (JSON.stringify(traces) !== JSON.stringify(wanted)) throw new Error();
 * ```
 */
export function tracesOf(
  sent: JsonObject | null,
  recorded: JsonObject,
): Record<string, unknown> {
  const entries = Object.entries(sent ?? {});
  const moved = entries.filter(([key]) => isReserved(key));
  return {
    ...Object.fromEntries(entries.filter(([key]) => !isReserved(key))),
    ...(moved.length > 0 ? { model_traces: Object.fromEntries(moved) } : {}),
    ...Object.fromEntries(Object.entries(recorded).filter(([, value]) => value !== undefined)),
  };
}

/** Whether a name in traces is one that only the toolkit writes. */
export function isReserved(key: string): boolean {
  return Object.hasOwn(RESERVED_TRACES, key);
}
