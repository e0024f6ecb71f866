import { stream } from "../random/stream.ts";
import { type DeclaredFields } from "../rows/data_dictionary.ts";
import { type EventRows } from "../rows/save_events.ts";
import { answerOf, AnswerTable, type AnswerValue } from "./answer_table.ts";
import { checkField } from "./check_field.ts";
import { DiversityCounter, type DiversityMetrics } from "./event_diversity.ts";
import { type PersonaMetrics, personaMetrics } from "./event_persona.ts";
import { QualityCounter, type QualityMetrics } from "./event_quality.ts";
import { SelectionCounter, type SelectionMetrics } from "./event_selections.ts";

/** How events are analysed. */
export interface AnalyzeOptions {
  /** The outcome by which panelists and products are told apart. @default "rating" */
  readonly field?: string | undefined;
  /** The fields of the questionnaire, with their `choices`. @default {those that rows have} */
  readonly declared?: DeclaredFields | undefined;
  /** The seed of the pairs that are drawn where there are too many. @default 0 */
  readonly seed?: number | undefined;
}

/** What is known of the events of a run, as it stands in `metrics.json`. */
export class EventMetrics {
  /** How complete the rows are. */
  readonly quality!: QualityMetrics;
  /** How varied the values of each outcome are. */
  readonly diversity!: Readonly<Record<string, DiversityMetrics>>;
  /** How far panelists, and products, are told apart. */
  readonly persona!: PersonaMetrics;
  /** What was shown, asked for and evaluated; null where nothing was selected. */
  readonly selection!: SelectionMetrics | null;

  /** Made by `analyzeEvents()`. */
  constructor(values: EventMetrics) {
    Object.assign(this, values);
  }
}

/**
 * Says what events are like: how complete the rows are, how varied the outcomes, how far panelists and
 * products are told apart, and what was selected. Rows are taken as they come; twelve bytes of each
 * evaluation are kept. All variances are of the population (n), entropies in bits. Distances between all
 * pairs of 10,000 panelists are found by sorting or, where not everybody met every product, from drawn pairs,
 * which the result says.
 *
 * @param rows The rows, as `loadEvents` gives them.
 * @throws {TypeError} When the field that is named is not among the outcomes.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { analyzeEvents, type EventRow } from "../../mod.ts";
 *
 * const rows = [5, 3, 4, 3].map((rating, at): EventRow => ({
 *   schema_version: "0.1.0", event_id: `e${at}`, event_type: "evaluation", policy: "random", t: 0,
 *   panelist_id: `u${at >> 1}`, product_id: "AB"[at % 2]!, product_display: "", outcomes: { rating },
 * }));
 * const { quality, diversity, persona } = await analyzeEvents(rows);
 * assert.equal(quality.rows_with_any_outcome_rate, 1);
 * assert.equal(diversity.rating?.mean, 3.75);
 * assert.equal(persona.mean_pairwise_panelist_distance, 0.5);
 * ```
 */
export async function analyzeEvents(
  rows: EventRows,
  { field, declared = {}, seed = 0 }: AnalyzeOptions = {},
): Promise<EventMetrics> {
  const { outcomes = {}, traces = {} } = declared;
  const quality = new QualityCounter({
    outcomes: Object.keys(outcomes),
    traces: Object.keys(traces),
  });
  const diversity = new DiversityCounter(choicesOf(outcomes));
  const selections = new SelectionCounter();
  const table = new AnswerTable(field ?? "rating");
  for await (const row of rows) {
    quality.take(row);
    if (row.event_type === "selection") selections.take(row);
    else {
      diversity.take(row);
      table.take(row);
    }
  }
  if (field !== undefined) {
    checkField("analyse", field, [...new Set([...table.fields, ...Object.keys(outcomes)])]);
  }
  const selection = selections.metrics;
  return new EventMetrics({
    quality: quality.metrics,
    diversity: diversity.metrics,
    persona: personaMetrics(table, stream(seed).fork("distances")),
    selection: selection.n_selection_rows === 0 ? null : selection,
  });
}

/** The values that fields may have, where the questionnaire lists them. */
function choicesOf(fields: NonNullable<DeclaredFields["outcomes"]>) {
  const lists = Object.entries(fields).flatMap(([field, { choices }]) => {
    const values = Array.isArray(choices) ? choices.map(answerOf) : [];
    const known = values.filter((value): value is AnswerValue => value !== null);
    return known.length === 0 ? [] : [[field, known] as const];
  });
  return Object.fromEntries(lists);
}
