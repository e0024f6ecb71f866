import { type VariantOf } from "../analysis/robustness.ts";
import { type Course } from "./course.ts";
import { type Counting } from "./digest.ts";
import { expectedOf } from "./failures_of.ts";
import { type Prepared } from "./prepare.ts";
import { talliedOf } from "./tallied.ts";

/** What the rows of a run are counted by. */
export function countingOf(outcome: {
  readonly prepared: Prepared;
  readonly course: Pick<Course, "begun" | "halt" | "released">;
  readonly isCutOff: boolean;
}): Counting {
  const { asked, models, notice, parts: { plan: { repeats, variants } } } = outcome.prepared;
  const names = models.entries.map(({ name }) => name);
  return {
    questions: talliedOf(asked),
    context: { models: names, notice, clustered: repeats > 1 || variants > 0 },
    arms: models.mode === "ensemble" ? names : null,
    variantOf: variants === 0 ? null : variantsOf(outcome.prepared),
    expected: expectedOf(outcome),
  };
}

function variantsOf({ panelists }: Prepared): ReadonlyMap<string, VariantOf> {
  return new Map(
    panelists.map(({ id, persona, variant }) =>
      [id, { of: variant?.of ?? id, name: persona.name ?? "Anonymous" }] as const
    ),
  );
}
