import assert from "node:assert/strict";
import { Clusters } from "../../lib/analysis/clusters.ts";
import { choice, multi, wilson } from "../../mod.ts";
import { assertNear } from "../statistics/assert_near.ts";
import { answered, asked, CONTEXT, tallyRows, without } from "./rows.ts";

const CLUSTERED = { ...CONTEXT, clustered: true };
const tier = asked(choice("Which tier?", ["a", "b", "c"]));

/** The answers of five people, fifteen each; the effective size is worked out in effective_size_test. */
const people = [[10, 5, 0], [8, 4, 3], [2, 10, 3], [0, 5, 10], [12, 2, 1]].flatMap((
  counts,
  person,
) =>
  counts.flatMap((count, option) =>
    answered(Array(count).fill("abc"[option]), { panelist: `p${person}` })
  )
);

Deno.test("Tally of people asked several times has intervals at their effective size", () => {
  const tally = tallyRows(people, tier, CLUSTERED);
  assert.equal(tally.n, 75);
  assertNear(tally.nEffective, 14.314961, 1e-6);
  assert.equal(tally.shares.a, 32 / 75);
  assert.deepEqual(tally.intervals.a, wilson((32 / 75) * 14, 14));
});

Deno.test("Tally of people asked once is worth what it has", () => {
  const tally = tallyRows(people, tier, CONTEXT);
  assert.deepEqual([tally.n, tally.nEffective], [75, 75]);
  assert.deepEqual(tally.intervals.a, wilson(32, 75));
});

Deno.test("Tally takes the variants of one persona together", () => {
  const rows = ["p1~0", "p1~1", "p1~2"].flatMap((panelist) => answered(["a"], { panelist }));
  const others = ["p2~0", "p2~1", "p2~2"].flatMap((panelist) => answered(["b"], { panelist }));
  const tally = tallyRows([...rows, ...others], tier, CLUSTERED);
  assert.equal(tally.n, 6);
  assertNear(tally.nEffective, 1, 1e-12);
});

Deno.test("Tally of several options has the effective size of each", () => {
  const several = asked(multi("Which?", ["a", "b"]));
  const rows = [
    ...answered([["a"], ["a"], ["a", "b"]], { panelist: "p1" }),
    ...answered([[], ["b"], ["a"]], { panelist: "p2" }),
  ];
  const { n, intervals, shares } = tallyRows(rows, several, CLUSTERED);
  assert.equal(n, 6);
  assert.equal(shares.a, 4 / 6);
  // p1 names a 3 of 3 times, p2 1 of 3: V = 2/1 · ((1/6)² + (1/6)²) / … worked out by hand as 1/9.
  assert.deepEqual(intervals.a, wilson((4 / 6) * 2, 2));
  // b: 1 of 3 and 1 of 3: no difference between people.
  assert.deepEqual(intervals.b, wilson(2, 6));
});

Deno.test("Tally counts what fits no option in no share", () => {
  const open = asked({ kind: "text", text: "Which?", options: ["a", "b"] });
  const rows = [...answered(["a", "b", "neither of them, thanks"]), ...without("refused", 1)];
  const tally = tallyRows(rows, open, CONTEXT);
  assert.deepEqual([tally.n, tally.uncategorised, tally.shares.a], [2, 1, 0.5]);
});

Deno.test("Clusters counts more answers of a persona than a byte holds", () => {
  const clusters = new Clusters(["a", "b"]);
  for (let answer = 0; answer < 1000; answer++) {
    clusters.count({ panelist: "p" }, [answer % 4 === 0 ? "a" : "b"]);
    if (answer % 100 === 0) clusters.count({ panelist: "q~1" }, ["a"]);
  }
  assert.deepEqual(clusters.counts, [[250, 750], [10, 0]]);
});
