import assert from "node:assert/strict";
import fc from "fast-check";
import { PlaceSet } from "../../lib/engine/place_set.ts";

Deno.test("PlaceSet holds the numbers of a set, in rising order, beyond 32 bits too", () => {
  const from = fc.constantFrom(0, 7, 5e9);
  const numbers = fc.array(fc.integer({ min: 0, max: 5000 }));
  fc.assert(
    fc.property(from, numbers, (from, numbers) => {
      const places = new PlaceSet(from);
      for (const number of numbers) places.add(from + number);
      assert.deepEqual(
        [...places],
        [...new Set(numbers)].sort((a, b) => a - b).map((n) => from + n),
      );
      assert.ok(!places.has(from - 1) && !places.has(from + 6000));
    }),
    { seed: 1 },
  );
});
