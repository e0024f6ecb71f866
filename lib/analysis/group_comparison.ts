import { type Comparison } from "./comparison.ts";

/** The answers of a group of the panel against the same group of the people. */
export interface GroupComparison {
  /** The attribute, as in `"sex"`. */
  readonly attribute: string;
  /** The group in the words of the survey, as in `"female"`. */
  readonly group: string;
  /** Whose answers of an ensemble they are; null elsewhere. */
  readonly model: string | null;
  /** Their answers, held against those people. */
  readonly comparison: Comparison;
  /** How many personas of the panel are of the group. */
  readonly personas: number;
  /** Why nothing is computed of it, or what must be known of what is; null where nothing must. */
  readonly flag: string | null;
}

/** The fewest independent answers of which anything is computed. */
const FEWEST = 10;
/** The fewest of which a proportion is reported without a flag (Parker et al. 2017, NCHS standards). */
const ENOUGH = 30;

/** What must be said of the size of a group; `isTooSmall` where nothing may be computed of it. */
export function sizeFlag(
  personas: number,
  nEffective: number,
  worth: number | null,
): { readonly flag: string | null; readonly isTooSmall: boolean } {
  const size = Math.min(personas, nEffective);
  if (size < FEWEST) {
    return {
      flag: `too small: nothing is computed of fewer than ${FEWEST} personas' worth of answers`,
      isTooSmall: true,
    };
  }
  if (worth !== null && worth < ENOUGH) {
    return { flag: `small: fewer than ${ENOUGH} people were asked`, isTooSmall: worth < FEWEST };
  }
  const flag = size < ENOUGH
    ? `small: worth fewer than ${ENOUGH} answers, read the interval and not the number`
    : null;
  return { flag, isTooSmall: false };
}
