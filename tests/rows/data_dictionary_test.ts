import assert from "node:assert/strict";
import { dataDictionary } from "../../lib/rows/data_dictionary.ts";
import { EVENT_COLUMNS } from "../../lib/rows/event_columns.ts";
import { eventSchema } from "../../lib/rows/event_schema.ts";
import { evaluation, selection } from "./events.ts";

Deno.test("dataDictionary() describes every column, and the fields of the questionnaire", () => {
  const { columns, outcomes, traces, reserved_traces } = dataDictionary({
    outcomes: { rating: { type: "int", min: 1, max: 5 } },
    traces: { why: { type: "text" } },
  });
  assert.equal(columns.length, 15);
  assert.deepEqual(outcomes, [{ type: "int", min: 1, max: 5, name: "outcomes.rating" }]);
  assert.deepEqual(traces, [{ type: "text", name: "traces.why" }]);
  assert.ok(reserved_traces.some(({ name }) => name === "traces.executed_product_ids"));
});

Deno.test("EVENT_COLUMNS says of every field's presence what the schema says", () => {
  for (const row of [evaluation(), selection()]) {
    for (const { name, presence, type } of EVENT_COLUMNS) {
      const value = { "string": "x", "integer": 1, "list of strings": ["A"], "object": {} }[type];
      const takes = (given: unknown) =>
        eventSchema.safeParse({ ...row, traces: null, [name]: given }).success;
      const said = presence[row.event_type];
      assert.equal(takes(undefined), said !== "required", `${row.event_type} ${name}`);
      // A text of another meaning, or a link that must not be, is no fault of its presence.
      if (["event_type", "policy", "schema_version", "selection_id"].includes(name)) continue;
      if (name === "selected_product_ids" && said === "required") continue;
      assert.equal(takes(value), said !== "null", `${row.event_type} ${name}`);
    }
  }
});
