import { type Host } from "../host/host.ts";
import { readJsonLines } from "../schema/json_lines.ts";
import { checkPersonaRecord, type PersonaRecord } from "./persona_record.ts";
import { type PlacedRecord, type RecordSort } from "./record_set.ts";

/** How records of personas are told apart. */
export const PERSONAS: RecordSort<PersonaRecord> = {
  what: "personas",
  key: "persona_id",
  idOf: ({ persona_id }) => persona_id,
  variantOf: ({ persona_text_variant }) => persona_text_variant,
};

/** The records of a JSONL file of personas, of all variants. */
export async function loadPersonaRecords(
  host: Host,
  path: string,
): Promise<PlacedRecord<PersonaRecord>[]> {
  const read = await readJsonLines(host.files.readLines(path), {
    file: path,
    what: "personas",
    check: checkPersonaRecord,
  });
  return read.map(({ value, line }) => ({ record: value, path: "$", line }));
}
