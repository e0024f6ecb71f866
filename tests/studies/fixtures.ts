import { choice, instrument, scale, text } from "../../mod.ts";
import { type Row } from "../../mod.ts";

/** People with names P0, P1, … */
export function people(count: number) {
  return Array.from({ length: count }, (_, place) => ({ name: `P${place}`, age: 20 + place }));
}

/** An instrument with a question of each of three forms. */
export const checkout = instrument("checkout", {
  tier: choice("Which tier would you buy?", ["free", "pro", "team"]),
  ease: scale("How easy was it?", 1, 5),
  why: text("Why?"),
});

/** Rows without what differs from run to run. */
export function lasting(rows: Iterable<Row>): Omit<Row, "run">[] {
  return [...rows].map(({ run: _, ...rest }) => rest);
}
