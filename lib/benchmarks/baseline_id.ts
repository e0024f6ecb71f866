import { type BaselineYear, readYear } from "./baseline_year.ts";

/** What an id of a baseline names. */
export interface BaselineId {
  /** The dataset, as in `"gss"`. */
  readonly dataset: string;
  /** The question, as it was written. */
  readonly question: string;
  /** The year, where the id names one; undefined elsewhere. */
  readonly year: BaselineYear | undefined;
}

/**
 * Reads an id of a baseline: `"gss:HAPPY"`, or with a year, `"gss (2022):HAPPY"`.
 *
 * @throws {TypeError} When it is of another form, or what stands in brackets is no year.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseBaselineId } from "./baseline_id.ts";
 *
 * const { dataset, question, year } = parseBaselineId("gss (2022):HAPPY");
 * assert.deepEqual([dataset, question, year], ["gss", "HAPPY", 2022]);
 * ```
 */
export function parseBaselineId(id: string): BaselineId {
  const [, dataset, filter, question] =
    /^\s*([^\s:()]+)\s*(?:\(([^)]*)\)\s*)?:\s*(\S+)\s*$/.exec(id) ?? [];
  if (dataset === undefined || question === undefined) {
    throw new TypeError(
      `Cannot read the baseline "${id}": it must be DATASET:QUESTION, as in gss:HAPPY or gss (2022):HAPPY`,
    );
  }
  return { dataset, question, year: filter === undefined ? undefined : readYear(filter.trim()) };
}
