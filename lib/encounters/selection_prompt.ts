import { type Askable } from "../instruments/askable.ts";
import { type Stream } from "../random/stream.ts";
import { type JsonObject } from "../rows/event_row.ts";
import { tracesOf } from "../rows/reserved_traces.ts";
import { type SelectionExposure } from "./policy.ts";
import { type Execution } from "./rules.ts";
import { readSelection, type SelectionReading, withoutSelection } from "./selection_reading.ts";
import { selectionWording } from "./selection_wording.ts";
import { SELECTION, type Selections } from "./selections.ts";

/** A choice put to one panelist. */
export interface SelectionPrompt extends Askable {
  /** The order in which the products are shown, as places in the choice set. */
  readonly order: readonly number[];
  /** The ids of the products as they are shown. */
  readonly shown: readonly string[];
  /** What was asked for, where the reply could be read and where it could not. */
  result(reply: { readonly text: string | null; readonly error: string | null }): SelectionReading;
  /** The traces of the row: what the model sent, and over it what is recorded. */
  traces(reading: SelectionReading, execution: Execution, text: string | null): JsonObject;
}

/** What one panelist's choice is put with. */
export interface Choosing {
  /** What the panelist remembers, in words; empty where they remember nothing. */
  readonly memory: string;
  /** The stream of this choice: the order shown is drawn from it. */
  readonly random: Stream;
}

/** A choice among products, ready to be put to one panelist. */
export function selectionPrompt(
  selections: Selections,
  choice: SelectionExposure,
  { memory, random }: Choosing,
): SelectionPrompt {
  const compiled = selections.compiled(choice);
  const { question, schema, maxTokens } = compiled;
  const options = question.options ?? [];
  const order = question.order(random) ?? [];
  const shown = order.map((place) => choice.choiceSet[place] ?? "");
  const { includeRawText = false, requireJsonOnly = true } = selections.plan.settings;
  const readReply = (text: string) =>
    readSelection(text, options, { requiresJson: requireJsonOnly });
  return {
    ...{ key: SELECTION, question: question.question, options, ordered: false },
    ...{ schema, maxTokens, order, shown },
    wording: () => selectionWording(selections, compiled, { order, memory }),
    read: (text) => {
      const reading = readReply(text);
      const [error] = reading.errors;
      return error === undefined ? { answer: reading } : { problem: error };
    },
    result: ({ text, error }) => {
      if (text === null) return withoutSelection(error ?? "no reply arrived");
      const reading = readReply(text);
      // A refusal or a cut reply may hold a list that nobody meant, and what it is must not be lost.
      return error === null || reading.errors.includes(error)
        ? reading
        : withoutSelection(error, text);
    },
    traces: ({ traces, errors, recorded }, { executed, dropped }, text) =>
      tracesOf(traces, {
        ...recorded,
        executed_product_ids: executed,
        dropped_product_ids: dropped,
        shown_order: order,
        selection_errors: errors.length > 0 ? errors : undefined,
        raw_text: includeRawText && text !== null ? text : undefined,
      }),
  };
}
