import { type DataDictionary, dataDictionary } from "../rows/data_dictionary.ts";
import { EVENT_COLUMNS, type EventColumn } from "../rows/event_columns.ts";
import { POLICIES } from "../rows/event_row.ts";
import { schemaField } from "../rows/table_schema.ts";
import { type ExportedRows, packaged } from "./data_package.ts";
import { questionsIn } from "./outcome_fields.ts";
import { type TimelineResult } from "./timeline_result.ts";

/** What a file of the events of a panel that was followed is, as `datapackage.json` says it. */
export function eventPackage(result: TimelineResult, file: ExportedRows): Record<string, unknown> {
  const { run, fingerprint, notice } = result;
  return packaged({
    ...{ run, fingerprint, notice, row: "event", codebook: EVENT_CODEBOOK },
    title: "A panel followed over time",
    fields: EVENT_COLUMNS.map(fieldOf),
  }, file);
}

/** The file that says what the columns of events hold. */
export const EVENT_CODEBOOK = "data_dictionary.json";

/** What the columns of a result's events hold, with the questions that were asked about products. */
export function eventDictionary({ plan: { exposure } }: TimelineResult): DataDictionary {
  const outcome = exposure?.outcome;
  return dataDictionary({
    outcomes: fieldsIn(outcome?.outcomes),
    traces: fieldsIn(outcome?.traces),
  });
}

function fieldsIn(described: unknown) {
  return Object.fromEntries(
    Object.entries(questionsIn(described)).map(([name, question]) => [name, { ...question }]),
  );
}

function fieldOf(column: EventColumn): Record<string, unknown> {
  const { name, description, presence } = column;
  const constraints = {
    ...(Object.values(presence).every((one) => one === "required") ? { required: true } : {}),
    ...(name === "event_type" ? { enum: ["evaluation", "selection"] } : {}),
    ...(name === "policy" ? { enum: POLICIES } : {}),
  };
  return {
    ...schemaField(column),
    description,
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
  };
}
