import assert from "node:assert/strict";
import { rake } from "../../mod.ts";
import { assertNear } from "./assert_near.ts";

/** People by two attributes, so many of each pair. */
function people(table: readonly (readonly number[])[]) {
  return table.flatMap((counts, row) =>
    counts.flatMap((count, column) =>
      Array.from({ length: count }, () => ({ row: `r${row}`, column: `c${column}` }))
    )
  );
}

Deno.test("rake() has the known table", () => {
  // Issue 5, 8; and 500 rounds of NumPy for more digits and the effective size.
  const sample = people([[40, 30], [35, 50]]);
  const { weights, nEffective } = rake(sample, {
    row: { r0: 150, r1: 300 },
    column: { c0: 200, c1: 250 },
  });
  const cell = (row: string, column: string) =>
    sample.reduce(
      (sum, one, at) => sum + (one.row === row && one.column === column ? weights[at] ?? NaN : 0),
      0,
    );
  assertNear(cell("r0", "c0"), 82.58244343551725, 1e-8);
  assertNear(cell("r0", "c1"), 67.41755656448275, 1e-8);
  assertNear(cell("r1", "c0"), 117.41755656448277, 1e-8);
  assertNear(cell("r1", "c1"), 182.58244343551726, 1e-8);
  assertNear(nEffective, 146.4590927589933, 1e-8);
});

Deno.test("rake() says where the weights come from", () => {
  const margins = { row: { r0: 1, r1: 2 }, column: { c0: 1, c1: 2 } };
  assert.equal(rake(people([[4, 3], [3, 5]]), margins).source, "raked to row and column");
});

Deno.test("rake() takes shares as it takes totals", () => {
  const sample = people([[40, 30], [35, 50]]);
  const totals = rake(sample, { row: { r0: 150, r1: 300 }, column: { c0: 200, c1: 250 } });
  const shares = rake(sample, { row: { r0: 1 / 3, r1: 2 / 3 }, column: { c0: 4 / 9, c1: 5 / 9 } });
  assertNear(shares.weights.reduce((sum, weight) => sum + weight, 0), 1);
  assertNear(shares.nEffective, totals.nEffective, 1e-8);
});

Deno.test("rake() leaves a sample that has its margins as it is", () => {
  const { weights, nEffective } = rake(people([[2, 2]]), { column: { c0: 1, c1: 1 } });
  assert.deepEqual([weights, nEffective], [[0.5, 0.5, 0.5, 0.5], 4]);
});

Deno.test("rake() gives no weight to whom a margin has no place for", () => {
  const { weights } = rake([{ age: 1 }, { age: 2 }], { age: { 1: 5, 2: 0 } });
  assert.deepEqual(weights, [5, 0]);
});

Deno.test("rake() refuses margins that no weights have", () => {
  const sample = people([[5, 0], [0, 5]]);
  const refused: [margins: Parameters<typeof rake>[1], message: RegExp][] = [
    [{}, /there are no margins/],
    [{ row: { r0: 1, r1: 1, r2: 1 } }, /nobody has "r2"/],
    [{ row: { r0: 1, r1: -1 } }, /-1 is no total of "r1"/],
    [{ row: { r0: 1, r1: NaN } }, /NaN is no total/],
    [{ row: { r0: 0, r1: 0 } }, /add up to 0/],
    [{ row: { r0: 1, r1: 1 }, column: { c0: 1, c1: 2 } }, /"column".*add up to 3.*"row" to 2/],
    // The table is empty off its diagonal, so the margins must agree.
    [{ row: { r0: 1, r1: 3 }, column: { c0: 3, c1: 1 } }, /"row" and "column" together/],
    [{ row: { r0: 0, r1: 4 }, column: { c0: 2, c1: 2 } }, /"row" and "column" together/],
  ];
  for (const [margins, message] of refused) {
    assert.throws(() => rake(sample, margins), { name: "RangeError", message });
  }
});

Deno.test("rake() refuses people who are in no place of a margin", () => {
  assert.throws(() => rake([{ sex: "f" }, {}], { sex: { f: 1 } }), {
    name: "TypeError",
    message: 'Cannot weight by "sex": somebody lacks it, the margin has f',
  });
  assert.throws(() => rake([{ sex: "x" }], { sex: { f: 1 } }), /somebody has "x"/);
});
