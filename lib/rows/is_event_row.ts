import { EVENT_COLUMNS } from "./event_columns.ts";
import { EVENT_SCHEMA_VERSION, type EventRow, POLICIES } from "./event_row.ts";
import { selectionIssues, type SelectionTraces } from "./selection_issues.ts";

/**
 * Whether data is an event row 0.1.0: what {@linkcode eventSchema} says, yes or no, in a twentieth of its time.
 *
 * @example
 * ```ts
 * import { isEventRow } from "./is_event_row.ts";
 *
 * if (isEventRow({ event_type: "evaluation" })) throw new Error("an id is missing");
 * ```
 */
export function isEventRow(data: unknown): data is EventRow {
  if (!isObject(data)) return false;
  const type = data.event_type;
  const fits = type === "evaluation"
    ? isEvaluation(data)
    : type === "selection" && isSelection(data);
  return fits && isBase(data) && hasKnownKeys(data);
}

type Data = Readonly<Record<string, unknown>>;

function isBase(row: Data): boolean {
  return row.schema_version === EVENT_SCHEMA_VERSION && isId(row.event_id) &&
    isId(row.panelist_id) && isPlace(row.t) &&
    (row.panelist_features === undefined || isObject(row.panelist_features)) &&
    (row.product_features === undefined || isObject(row.product_features));
}

function isEvaluation(row: Data): boolean {
  const { policy, selection_id: selection } = row;
  return POLICIES.some((name) => name === policy) &&
    isId(row.product_id) && typeof row.product_display === "string" &&
    (row.outcomes == null || isObject(row.outcomes)) &&
    (row.traces == null || isObject(row.traces)) &&
    (policy === "self_selection" ? isId(selection) : selection == null) &&
    row.choice_set == null && row.selected_product_ids == null;
}

function isSelection(row: Data): boolean {
  const { choice_set, selected_product_ids, traces } = row;
  if (row.policy !== "self_selection" || !isIds(choice_set)) return false;
  if (!isIds(selected_product_ids) || !isDistinct(selected_product_ids)) return false;
  if (traces != null && !isSelectionTraces(traces)) return false;
  return row.selection_id == null && row.product_id == null && row.product_display == null &&
    row.outcomes == null &&
    selectionIssues({ choice_set, selected_product_ids, traces }).length === 0;
}

function isSelectionTraces(traces: unknown): traces is SelectionTraces {
  if (!isObject(traces)) return false;
  const { requested_product_ids: requested, shown_order: order } = traces;
  return (requested === undefined || isIds(requested)) &&
    (order === undefined || Array.isArray(order) && order.every(isPlace)) &&
    [traces.executed_product_ids, traces.dropped_product_ids, traces.unshown_product_ids]
      .every((ids) => ids === undefined || isIds(ids) && isDistinct(ids));
}

const KEYS: ReadonlySet<string> = new Set(EVENT_COLUMNS.map(({ name }) => name));

function hasKnownKeys(row: Data): boolean {
  for (const key in row) if (!KEYS.has(key)) return false;
  return true;
}

function isObject(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isPlace(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isId);
}

function isDistinct(ids: readonly string[]): boolean {
  return new Set(ids).size === ids.length;
}
