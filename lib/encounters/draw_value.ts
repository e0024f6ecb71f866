import { type Schema } from "../instruments/shape.ts";

/** Where a value's parts come from. */
export interface Lot {
  /** A whole number in [0, bound). */
  integer(bound: number): number;
  /** A number in [0, 1]. */
  fraction(): number;
}

/**
 * Some value of the form of an answer: an option, a number inside its range (from 0, and up to 10 above
 * where nothing is said; of numbers that need not be whole up to 1; as much below a range that ends below
 * 0), texts left open.
 *
 * @example
 * ```ts
 * import { drawValue } from "./draw_value.ts";
 *
 * const first = { integer: () => 0, fraction: () => 0 };
 * if (drawValue({ type: "integer", minimum: 3, maximum: 5 }, first) !== 3) throw new Error();
 * ```
 */
export function drawValue(schema: Schema, lot: Lot): unknown {
  if (Array.isArray(schema.enum)) return schema.enum[lot.integer(schema.enum.length)];
  // What may be left out is drawn all the same.
  if (Array.isArray(schema.anyOf) && isSchema(schema.anyOf[0])) {
    return drawValue(schema.anyOf[0], lot);
  }
  switch (schema.type) {
    case "boolean":
      return lot.integer(2) === 1;
    case "integer": {
      const [from, to] = range(schema, 10);
      const low = Math.ceil(from);
      return low + lot.integer(Math.max(1, Math.floor(to) - low + 1));
    }
    case "number": {
      const [low, high] = range(schema, 1);
      return low + (high - low) * lot.fraction();
    }
    case "string":
      return "...";
    case "array":
      return isSchema(schema.items) ? [drawValue(schema.items, lot)] : [];
    default:
      return Object.fromEntries(
        Object.entries(isSchema(schema.properties) ? schema.properties : {})
          .map(([name, part]) => [name, isSchema(part) ? drawValue(part, lot) : null]),
      );
  }
}

function range({ minimum, maximum }: Schema, width: number): [low: number, high: number] {
  const high = bound(maximum);
  const low = bound(minimum) ?? (high !== undefined && high < 0 ? high - width : 0);
  return [low, high ?? low + width];
}

// A schema of whole numbers is often given the range of exact ones, which says nothing.
function bound(value: unknown): number | undefined {
  return typeof value === "number" && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
}

function isSchema(value: unknown): value is Schema {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
