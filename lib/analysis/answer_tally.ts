import { Clusters } from "./clusters.ts";
import { type AnswerTable, type AnswerValue, inValueOrder, valueText } from "./answer_table.ts";
import { noStatuses } from "./statuses.ts";
import { Tally } from "./tally.ts";

/** Which answers of a table are meant, and among which values. */
export interface AnswerSelection {
  /** The values that are possible, in their order. */
  readonly values: readonly AnswerValue[];
  /** Whether answers about a product count. @default {all} */
  readonly of?: (product: string) => boolean;
}

/**
 * The answers of a table as a tally, in which a panelist is who was sampled: where one gave several
 * answers, they are not independent.
 */
export function answerTally(table: AnswerTable, { values, of }: AnswerSelection): Tally {
  const options = values.map(valueText);
  const texts = table.values.names.map(valueText);
  const meant = table.products.names.map((product) => of === undefined || of(product));
  const counts: Record<string, number> = Object.fromEntries(options.map((option) => [option, 0]));
  const clusters = new Clusters(options);
  const asked = new Set<number>();
  let n = 0;
  table.each((panelist, product, value) => {
    if (!meant[product]) return;
    const [name, text] = [table.panelists.names[panelist] ?? "", texts[value] ?? ""];
    clusters.count({ panelist: name }, [text]);
    asked.add(panelist);
    counts[text] = (counts[text] ?? 0) + 1;
    n += 1;
  });
  return new Tally(
    {
      key: table.field,
      question: { text: table.field, kind: "outcome" },
      options: options.map((value) => ({ value, label: value })),
      multiple: false,
      ordered: scaleOf(values) !== null,
      categories: (answer) => [String(answer)],
    },
    {
      counts,
      statuses: { ...noStatuses(), ok: n },
      uncategorised: 0,
      clusters: asked.size < n ? clusters : null,
      weighted: null,
    },
    { models: [], notice: null, clustered: asked.size < n },
  );
}

/** The values of several tables and those of a scale, in their order. */
export function valuesOf(
  tables: readonly AnswerTable[],
  scale: readonly AnswerValue[] = [],
): AnswerValue[] {
  const known = new Set([...scale, ...tables.flatMap(({ values }) => values.names)]);
  return [...known].sort(inValueOrder);
}

/** Values as scores, where all are numbers, so that some are nearer to each other than others; else null. */
export function scaleOf(values: readonly AnswerValue[]): readonly number[] | null {
  const numbers = values.filter((value) => typeof value === "number");
  return numbers.length === values.length ? numbers : null;
}
