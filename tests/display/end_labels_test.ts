import assert from "node:assert/strict";
import fc from "fast-check";
import { endLabels } from "../../lib/display/end_labels.ts";

Deno.test("endLabels() leaves labels where their lines end while there is room", () => {
  const labels = endLabels([{ y: 0.5 }, { y: 0.1 }], { least: 0.2, top: 1 });
  assert.deepEqual(labels, [{ y: 0.1, at: 0.1 }, { y: 0.5, at: 0.5 }]);
});

Deno.test("endLabels() moves labels down from the top, and lets too many reach below", () => {
  const at = (count: number) =>
    endLabels(Array.from({ length: count }, () => ({ y: 1 })), { least: 0.4, top: 1 })
      .map((label) => Number(label.at.toFixed(9)));
  assert.deepEqual(at(2), [0.6, 1]);
  assert.deepEqual(at(4), [-0.2, 0.2, 0.6, 1]);
});

Deno.test("endLabels() keeps order and distance, and none stands above the top", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }),
      (ends) => {
        const labels = endLabels(ends.map((y) => ({ y })), { least: 0.1, top: 1 });
        assert.deepEqual(labels.map(({ y }) => y), ends.toSorted((a, b) => a - b));
        labels.forEach(({ at }, place) => {
          assert.ok(at <= 1 + 1e-9);
          assert.ok(at - (labels[place - 1]?.at ?? -Infinity) >= 0.1 - 1e-9);
        });
      },
    ),
    { seed: 1 },
  );
});
