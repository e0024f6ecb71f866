import { type Persona } from "./persona.ts";

/** People that are added to a panel, and where they are from. */
export interface Addition {
  /** A pack, or a list of personas. */
  readonly personas: Iterable<Persona>;
  /** Where they are from, as in a file's path. */
  readonly source: string;
}

/** A persona that took the place of an earlier one of the same name. */
export interface Collision {
  /** The name that both have. */
  readonly name: string;
  /** Where the later one is from. */
  readonly source: string;
}

/** What came of a merge. */
export interface Merged {
  /** Everyone, in order. */
  readonly personas: readonly Persona[];
  /** Every name that was taken, in the order in which it was met. */
  readonly collisions: readonly Collision[];
  /** How many personas went in. */
  readonly before: number;
  /** How many are left. */
  readonly after: number;
}

/**
 * Adds personas to a panel, source by source. A persona takes the place of an earlier source's of that
 * name; those without a name are added at the end. Equal names inside one source are different people and
 * stay; an addition of that name takes the place of the last of them.
 *
 * @param options `onCollision`: `"dedup"` replaces, `"error"` refuses. @default "dedup"
 * @throws {TypeError} When names collide and must not, naming all of them.
 *
 * @example
 * ```ts
 * import { mergePersonas } from "./merge.ts";
 *
 * const { personas, collisions } = mergePersonas([{ name: "A", age: 1 }, { name: "B" }], [
 *   { source: "more.yaml", personas: [{ name: "A", age: 2 }, { name: "C" }] },
 * ]);
 * if (personas.map(({ name }) => name).join() !== "A,B,C") throw new Error();
 * if (personas[0]?.age !== 2 || collisions[0]?.source !== "more.yaml") throw new Error();
 * ```
 */
export function mergePersonas(
  base: readonly Persona[],
  additions: readonly Addition[],
  { onCollision = "dedup" }: { readonly onCollision?: "dedup" | "error" } = {},
): Merged {
  if (onCollision !== "dedup" && onCollision !== "error") {
    throw new TypeError(
      `Cannot merge personas: a collision ends in "dedup" or "error", not in ${
        JSON.stringify(onCollision)
      }`,
    );
  }
  const personas = [...base];
  const collisions: Collision[] = [];
  let before = base.length;
  for (const { personas: added, source } of additions) {
    // Two people of one name in one source are two people.
    const places = new Map(personas.map(({ name }, place) => [name, place]));
    for (const persona of added) {
      before += 1;
      const { name } = persona;
      const place = name === undefined ? undefined : places.get(name);
      if (name !== undefined && place !== undefined) collisions.push({ name, source });
      places.delete(name);
      personas[place ?? personas.length] = persona;
    }
  }
  if (onCollision === "error" && collisions.length > 0) throw refusal(collisions);
  return { personas, collisions, before, after: personas.length };
}

function refusal(collisions: readonly Collision[]): TypeError {
  const list = collisions.map(({ name, source }) => `${JSON.stringify(name)} in ${source}`);
  const many = list.length === 1 ? "a name is" : `${list.length} names are`;
  return new TypeError(`Cannot merge personas: ${many} taken already: ${list.join(", ")}`);
}
