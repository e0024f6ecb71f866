/** A coefficient of agreement or association, which may not be computable. */
export interface Coefficient {
  /** Its value; null where it has none. */
  readonly value: number | null;
  /** Why it has none; null where it has. */
  readonly reason: string | null;
}

/** A coefficient that has no value, and why. */
export function without(reason: string): Coefficient {
  return { value: null, reason };
}
