import { Numbers } from "../analysis/numbers.ts";
import { type Tallied } from "../analysis/tally.ts";
import { counted } from "../display/counted.ts";
import { withFace } from "../display/face.ts";
import { recordFace } from "../display/record_face.ts";
import { type Row } from "../rows/row.ts";
import { type Summary } from "../statistics/summary.ts";
import { type Plan } from "./plan.ts";
import { severalModels } from "./several_models.ts";

/**
 * The numbers that were answered to a question, summarised: of one model, or of a panel that one model
 * answered.
 *
 * @throws {TypeError} When the answers are not numbers, or several models gave them.
 */
export function summaryOf(
  { key, question: { kind } }: Tallied,
  rows: Iterable<Row>,
  { model, clustered, notice = null }: {
    readonly model?: string;
    readonly clustered?: boolean;
    readonly notice?: string | null;
  },
  { models }: Plan,
): Summary {
  if (model === undefined && models?.mode === "ensemble") {
    const instead = `summary("${key}", { model: … })`;
    throw severalModels(`summarise "${key}"`, models.entries.length, instead);
  }
  const numbers = new Numbers({ clustered });
  for (const row of rows) {
    if (row.question !== key || (model !== undefined && row.model !== model)) continue;
    if (row.status === "ok" && typeof row.answer !== "number") {
      throw new TypeError(`Cannot summarise "${key}": a question of kind "${kind}" has no numbers`);
    }
    numbers.count(row);
  }
  const of = clustered ? "persona" : "answer";
  return withFace(
    numbers.summary,
    recordFace<Summary>({
      title: ({ n }) => `${key}: ${counted(n, of)}`,
      notes: () => notice === null ? [] : [notice],
    }),
  );
}
