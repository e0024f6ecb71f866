import { cut } from "../display/columns.ts";
import { counted } from "../display/counted.ts";
import { type Persona, PERSONA_FIELDS } from "../personas/persona.ts";
import { suggest } from "../schema/suggest.ts";

/** How many names a warning tells. */
const NAMED = 5;

/** The attributes that may be fields with a slip of the pen: one edit away from a field that the persona lacks. */
export function slipsOf(personas: readonly Persona[]): string[] {
  const counts = new Map<string, number>();
  // People have the same few attributes, however many they are.
  const meant = new Map<string, string | undefined>();
  for (const persona of personas) {
    for (const key of Object.keys(persona)) {
      if (!meant.has(key)) meant.set(key, meantBy(key));
      const field = meant.get(key);
      if (field === undefined || Object.hasOwn(persona, field)) continue;
      const slip = `"${cut(key, 40)}", and none called "${field}": was that meant?`;
      counts.set(slip, (counts.get(slip) ?? 0) + 1);
    }
  }
  return [...counts].map(([slip, n]) =>
    `${counted(n, "persona")} with an attribute called ${slip}`
  );
}

/**
 * The field that is one edit away: long ones with a slip are refused when they are read, and too many words are
 * as near to "age".
 */
function meantBy(key: string): string | undefined {
  if (PERSONA_FIELDS.includes(key) || key.length > 5) return undefined;
  const fields = PERSONA_FIELDS.filter(({ length }) => length === 4 || length === 5);
  return fields.find((field) => suggest(key, [field]) !== undefined);
}

/** The names that several personas have: they stay several people, whom a reader cannot tell apart. */
export function namesakes(personas: readonly Persona[]): string[] {
  const first = new Map<string, Persona>();
  const shared = new Set<string>();
  for (const persona of personas) {
    const { name } = persona;
    if (name === undefined || shared.has(name)) continue;
    const other = first.get(name);
    // Somebody who was put on the panel twice is no namesake.
    if (other === undefined) first.set(name, persona);
    else if (JSON.stringify(other) !== JSON.stringify(persona)) shared.add(name);
  }
  const several = [...shared];
  if (several.length === 0) return [];
  const named = several.slice(0, NAMED).map((name) => cut(name, 40)).join(", ");
  const more = several.length > NAMED ? ` and ${several.length - NAMED} more` : "";
  return [
    `different personas have the same name, and are told apart by their ids: ${named}${more}`,
  ];
}
