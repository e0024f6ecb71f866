import assert from "node:assert/strict";
import fc from "fast-check";
import { eventSchema } from "../../lib/rows/event_schema.ts";
import { isEventRow } from "../../lib/rows/is_event_row.ts";
import { InputError } from "../../lib/schema/input_error.ts";
import { read } from "../../lib/schema/read.ts";
import { evaluation, selection } from "./events.ts";

/** What the schema says of a row, as paths; and that the quick check agrees. */
function pathsOf(row: unknown): string[] {
  try {
    read(eventSchema, row, "the event");
    assert.ok(isEventRow(row));
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    assert.ok(!isEventRow(row));
    return error.issues.map(({ path, message }) => `${path} ${message}`);
  }
}

function assertIssue(row: unknown, wanted: RegExp): void {
  const found = pathsOf(row);
  assert.ok(found.some((issue) => wanted.test(issue)), `${wanted} in ${found.join("; ")}`);
}

Deno.test("eventSchema takes the least evaluation and the fullest, and a selection", () => {
  const least = {
    schema_version: "0.1.0",
    event_id: "e1",
    event_type: "evaluation",
    policy: "random",
    panelist_id: "p1",
    t: 0,
    product_id: "A",
    product_display: "Name A",
  };
  assert.deepEqual(pathsOf(least), []);
  assert.deepEqual(pathsOf({ ...least, panelist_features: {}, product_features: {} }), []);
  assert.deepEqual(pathsOf(evaluation()), []);
  assert.deepEqual(pathsOf(selection()), []);
  assert.deepEqual(pathsOf({ ...selection(), traces: null }), []);
});

Deno.test("eventSchema says what each wrong field must be", () => {
  for (
    const [change, wanted] of [
      [{ schema_version: "0.2.0" }, /^\$\.schema_version must be "0\.1\.0"/],
      [{ event_id: "" }, /^\$\.event_id /],
      [{ event_type: "visit" }, /^\$\.event_type /],
      [{ policy: "chance" }, /^\$\.policy must be one of/],
      [{ panelist_id: 7 }, /^\$\.panelist_id must be a text/],
      [{ t: -1 }, /^\$\.t /],
      [{ t: "0" }, /^\$\.t must be a number, not "0"/],
      [{ t: true }, /^\$\.t /],
      [{ t: 0.5 }, /^\$\.t /],
      [{ product_id: null }, /^\$\.product_id /],
      [{ product_display: undefined }, /^\$\.product_display is missing/],
      [{ product_features: [] }, /^\$\.product_features /],
      [{ outcomes: 4 }, /^\$\.outcomes /],
      [{ traces: "x" }, /^\$\.traces /],
      [{ choice_set: ["A"] }, /^\$\.choice_set /],
      [{ selection_id: "s1" }, /^\$\.selection_id must be null where the policy is random/],
      [{ policy: "self_selection" }, /^\$\.selection_id is missing: a selection must come first/],
      [{ row_meta: {} }, /^\$\.row_meta is an unknown key/],
    ] as const
  ) assertIssue({ ...evaluation(), ...change }, wanted);
});

Deno.test("eventSchema holds the parts of a selection against each other", () => {
  const traces = { executed_product_ids: ["B"], dropped_product_ids: [] };
  for (
    const [change, wanted] of [
      [{ policy: "manual" }, /^\$\.policy /],
      [{ choice_set: null }, /^\$\.choice_set /],
      [{ selected_product_ids: ["B", "B"] }, /^\$\.selected_product_ids must not name an id twice/],
      [{ outcomes: {} }, /^\$\.outcomes /],
      [{ product_id: "A" }, /^\$\.product_id /],
      [{ traces: { ...traces, executed_product_ids: ["B", "ZZ"] } }, /"ZZ" was not shown/],
      [{ traces: { ...traces, executed_product_ids: ["B", "B"] } }, /must not name an id twice/],
      [{ traces: { ...traces, executed_product_ids: [] } }, /"B" is in neither list/],
      [{ traces: { ...traces, executed_product_ids: "B" } }, /executed_product_ids must be a list/],
      [{ traces: { ...traces, dropped_product_ids: ["B"] } }, /"B" is both/],
      [{ traces: { ...traces, dropped_product_ids: ["C"] } }, /"C" was not asked for/],
      [{ traces: { ...traces, unshown_product_ids: ["A"] } }, /"A" was not$/],
      [
        { traces: { ...traces, requested_product_ids: ["A"] } },
        /must be what selected_product_ids/,
      ],
      [{ traces: { ...traces, shown_order: [0, 0, 1] } }, /must hold each place of the choice set/],
      [{ traces: { ...traces, shown_order: [0, 1] } }, /must hold each place of the choice set/],
    ] as const
  ) assertIssue({ ...selection(), ...change }, wanted);
});

Deno.test("eventSchema takes an evaluated product that was not shown only where the row says so", () => {
  const row = {
    ...selection(),
    selected_product_ids: ["Z"],
    traces: { executed_product_ids: ["Z"], dropped_product_ids: [], unshown_product_ids: ["Z"] },
  };
  assert.deepEqual(pathsOf(row), []);
});

const ID = fc.constantFrom("A", "B", "C", "Z", "", 3);
const IDS = fc.oneof(fc.array(ID, { maxLength: 3 }), fc.constantFrom(null, "A"));
const OBJECT = fc.constantFrom(null, {}, [], { a: 1 }, "x");
const CHANGES = fc.record({
  schema_version: fc.constantFrom("0.1.0", "1"),
  event_id: ID,
  event_type: fc.constantFrom("evaluation", "selection", null),
  policy: fc.constantFrom("random", "manual", "self_selection", "chance"),
  panelist_id: ID,
  t: fc.constantFrom(0, 3, -1, 1.5, 2 ** 53, "0", null),
  selection_id: fc.constantFrom(null, "s", ""),
  choice_set: IDS,
  selected_product_ids: IDS,
  product_id: fc.oneof(ID, fc.constant(null)),
  product_display: fc.constantFrom("", "Ale", null),
  panelist_features: OBJECT,
  product_features: OBJECT,
  outcomes: OBJECT,
  traces: fc.oneof(
    OBJECT,
    fc.record({
      requested_product_ids: IDS,
      executed_product_ids: IDS,
      dropped_product_ids: IDS,
      unshown_product_ids: IDS,
      shown_order: fc.oneof(fc.constantFrom([0, 1, 2], [2, 0, 1], null), fc.array(fc.nat(3))),
    }, { requiredKeys: [] }),
  ),
  other: fc.constant(1),
}, { requiredKeys: [] });

Deno.test("isEventRow() says of any row what eventSchema says", () => {
  const fits = { yes: 0, no: 0 };
  fc.assert(
    fc.property(fc.boolean(), CHANGES, fc.nat(15), (isSelection, changes, most) => {
      // A few changes of a good row, so that many rows are nearly good.
      const few = Object.fromEntries(Object.entries(changes).slice(0, most));
      const row = { ...(isSelection ? selection() : evaluation()), ...few };
      const wanted = eventSchema.safeParse(row).success;
      fits[wanted ? "yes" : "no"] += 1;
      assert.equal(isEventRow(row), wanted, JSON.stringify(row));
    }),
    { numRuns: 5000, seed: 6 },
  );
  assert.ok(fits.yes > 200 && fits.no > 200, JSON.stringify(fits));
  for (const data of [null, 1, "x", [], {}]) {
    assert.equal(isEventRow(data), eventSchema.safeParse(data).success);
  }
});
