import assert from "node:assert/strict";
import { Look } from "../../lib/analysis/look.ts";
import { Looks } from "../../lib/analysis/looks.ts";
import { thinned } from "../../lib/analysis/thinned.ts";

function looks(count: number, last = 3): Looks {
  const all = new Looks(last);
  for (let n = 1; n <= count; n++) {
    all.push(new Look({ key: "q", options: ["a"] }, { n, counts: [n], jsd: null }, 0.05));
  }
  return all;
}

const places = (list: readonly Look[]) => list.map(({ n }) => n);

Deno.test("Looks has each of the first 2,048, and the last ones that are wanted", () => {
  assert.deepEqual(places(looks(2048).spaced), Array.from({ length: 2048 }, (_, at) => at + 1));
  assert.deepEqual(places(looks(2048).last), [2046, 2047, 2048]);
  assert.deepEqual([places(looks(1).last), places(looks(0).spaced)], [[1], []]);
});

Deno.test("Looks lets every second one go as often as it takes, and keeps the first and the last", () => {
  const { spaced, last } = looks(100_000, 1);
  const kept = places(spaced);
  assert.ok(kept.length <= 2049);
  assert.deepEqual([kept[0], kept.at(-1), ...places(last)], [1, 100_000, 100_000]);
  assert.deepEqual(new Set(kept.slice(1, -1).map((n, at) => n - (kept[at] ?? 0))), new Set([64]));
  // Twenty of them are within a stride of twenty of all.
  const points = places(thinned(spaced, 20));
  points.forEach((n, at) => assert.ok(Math.abs(n - 1 - at * 99_999 / 19) <= 64));
});
