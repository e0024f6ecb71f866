import { personaOf } from "../analysis/clusters.ts";
import { attributeOf, groupOf } from "../analysis/group_of.ts";
import { cut } from "../display/columns.ts";
import { counted } from "../display/counted.ts";
import { type Panelist } from "./panelists.ts";

/** How many values a warning names. */
const NAMED = 5;

/** A survey, and the groups it has. */
interface Surveyed {
  readonly humans: { readonly id: string };
  readonly groups: readonly { readonly where: Readonly<Record<string, string>> }[];
}

/** Of which personas an attribute says what is no group of the survey, a sentence for each attribute. */
export function outsideGroups(
  { groups, humans }: Surveyed,
  panelists: readonly Pick<Panelist, "id" | "persona">[],
): string[] {
  const names = new Set(panelists.flatMap(({ persona }) => Object.keys(persona)));
  const attributes = new Set(groups.flatMap(({ where }) => Object.keys(where)));
  return [...attributes].flatMap((attribute) => {
    const own = attributeOf(attribute, names);
    if (own === undefined) return [];
    const all = groups.flatMap(({ where }) => where[attribute] ?? []);
    const outside = new Map(
      panelists.flatMap(({ id, persona }) =>
        persona[own] === undefined || groupOf(attribute, persona[own], all) !== undefined
          ? []
          : [[personaOf(id), cut(JSON.stringify(persona[own]) ?? "", 40)] as const]
      ),
    );
    if (outside.size === 0) return [];
    const values = [...new Set(outside.values())];
    const more = values.length > NAMED ? ` and ${values.length - NAMED} more` : "";
    return [
      `${counted(outside.size, "persona")} in no group by ${attribute}: ${humans.id} has no ${
        values.slice(0, NAMED).join(", ")
      }${more}`,
    ];
  });
}
