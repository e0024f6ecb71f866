import { type Coefficient, without } from "./coefficient.ts";

/** What differences between values mean: none or any, their ranks, or their distance. */
export type Level = "nominal" | "ordinal" | "interval";

/**
 * Krippendorff's α: how far several readings of the same units agree beyond chance (Krippendorff 2004). 1 is
 * agreement, 0 what chance gives, below it is disagreement. Units with fewer than two values count for
 * nothing, so values may be missing anywhere.
 *
 * @param units The values that each unit was given, in any order of those who gave them; null where one is
 * missing. Above the nominal level they are numbers.
 * @param level What differences mean. @default "nominal"
 * @returns The coefficient; without a value where nothing was read twice, or nothing varies.
 * @throws {TypeError} When a value above the nominal level is not a finite number.
 *
 * @example
 * ```ts
 * import { krippendorff } from "../../mod.ts";
 *
 * const { value } = krippendorff([["a", "a"], ["b", "b"], ["a", "b"], ["b", null]]);
 * if (value?.toFixed(3) !== "0.444") throw new Error(`${value}`);
 * ```
 */
export function krippendorff(
  units: readonly (readonly (string | number | null)[])[],
  level: Level = "nominal",
): Coefficient {
  const read = units.map((values) => values.filter((value) => value !== null))
    .filter(({ length }) => length > 1);
  if (read.length === 0) return without("no unit was read twice");
  if (level !== "nominal") checkNumbers(read.flat());
  const totals = countsOf(read.flat());
  // Ordered, as the ranks ask.
  const values = [...totals.keys()].sort((a, b) => Number(a) - Number(b));
  const distance = distances(values, totals, level);
  const n = read.flat().length;
  const expected = disagreement(totals, distance) / (n - 1);
  if (expected === 0) return without("the values do not vary");
  const observed = read.reduce(
    (sum, unit) => sum + disagreement(countsOf(unit), distance) / (unit.length - 1),
    0,
  );
  return { value: 1 - observed / expected, reason: null };
}

type Value = string | number;
type Distance = (a: Value, b: Value) => number;

function checkNumbers(values: readonly Value[]): void {
  const odd = values.find((value) => typeof value !== "number" || !Number.isFinite(value));
  if (odd !== undefined) {
    throw new TypeError(`Cannot order ${JSON.stringify(odd)}: it must be a finite number`);
  }
}

function countsOf(values: readonly Value[]): Map<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** The squared distances over all ordered pairs of values. */
function disagreement(counts: ReadonlyMap<Value, number>, distance: Distance): number {
  let sum = 0;
  for (const [a, left] of counts) {
    for (const [b, right] of counts) if (a !== b) sum += left * right * distance(a, b);
  }
  return sum;
}

function distances(
  values: readonly Value[],
  totals: ReadonlyMap<Value, number>,
  level: Level,
): Distance {
  if (level === "nominal") return () => 1;
  if (level === "interval") return (a, b) => (Number(a) - Number(b)) ** 2;
  const middles = new Map<Value, number>();
  let below = 0;
  for (const value of values) {
    const count = totals.get(value) ?? 0;
    middles.set(value, below + count / 2);
    below += count;
  }
  return (a, b) => ((middles.get(a) ?? NaN) - (middles.get(b) ?? NaN)) ** 2;
}
