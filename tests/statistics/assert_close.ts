import { assertNear } from "./assert_near.ts";

/** Fails unless a number agrees with the expected one in about twelve digits, however small it is. */
export function assertClose(actual: number, expected: number, relative = 1e-12): void {
  assertNear(actual, expected, Math.abs(expected) * relative);
}
