import { mergePersonas } from "../personas/merge.ts";
import { type Persona } from "../personas/persona.ts";
import { type Plan } from "./plan.ts";

/** How people are merged into a panel. */
export interface MergeOptions {
  /** Where they are from, for the record. @default "the merged personas" */
  readonly source?: string | undefined;
  /** What happens when a name is there already: the later one takes its place, or an error. @default "dedup" */
  readonly onCollision?: "dedup" | "error" | undefined;
}

/** The part of a plan that merging people into a panel changes. */
export function merged(
  { personas, merge }: Plan,
  people: Iterable<Persona>,
  { source = "the merged personas", onCollision = "dedup" }: MergeOptions,
): Pick<Plan, "personas" | "merge"> {
  const added = [...people];
  const after = mergePersonas(personas, [{ personas: added, source }], { onCollision });
  return {
    personas: Object.freeze(after.personas),
    merge: {
      collisions: [...merge?.collisions ?? [], ...after.collisions],
      before: (merge?.before ?? personas.length) + added.length,
      after: after.after,
    },
  };
}
