import fc from "fast-check";
import assert from "node:assert/strict";
import { shuffle } from "../../lib/random/shuffle.ts";
import { stream } from "../../lib/random/stream.ts";
import { chiSquared } from "./chi_squared.ts";

Deno.test("shuffle() gives back the same items and leaves the list as it was", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 })), fc.integer(), (items, seed) => {
      const before = [...items];
      const after = shuffle(items, stream(seed));
      assert.deepEqual(after.toSorted(), before.toSorted());
      assert.deepEqual(items, before);
      assert.deepEqual(shuffle(items, stream(seed)), after);
    }),
    { seed: 1, numRuns: 300 },
  );
});

Deno.test("shuffle() leaves one item or none where they are", () => {
  assert.deepEqual(shuffle([], stream(1)), []);
  assert.deepEqual(shuffle(["only"], stream(1)), ["only"]);
});

Deno.test("shuffle() gives each of the six orders of three about equally often", () => {
  const orders = ["012", "021", "102", "120", "201", "210"];
  const random = stream(1);
  const places = Array.from(
    { length: 6000 },
    (_, i) => orders.indexOf(shuffle([0, 1, 2], random.fork("order", i)).join("")),
  );
  // The .999 quantile of χ² with 5 degrees of freedom, by SciPy. Sattolo's or a naive swap fails it.
  assert.ok(chiSquared(places, 6) < 20.515);
});

Deno.test("shuffle() brings an item to each of ten places about equally often", () => {
  const items = Array.from({ length: 10 }, (_, i) => i);
  const random = stream(2).fork("places");
  const places = Array.from({ length: 10_000 }, () => shuffle(items, random).indexOf(0));
  // The .999 quantile of χ² with 9 degrees of freedom, by SciPy.
  assert.ok(chiSquared(places, 10) < 27.877);
});
