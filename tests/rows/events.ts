import { type EvaluationRow, type SelectionRow } from "../../lib/rows/event_row.ts";

/** An evaluation that is as it must be, but for the changes. */
export function evaluation(changes: Partial<EvaluationRow> = {}): EvaluationRow {
  return {
    schema_version: "0.1.0",
    event_id: "e1",
    event_type: "evaluation",
    policy: "random",
    panelist_id: "p1",
    t: 0,
    product_id: "A",
    product_display: "Name A",
    panelist_features: { age: 20 },
    product_features: { abv: 1 },
    outcomes: { rating: 4 },
    traces: {},
    selection_id: null,
    ...changes,
  };
}

/** A selection of B among A, B and C that is as it must be, but for the changes. */
export function selection(changes: Partial<SelectionRow> = {}): SelectionRow {
  return {
    schema_version: "0.1.0",
    event_id: "s1",
    event_type: "selection",
    policy: "self_selection",
    panelist_id: "p1",
    t: 0,
    choice_set: ["A", "B", "C"],
    selected_product_ids: ["B"],
    selection_id: null,
    outcomes: null,
    traces: { executed_product_ids: ["B"], dropped_product_ids: [], shown_order: [2, 0, 1] },
    ...changes,
  };
}
