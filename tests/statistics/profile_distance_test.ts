import assert from "node:assert/strict";
import fc from "fast-check";
import { Moments } from "../../lib/statistics/moments.ts";
import { profileDistance, type Profiles } from "../../lib/statistics/profile_distance.ts";
import { assertNear } from "./assert_near.ts";
import { seeded } from "./seeded.ts";

type Row = ReadonlyMap<number, number>;

function profiles(rows: readonly Row[]): Profiles {
  const starts = [0];
  const cells = rows.flatMap((row) => {
    starts.push((starts.at(-1) ?? 0) + row.size);
    return [...row].sort(([a], [b]) => a - b);
  });
  return { starts, columns: cells.map(([column]) => column), values: cells.map(([, x]) => x) };
}

/** By the definition, a pair after the other. */
function plainly(rows: readonly Row[]): { mean: number | null; pairs: number } {
  const distances = rows.flatMap((row, a) =>
    rows.slice(a + 1).flatMap((other) => {
      const shared = [...row.keys()].filter((column) => other.has(column));
      if (shared.length === 0) return [];
      const gaps = shared.map((column) =>
        Math.abs((row.get(column) ?? 0) - (other.get(column) ?? 0))
      );
      return [gaps.reduce((sum, gap) => sum + gap, 0) / shared.length];
    })
  );
  const { mean } = Moments.of(distances);
  return { mean, pairs: distances.length };
}

const CELLS = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: -9, max: 9 })), { maxLength: 6 });

Deno.test("profileDistance() is the mean over pairs by its definition, gaps or not", () => {
  fc.assert(
    fc.property(fc.array(CELLS, { maxLength: 12 }), (cells) => {
      const rows = cells.map((row) => new Map(row));
      const found = profileDistance(profiles(rows), { uniform: seeded(1) });
      const wanted = plainly(rows);
      assert.equal(found.method, "all");
      assert.equal(found.pairs, wanted.pairs);
      assertNear(found.mean ?? -1, wanted.mean ?? -1, 1e-12);
    }),
    { numRuns: 300, seed: 6 },
  );
});

Deno.test("profileDistance() finds the same by sorting, where rows have no gaps", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.array(fc.nat(5), { minLength: 5, maxLength: 5 }), {
        minLength: 2,
        maxLength: 12,
      }),
      (width, lists) => {
        const rows = lists.map((list) => new Map(list.slice(0, width).entries()));
        const found = profileDistance(profiles(rows), { uniform: seeded(1), most: 0 });
        assert.equal(found.method, "sorted");
        assertNear(found.mean ?? -1, plainly(rows).mean ?? -1, 1e-12);
        assert.equal(found.pairs, rows.length * (rows.length - 1) / 2);
      },
    ),
    { numRuns: 200, seed: 6 },
  );
});

Deno.test("profileDistance() draws pairs where there are gaps and too many, and says how sure it is", () => {
  const uniform = seeded(7);
  const rows = Array.from({ length: 200 }, () => {
    const cells = Array.from({ length: 8 }, (_, column) => [column, uniform() * 5] as const);
    return new Map(cells.filter(() => uniform() < 0.5));
  });
  const { mean = null } = plainly(rows);
  let inside = 0;
  for (let seed = 0; seed < 200; seed++) {
    const found = profileDistance(profiles(rows), { uniform: seeded(seed), most: 0 });
    assert.equal(found.method, "sampled");
    assert.ok(found.pairs <= 1000 && found.pairs > 850);
    const distance = Math.abs((found.mean ?? NaN) - (mean ?? NaN));
    if (distance < 1.96 * (found.standardError ?? NaN)) inside += 1;
  }
  // 190 of 200 are expected, with a standard deviation of 3.
  assert.ok(inside >= 180, `${inside}`);
});

Deno.test("profileDistance() knows nothing of fewer than two rows", () => {
  for (const rows of [[], [new Map([[0, 1]])], [new Map([[0, 1]]), new Map([[1, 1]])]]) {
    const { mean, pairs } = profileDistance(profiles(rows), { uniform: seeded(1) });
    assert.deepEqual([mean, pairs], [null, 0]);
  }
});

Deno.test("Moments are those of the numbers, however far from 0 they lie", () => {
  const moments = Moments.of([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
  // By hand: mean 10, squares 36 + 9 + 9 + 36.
  assert.deepEqual([moments.n, moments.mean, moments.variance], [4, 1e9 + 10, 22.5]);
  assert.deepEqual([Moments.of([]).mean, Moments.of([3]).variance], [null, null]);
});
