import { type Host } from "../host/host.ts";
import { type JsonObject } from "../rows/event_row.ts";
import { dataDictionary } from "../rows/data_dictionary.ts";
import { saveEvents } from "../rows/save_events.ts";
import { type EnrichedStudy } from "../studies/enriched_study.ts";
import { eventMetadata } from "../studies/event_metadata.ts";
import { type TimelineResult } from "../studies/timeline_result.ts";
import { type Values } from "./flag.ts";

/**
 * Makes sure that what comes of a run can be written, before anything is spent on it.
 *
 * @throws {Error} When one of the files cannot be.
 */
export async function checkOutputs(folder: string, values: Values, host: Host): Promise<void> {
  // Nobody but its owner may look into a run's folder.
  await host.files.makeFolder(folder);
  const names = ["events.jsonl", "metadata.json", "data_dictionary.json"];
  for (const name of names) await host.files.checkWritable(`${folder}/${name}`);
  for (const path of await tablesIn(folder, values, host)) await host.files.checkWritable(path);
}

/** The tables of a run: those that are asked for, and those that are there. */
async function tablesIn(folder: string, values: Values, { files }: Host): Promise<string[]> {
  const tables: string[] = [];
  for (const form of ["csv", "parquet"]) {
    const path = `${folder}/events.${form}`;
    if (values[form] !== undefined || await files.isFile(path)) tables.push(path);
  }
  return tables;
}

/**
 * Writes what stands beside the events of a whole run, and says where everything is. A table that is there from
 * before is written anew: it would be of other events.
 */
export async function saveEventOutputs(
  result: TimelineResult,
  enriched: EnrichedStudy,
  { folder, values }: { readonly folder: string; readonly values: Values },
  host: Host,
): Promise<void> {
  const written = [result.events];
  for (const path of await tablesIn(folder, values, host)) {
    await saveEvents(path, result.rows, { host });
    written.push(path);
  }
  const fields = declaredIn(enriched.study.config.snapshot);
  const beside = {
    "metadata.json": await eventMetadata(result, enriched, host),
    "data_dictionary.json": dataDictionary(fields),
  };
  for (const [name, data] of Object.entries(beside)) {
    await host.files.writeText(`${folder}/${name}`, `${JSON.stringify(data, null, 2)}\n`);
    written.push(`${folder}/${name}`);
  }
  for (const path of written) host.terminal.out(`Wrote: ${path}\n`);
}

/** The fields of a configuration's questionnaire, as they are written there. */
function declaredIn(snapshot: unknown) {
  const top = recordOf(snapshot);
  const root = top.questionnaire == null ? top : recordOf(top.questionnaire);
  return {
    outcomes: fieldsIn(recordOf(root.outcomes).fields),
    traces: fieldsIn(recordOf(root.traces).fields),
  };
}

function fieldsIn(fields: unknown): Record<string, JsonObject> {
  return Object.fromEntries(
    Object.entries(recordOf(fields)).map(([name, field]) => [name, recordOf(field)]),
  );
}

function recordOf(value: unknown): JsonObject {
  // Any object can be asked for any key.
  return value !== null && typeof value === "object" ? value as JsonObject : {};
}
