import { type Row } from "../../lib/rows/row.ts";

/** A row of somebody who answered, but for the changes. */
export function answered(changes: Partial<Row> = {}): Row {
  return {
    ...{ run: "run-1", panelist: "p1.1", persona: "Maya", arm: null, model: "haiku" },
    ...{ round: "first", question: "tier", kind: "choice", item: null, repeat: 0, turn: 0 },
    ...{ status: "ok", answer: "pro", category: "pro", text: "pro", extraction: null },
    ...{ order: [2, 0, 1], error: null, tokensIn: 120, tokensOut: 3, cost: 0.00025 },
    ...{ afterStop: false },
    ...changes,
  };
}
