import { sha256 } from "../random/hash.ts";
import { canonical } from "../schema/canonical.ts";
import { type Persona } from "./persona.ts";

/**
 * The ids of panelists, in the order of their personas: 16 hexadecimal digits of the SHA-256 of the
 * persona's canonical JSON and, from the second of equal personas on, `.2`, `.3`, … The name is a
 * label only: two people of the same name, and even two equal personas, are two panelists; moving a
 * persona in the file does not change who they are.
 *
 * @example
 * ```ts
 * import { panelistIds } from "./identity.ts";
 *
 * const [first, second] = panelistIds([{ name: "Maya" }, { name: "Maya" }]);
 * if (second !== `${first}.2`) throw new Error("equal personas are two people");
 * ```
 */
export function panelistIds(personas: readonly Persona[]): string[] {
  const seen = new Map<string, number>();
  return personas.map((persona) => {
    const content = sha256(canonical(persona)).slice(0, 16);
    const ordinal = (seen.get(content) ?? 0) + 1;
    seen.set(content, ordinal);
    return ordinal === 1 ? content : `${content}.${ordinal}`;
  });
}
