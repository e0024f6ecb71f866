import assert from "node:assert/strict";
import { krippendorff } from "../../mod.ts";
import { assertNear } from "./assert_near.ts";

// The worked example of four observers and twelve units, Krippendorff (2011), part C.
const observers = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
  [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
];
const units = Array.from({ length: 12 }, (_, at) => observers.map((values) => values[at] ?? null));

Deno.test("krippendorff() has the values of the worked example", () => {
  // .743, .815 and .849 there; more digits from the definition over all pairs, in Python.
  assertNear(krippendorff(units).value ?? NaN, 0.743421052631579);
  assertNear(krippendorff(units, "ordinal").value ?? NaN, 0.8153875037548813);
  assertNear(krippendorff(units, "interval").value ?? NaN, 0.8491071428571428);
});

Deno.test("krippendorff() takes numbers by their size, not as text", () => {
  // The definition over all pairs, in Python.
  const few = [[1, 1], [2, 2], [3, 4], [1, 2], [4, 4], [10, 3]];
  assertNear(krippendorff(few, "nominal").value ?? NaN, 0.4107142857142857);
  assertNear(krippendorff(few, "ordinal").value ?? NaN, 0.7615995115995116);
  assertNear(krippendorff(few, "interval").value ?? NaN, 0.3013698630136986);
});

Deno.test("krippendorff() has the goldens of SynthBench", () => {
  // synthbench.md 4, four raters and twelve items, computed by its own program.
  const x = null;
  const raters = [
    [x, x, x, x, x, 3, 4, 1, 2, 1, 1, 3],
    [1, x, 2, 1, 3, 3, 4, 3, x, x, x, x],
    [x, x, 2, 1, 3, 3, 4, 2, 2, 1, 1, 3],
    [1, x, 2, 1, 3, 3, 4, 2, 2, 1, 1, 3],
  ];
  const items = Array.from({ length: 12 }, (_, at) => raters.map((rater) => rater[at] ?? null));
  assertNear(krippendorff(items).value ?? NaN, 0.8712121212, 1e-9);
  assertNear(krippendorff(items, "ordinal").value ?? NaN, 0.9246672492, 1e-9);
  assertNear(krippendorff(items, "interval").value ?? NaN, 0.9311043566, 1e-9);
});

Deno.test("krippendorff() is 1 where all agree, and below 0 where they agree less than by chance", () => {
  assert.deepEqual(krippendorff([["a", "a"], ["b", "b", null]]), { value: 1, reason: null });
  assert.ok((krippendorff([["a", "b"], ["b", "a"]]).value ?? NaN) < 0);
});

Deno.test("krippendorff() has no value where nothing varies or was read twice, and says why", () => {
  assert.deepEqual(krippendorff([["a", "a"], ["a", "a"]]), {
    ...{ value: null, reason: "the values do not vary" },
  });
  for (const alone of [[], [["a", null], ["b"]]]) {
    assert.equal(krippendorff(alone).reason, "no unit was read twice");
  }
});

Deno.test("krippendorff() orders numbers only", () => {
  assert.throws(() => krippendorff([["a", "b"]], "ordinal"), {
    name: "TypeError",
    message: 'Cannot order "a": it must be a finite number',
  });
  assert.throws(() => krippendorff([[1, NaN]], "interval"), TypeError);
});
