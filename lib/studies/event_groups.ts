import { type Row } from "../rows/row.ts";
import { type Actor } from "./actors.ts";
import { groupsOf } from "./groups.ts";

/**
 * The group that an answer counts for: its product, its period (counted from 1), its model, its persona, or the value of one of
 * the persona's attributes.
 *
 * @throws {TypeError} When nobody has the attribute.
 */
export function eventGroups(
  by: string,
  actors: ReadonlyMap<string, Actor>,
): (row: Row) => string | undefined {
  if (by === "product") return ({ item }) => item ?? undefined;
  if (by === "period") return ({ round }) => String(Number(round) + 1);
  const people = [...actors.values()].map(({ id, panelist, features }) => {
    return { ...panelist, id, persona: { ...panelist.persona, ...features } };
  });
  return groupsOf(by, people);
}
