import { type MergeReport } from "./plan.ts";

/** The people of merged files who took somebody's place, as they stand in JSON. */
export function mergeJson({ collisions, before, after }: MergeReport): unknown[] {
  return collisions.map(({ name, source }) => ({
    ...{ type: "name_collision", name, source_path: source },
    ...{ post_dedup_count: after, pre_dedup_count: before },
  }));
}
