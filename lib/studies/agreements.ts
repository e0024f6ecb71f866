import { type Agreement } from "../display/overview.ts";
import { type Robustness } from "../analysis/robustness.ts";
import { type Tallied } from "../analysis/tally.ts";

const BANDS = ["robust", "moderate", "sensitive", "fragile"] as const;

/** Answers that can be looked at for how far variants agree. */
interface Answered {
  readonly plan: { readonly variants: number };
  readonly questions: ReadonlyMap<string, Tallied>;
  robustness(question: string): Robustness;
}

/** How far the variants of one persona agree, for each question that can tell. */
export function agreementsOf(result: Answered): Agreement[] {
  if (result.plan.variants === 0) return [];
  const asked = [...result.questions.values()]
    .filter(({ options, multiple }) => options !== null && !multiple);
  return asked.flatMap(({ key }) => {
    const { mean, personas } = result.robustness(key);
    if (mean === null) return [];
    const bands = BANDS.flatMap((band) => {
      const n = personas.filter((one) => one.band === band).length;
      return n === 0 ? [] : [`${n} ${band}`];
    });
    return [{ question: key, mean, bands: bands.join(", ") }];
  });
}
