import { type Agreement } from "../display/overview.ts";
import { type SurveyResult } from "../studies/survey_result.ts";

const BANDS = ["robust", "moderate", "sensitive", "fragile"] as const;

/** How far the variants of one persona agree, for each question that can tell. */
export function agreementsOf(result: SurveyResult): Agreement[] {
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
