import assert from "node:assert/strict";
import { drawValue, type Lot } from "../../lib/encounters/draw_value.ts";

const least: Lot = { integer: () => 0, fraction: () => 0 };
const most: Lot = { integer: (bound) => bound - 1, fraction: () => 1 };

Deno.test("drawValue() stays inside a range that is open, ends below 0, or has no whole bounds", () => {
  const ends = (schema: Parameters<typeof drawValue>[0]) => [
    drawValue(schema, least),
    drawValue(schema, most),
  ];
  assert.deepEqual(ends({ type: "integer" }), [0, 10]);
  assert.deepEqual(ends({ type: "integer", minimum: 3 }), [3, 13]);
  assert.deepEqual(ends({ type: "integer", maximum: -5 }), [-15, -5]);
  assert.deepEqual(ends({ type: "number", maximum: -5 }), [-6, -5]);
  assert.deepEqual(ends({ type: "integer", minimum: 0.5, maximum: 3.5 }), [1, 3]);
});
