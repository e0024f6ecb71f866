import assert from "node:assert/strict";

/** Fails unless a number is within a tolerance of the expected one; 1e-12 where none is given. */
export function assertNear(actual: number, expected: number, tolerance = 1e-12): void {
  const off = Math.abs(actual - expected);
  assert.ok(off <= tolerance, `${actual} is ${off} from ${expected}, more than ${tolerance}`);
}
