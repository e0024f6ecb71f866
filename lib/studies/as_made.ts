import { type Persona } from "../personas/persona.ts";
import { type Course } from "./course.ts";
import { type Panelist } from "./panelists.ts";

/** Who a panelist is once variants are made, or why there is nobody; where none are made, the persona. */
export function madePersona(
  { id, persona }: Panelist,
  variants: Course["variants"],
): Persona | Error {
  return variants.get(id) ?? persona;
}

/** Everybody as they were made; a variant that could not be made stays the persona it is one of. */
export function asMade(
  panelists: readonly Panelist[],
  variants: Course["variants"],
): readonly Panelist[] {
  if (variants.size === 0) return panelists;
  return panelists.map((panelist) => {
    const persona = madePersona(panelist, variants);
    return persona instanceof Error ? panelist : { ...panelist, persona };
  });
}
