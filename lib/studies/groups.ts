import { type Row } from "../rows/row.ts";
import { suggest } from "../schema/suggest.ts";
import { type Panelist } from "./panelists.ts";

/**
 * The group that a row counts for: its model, its persona by name, or the value of one of the persona's
 * attributes; undefined where the persona has none.
 *
 * @throws {TypeError} When nobody has the attribute.
 */
export function groupsOf(
  by: string,
  panelists: readonly Panelist[],
): (row: Row) => string | undefined {
  if (by === "model") return (row) => row.model;
  const labels = new Map(panelists.map(({ id, persona }) => {
    const own = Object.hasOwn(persona, by) ? persona[by] : undefined;
    const value = by === "persona" ? persona.name ?? "Anonymous" : own;
    return [id, value === undefined ? undefined : String(value)];
  }));
  if (by === "persona") tellApart(labels);
  if (![...labels.values()].some((label) => label !== undefined)) throw unknown(by, panelists);
  return (row) => labels.get(row.panelist);
}

function unknown(by: string, panelists: readonly Panelist[]): TypeError {
  const known = [...new Set(panelists.flatMap(({ persona }) => Object.keys(persona)))];
  const near = suggest(by, known);
  const help = near === undefined ? `they have ${known.join(", ")}` : `did you mean "${near}"?`;
  return new TypeError(`Cannot group by "${by}": no persona has it; ${help}`);
}

/** Gives people of one name their id beside it: they stay two people. */
function tellApart(labels: Map<string, string | undefined>): void {
  const counts = new Map<string | undefined, number>();
  for (const name of labels.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const [id, name] of labels) {
    if ((counts.get(name) ?? 0) > 1) labels.set(id, `${name} (${id})`);
  }
}
