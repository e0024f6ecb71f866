import assert from "node:assert/strict";
import fc from "fast-check";
import { type EventRow } from "../../lib/rows/event_row.ts";
import { type EventReport, EventValidator } from "../../lib/rows/event_validator.ts";
import { evaluation, selection } from "./events.ts";

function checked(rows: readonly unknown[], maxErrors?: number): EventReport {
  const validator = new EventValidator(maxErrors === undefined ? {} : { maxErrors });
  rows.forEach((row, at) => validator.take(row, at + 1));
  return validator.finish();
}

const chosen = evaluation({
  policy: "self_selection",
  product_id: "B",
  selection_id: "s1",
});

/** What is wrong, a line each. */
function said({ issues }: EventReport): string[] {
  return issues.map(({ line, path, message }) => `${line} ${path} ${message}`);
}

Deno.test("E53: EventValidator takes a valid row, and no rows at all", () => {
  const { valid, rows, evaluations, issues } = checked([evaluation()]);
  assert.deepEqual([valid, rows, evaluations, issues], [true, 1, 1, []]);
  assert.deepEqual([checked([]).valid, checked([]).rows], [true, 0]);
});

Deno.test("E55: EventValidator takes an evaluation after its selection, whichever comes first", () => {
  for (const rows of [[selection(), chosen], [chosen, selection()]]) {
    const report = checked(rows);
    assert.deepEqual(said(report), []);
    assert.deepEqual([report.evaluations, report.selections], [1, 1]);
  }
});

Deno.test("E55: EventValidator refuses another panelist's selection, a dangling one, and two in a period", () => {
  for (
    const [rows, wanted] of [
      [
        [selection(), { ...chosen, panelist_id: "p2" }],
        /^2 \$\.selection_id must be that of a selection by "p2" at t = 0: that on line 1 is by "p1"/,
      ],
      [[selection(), { ...chosen, t: 1 }], /^2 \$\.selection_id .* at t = 1: that on line 1/],
      [[{ ...chosen, selection_id: "s9" }], /^1 \$\.selection_id .*: there is no "s9"$/],
      [
        [selection(), chosen, selection({ event_id: "s2", traces: null })],
        /^3 \$\.t must have one selection of "p1" only: line 1 has another$/,
      ],
    ] as const
  ) {
    const report = checked(rows);
    assert.equal(report.valid, false);
    assert.ok(said(report).some((line) => wanted.test(line)), said(report).join("\n"));
    assert.equal(report.invalidRows, 0);
    assert.ok(report.brokenLinks > 0);
  }
});

Deno.test("EventValidator holds what was executed against the rows there are", () => {
  const none = checked([selection()]);
  assert.deepEqual(said(none), [
    '1 $.traces.executed_product_ids must have an evaluation each: "B" has none',
  ]);
  const other = checked([selection(), chosen, { ...chosen, event_id: "e2", product_id: "A" }]);
  assert.match(
    said(other).join(),
    /^3 \$\.selection_id .* that executed "A" .*: line 1 is not one$/,
  );
  const early = checked([selection(), { ...chosen, product_id: "A" }, {
    ...chosen,
    event_id: "e2",
  }]);
  assert.match(
    said(early).join(),
    /^2 \$\.selection_id must be that of a selection that executed "A"/,
  );
  const twice = checked([selection(), chosen, { ...chosen, event_id: "e2" }]);
  assert.match(said(twice).join(), /^3 .* that executed "B" and has no other row of it/);
  const evaluated = checked([evaluation(), { ...chosen, event_id: "e2", selection_id: "e1" }]);
  assert.match(said(evaluated).join(), /^2 .*: line 1 is not one$/);
});

Deno.test("EventValidator takes selections that do not say what was executed, as other programs write them", () => {
  const row = selection({ traces: null });
  assert.deepEqual(
    said(checked([row, chosen, { ...chosen, event_id: "e2", product_id: "C" }])),
    [],
  );
  assert.match(
    said(checked([row, { ...chosen, panelist_id: "p2" }])).join(),
    /by "p2" at t = 0/,
  );
});

Deno.test("EventValidator names the line that had an id first", () => {
  const report = checked([evaluation(), evaluation({ event_id: "e2" }), evaluation()]);
  assert.deepEqual(said(report), ['3 $.event_id must be its own: line 1 has "e1" too']);
  assert.deepEqual([report.duplicateIds, report.validRows], [1, 3]);
});

Deno.test("E57: EventValidator keeps so many issues and counts everything", () => {
  const rows = [1, 2, 3, 4, 5].map((at) => ({ ...evaluation({ event_id: `e${at}` }), t: -at }));
  const report = checked(rows, 2);
  assert.deepEqual(report.issues.map(({ line }) => line), [1, 2]);
  assert.deepEqual([report.rows, report.validRows, report.invalidRows], [5, 0, 5]);
  assert.deepEqual(checked(rows, 0).issues, []);
});

/** Rows of self-selections with what may be wrong, and how often it is: by the plainest way to count. */
const RUNS = fc.array(
  fc.record({
    panelist: fc.nat(3),
    t: fc.nat(2),
    executed: fc.uniqueArray(fc.constantFrom("A", "B", "C")),
    evaluated: fc.array(fc.constantFrom("A", "B", "C", "D"), { maxLength: 4 }),
  }),
  { maxLength: 8 },
);

Deno.test("EventValidator finds in any order what a count of all pairs finds", () => {
  let broken = 0;
  fc.assert(
    fc.property(RUNS, fc.infiniteStream(fc.nat(1000)), (runs, places) => {
      const rows = runs.flatMap(({ panelist, t, executed, evaluated }, at): EventRow[] => {
        const who = { panelist_id: `p${panelist}`, t, policy: "self_selection" as const };
        const traces = { executed_product_ids: executed, dropped_product_ids: [] };
        return [
          selection({ ...who, event_id: `s${at}`, selected_product_ids: [], traces }),
          ...evaluated.map((product_id, place) =>
            evaluation({ ...who, event_id: `e${at}-${place}`, product_id, selection_id: `s${at}` })
          ),
        ];
      });
      const shuffled = rows.map((row) => ({ row, place: places.next().value ?? 0 }))
        .sort((a, b) => a.place - b.place).map(({ row }) => row);
      const wanted = brokenLinks(runs);
      broken += wanted > 0 ? 1 : 0;
      assert.equal(checked(rows).brokenLinks, wanted);
      assert.equal(checked(shuffled).brokenLinks, wanted);
    }),
    { numRuns: 500, seed: 6 },
  );
  assert.ok(broken > 100);
});

function brokenLinks(
  runs: readonly {
    readonly panelist: number;
    readonly t: number;
    readonly executed: readonly string[];
    readonly evaluated: readonly string[];
  }[],
): number {
  const periods = new Set(runs.map(({ panelist, t }) => `${panelist} ${t}`));
  const pairs = runs.flatMap(({ executed, evaluated }) => {
    const unmet = executed.filter((product) => !evaluated.includes(product));
    const first = new Set(evaluated.filter((product) => executed.includes(product)));
    return [...unmet, ...Array(evaluated.length - first.size).fill("")];
  });
  return runs.length - periods.size + pairs.length;
}
