import { type EvaluationRow, type EventRow, type SelectionRow } from "../rows/event_row.ts";

/** How a product is called in a memory. */
type Naming = (id: string) => string;

/**
 * What a panelist remembers of the last periods, in words: what they took, and what they answered about
 * what they met. It stands before what is asked; empty where there is nothing to remember.
 *
 * @param past The panelist's own rows of earlier periods, in row order.
 * @param last How many choices, and how many meetings, are remembered: the latest ones.
 * @param nameOf What products are called to panelists, by id.
 *
 * @example
 * ```ts
 * import { memoryText } from "./memory.ts";
 *
 * const base = { schema_version: "0.1.0", event_id: "e", panelist_id: "p", policy: "manual" } as const;
 * const met = { ...base, event_type: "evaluation", t: 0, product_id: "a", product_display: "Ale" } as const;
 * const text = memoryText([{ ...met, outcomes: { rating: 4 } }], 3, () => "Ale");
 * if (!text.includes("Period 1: you met Ale; rating: 4.")) throw new Error(text);
 * ```
 */
export function memoryText(past: readonly EventRow[], last: number, nameOf: Naming): string {
  const kept = remembered(past, last);
  if (kept.length === 0) return "";
  const lines = kept.map((row) =>
    `- Period ${row.t + 1}: ${
      row.event_type === "selection" ? choiceText(row, nameOf) : meetingText(row, nameOf)
    }.`
  );
  return `This is what you remember from before:\n${lines.join("\n")}`;
}

/** The rows that are remembered: of choices and of meetings the latest so many each, in row order. */
export function remembered(past: readonly EventRow[], last: number): readonly EventRow[] {
  const kinds = ["selection", "evaluation"] as const;
  const kept = new Set(
    kinds.flatMap((kind) =>
      last > 0 ? past.filter((row) => row.event_type === kind).slice(-last) : []
    ),
  );
  return past.filter((row) => kept.has(row));
}

function choiceText(
  { choice_set, selected_product_ids }: SelectionRow,
  nameOf: Naming,
): string {
  // A made-up name in an old reply is not repeated: it would look like a product.
  const taken = selected_product_ids.filter((id) => choice_set.includes(id)).map(nameOf);
  return taken.length === 0 ? "you took nothing" : `you took ${taken.join(", ")}`;
}

function meetingText({ product_id, outcomes }: EvaluationRow, nameOf: Naming): string {
  const answers = Object.entries(outcomes ?? {}).filter(([, value]) => value !== null)
    .map(([name, value]) =>
      `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`
    );
  return [`you met ${nameOf(product_id)}`, ...answers].join("; ");
}
