import { type Questions, type Row, type Survey, type SurveyResult } from "../../mod.ts";

/** How often a run may be gone on with before it is taken for one that never ends. */
const MOST = 20;

/** Goes on with a run until it waits no more. */
export async function collectedRun<Asked extends Questions>(
  study: Survey<Asked>,
  id = "one",
): Promise<SurveyResult<Asked>> {
  for (let time = 0; time < MOST; time++) {
    const result = await study.run({ id });
    if (!result.isWaiting) return result;
  }
  throw new Error(`the run still waits after ${MOST} times`);
}

/** Rows as they would be at the full price. */
export function atFullPrice(rows: Iterable<Row>): Row[] {
  return [...rows].map((row) => ({ ...row, cost: row.cost && 2 * row.cost }));
}
