import { EVENT_COLUMNS, type EventColumn } from "./event_columns.ts";
import { EVENT_SCHEMA_VERSION, type JsonObject } from "./event_row.ts";
import { RESERVED_TRACES } from "./reserved_traces.ts";

/** The fields that a questionnaire declares, by name, each with what is to be said of it. */
export interface DeclaredFields {
  /** Those of `outcomes`: type, question, choices and so on. */
  readonly outcomes?: Readonly<Record<string, JsonObject>> | undefined;
  /** Those of `traces`. */
  readonly traces?: Readonly<Record<string, JsonObject>> | undefined;
}

/**
 * What every column of a file of events holds, as `data_dictionary.json` says it: the fields of rows, those
 * of the questionnaire, and what the toolkit writes into traces.
 *
 * @param declared The fields of the questionnaire. @default {none}
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { dataDictionary } from "../../mod.ts";
 *
 * const { columns, outcomes } = dataDictionary({
 *   outcomes: { rating: { type: "int", question: "How much do you like it?", min: 1, max: 5 } },
 * });
 * assert(columns.length === 15 && outcomes[0]?.name === "outcomes.rating");
 * ```
 */
export function dataDictionary(
  { outcomes = {}, traces = {} }: DeclaredFields = {},
): DataDictionary {
  return {
    schema_version: EVENT_SCHEMA_VERSION,
    columns: EVENT_COLUMNS,
    outcomes: fieldsOf("outcomes", outcomes),
    traces: fieldsOf("traces", traces),
    reserved_traces: Object.entries(RESERVED_TRACES)
      .map(([name, description]) => ({ name: `traces.${name}`, description })),
  };
}

/** What every column of a file of events holds. */
export interface DataDictionary {
  /** The version of the form of rows. */
  readonly schema_version: string;
  /** The fields of rows: name, type, presence in either type of row, description. */
  readonly columns: readonly EventColumn[];
  /** The answers, a field of the questionnaire each. */
  readonly outcomes: readonly JsonObject[];
  /** The traces that the questionnaire asks for. */
  readonly traces: readonly JsonObject[];
  /** The traces that the toolkit writes. */
  readonly reserved_traces: readonly JsonObject[];
}

function fieldsOf(place: string, fields: Readonly<Record<string, JsonObject>>): JsonObject[] {
  return Object.entries(fields).map(([name, field]) => ({ ...field, name: `${place}.${name}` }));
}
