import assert from "node:assert/strict";
import { type EventRow } from "../../mod.ts";
import { memoryText } from "../../lib/encounters/memory.ts";

const BASE = { schema_version: "0.1.0", event_id: "e", panelist_id: "p1" } as const;

function chosen(t: number, selected: readonly string[]): EventRow {
  const of = { event_type: "selection", policy: "self_selection" } as const;
  return { ...BASE, ...of, t, choice_set: ["A", "B"], selected_product_ids: selected };
}

function met(
  t: number,
  product: string,
  outcomes: Readonly<Record<string, unknown>> | null,
): EventRow {
  const of = { event_type: "evaluation", policy: "random", product_display: "" } as const;
  return { ...BASE, ...of, t, product_id: product, outcomes };
}

const named = (id: string) => `Beer ${id}`;

Deno.test("memoryText() tells the last choices and meetings in order, and no answer that is missing", () => {
  const past = [
    ...[chosen(0, ["A"]), met(0, "A", { rating: 2, why: "thin" })],
    ...[chosen(1, ["B", "ZZ"]), met(1, "B", { rating: 5, why: null })],
    ...[chosen(2, []), met(2, "A", null)],
  ];
  assert.equal(
    memoryText(past, 2, named),
    [
      "This is what you remember from before:",
      "- Period 2: you took Beer B.",
      "- Period 2: you met Beer B; rating: 5.",
      "- Period 3: you took nothing.",
      "- Period 3: you met Beer A.",
    ].join("\n"),
  );
  assert.match(memoryText(past, 9, named), /Period 1: you met Beer A; rating: 2; why: thin\./);
});

Deno.test("memoryText() is empty where there is nothing to remember", () => {
  assert.equal(memoryText([], 3, named), "");
  assert.equal(memoryText([chosen(0, ["A"])], 0, named), "");
});
