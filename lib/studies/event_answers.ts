import { type EvaluationRow, type EventRow, type SelectionRow } from "../rows/event_row.ts";
import { NO_ANSWER } from "../rows/no_answer.ts";
import { type Row, type Status } from "../rows/row.ts";
import { type Actor } from "./actors.ts";

/** What an event row says of one question, in the form in which answers are counted. */
export interface Who {
  /** Everybody who is followed, by id. */
  readonly actors: ReadonlyMap<string, Actor>;
  /** Whether every model is a panel of its own. */
  readonly isEnsemble: boolean;
  /** The place of each product in the list of all, by id. */
  readonly places: ReadonlyMap<string, number>;
}

/** The key under which choices are counted. */
export const PICKS = "picks";

/** What was answered about products, an answer for each of the fields: an outcome is an answer about a product. */
export function* answersAbout(
  rows: Iterable<EventRow>,
  fields: readonly string[],
  who: Who,
): Generator<Row> {
  for (const row of rows) {
    if (row.event_type !== "evaluation") continue;
    const base = blank(row, who);
    for (const question of fields) {
      const answer = memberOf(row.outcomes, question) ?? memberOf(row.traces, question) ?? null;
      const status = statusOf(row, answer);
      yield { ...base, question, kind: "outcome", item: row.product_id, status, answer };
    }
  }
}

/** A member of its own: any object has others, as `valueOf`. */
function memberOf(members: EventRow["traces"], name: string): unknown {
  return members && Object.hasOwn(members, name) ? members[name] : undefined;
}

/** What was chosen of what was shown, an answer for each choice. */
export function* choicesIn(rows: Iterable<EventRow>, who: Who): Generator<Row> {
  for (const row of rows) {
    if (row.event_type === "selection") yield choiceIn(row, who);
  }
}

function choiceIn(row: SelectionRow, who: Who): Row {
  const { choice_set, selected_product_ids: selected, traces } = row;
  const answer = selected.filter((id) => choice_set.includes(id));
  const isLost = traces?.selection_errors !== undefined && selected.length === 0;
  const status = isLost ? lost(traces) : "ok";
  const order = orderIn(row, who.places);
  return { ...blank(row, who), question: PICKS, kind: "pick", status, answer, order };
}

/** The places of the products in the order shown; null where that is not known. */
function orderIn({ choice_set, traces }: SelectionRow, places: Who["places"]): number[] | null {
  const shown = traces?.shown_order;
  return Array.isArray(shown)
    ? shown.map((place) => places.get(choice_set[Number(place)] ?? "") ?? -1)
    : null;
}

function statusOf({ outcomes, traces }: EvaluationRow, answer: unknown): Status {
  if (answer !== null) return "ok";
  return outcomes == null && traces?.outcome_errors !== undefined ? lost(traces) : "skipped";
}

/** Why there is nothing: nothing could be read of what came, or nothing came. */
function lost(traces: EventRow["traces"]): Status {
  return traces?.raw_excerpt === undefined ? "failed" : "unparsable";
}

function blank(row: EventRow, { actors, isEnsemble }: Who): Row {
  const actor = actors.get(row.panelist_id);
  const model = actor?.model?.name ?? "";
  return {
    run: "",
    panelist: row.panelist_id,
    persona: actor?.panelist.persona.name ?? row.panelist_id,
    arm: isEnsemble ? model : null,
    model,
    round: String(row.t),
    question: "",
    kind: "",
    item: null,
    repeat: 0,
    turn: 0,
    status: "ok",
    ...NO_ANSWER,
  };
}
