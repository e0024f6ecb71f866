import { type Agreement } from "../display/overview.ts";
import { type Digest } from "./digest.ts";

const BANDS = ["robust", "moderate", "sensitive", "fragile"] as const;

/** How far the variants of one persona agree, for each question that can tell. */
export function agreementsOf({ robustness }: Pick<Digest, "robustness">): Agreement[] {
  return [...robustness.values()].flatMap(({ question, mean, personas }) => {
    if (mean === null) return [];
    const bands = BANDS.flatMap((band) => {
      const n = personas.filter((one) => one.band === band).length;
      return n === 0 ? [] : [`${n} ${band}`];
    });
    return [{ question, mean, bands: bands.join(", ") }];
  });
}
