import * as z from "zod";
import { type Persona } from "../personas/persona.ts";
import { type Issue } from "../schema/input_error.ts";
import { issuesOf } from "../schema/read.ts";
import { strict } from "../schema/strict.ts";
import { id, RECORD, type RecordBase, specKey, textKey } from "./record.ts";

const record: z.ZodType<PersonaRecord> = strict({
  persona_id: id,
  persona_text: z.string().nullish(),
  persona_text_variant: z.string().default("default"),
  ...RECORD,
}, {
  elsewhere: {
    product_id: "in a file of products",
    age: 'under "attributes"',
    name: 'under "attributes"',
    occupation: 'under "attributes"',
  },
});

/** A persona as it stands in a file of records, a line each; what is absent has its default. */
export interface PersonaRecord extends RecordBase {
  /** Who they are in rows. */
  readonly persona_id: string;
  /** Their system prompt. */
  readonly persona_text?: string | null | undefined;
  /** Which of several texts about the person this is. */
  readonly persona_text_variant: string;
}

/** Checks one record from outside and reports everything that is wrong with it. */
export function checkPersonaRecord(
  data: unknown,
): { readonly value: PersonaRecord } | { readonly issues: readonly Issue[] } {
  const checked = record.safeParse(data);
  return checked.success
    ? { value: withKeys(checked.data) }
    : { issues: issuesOf(checked.error, data) };
}

/** A record with the keys of its description and its text, where it has none of its own. */
function withKeys(record: PersonaRecord): PersonaRecord {
  const { persona_id, schema_version, attributes, persona_text } = record;
  return {
    ...record,
    spec_key: record.spec_key ??
      (attributes == null ? null : specKey({ schema_version, persona_id, attributes })),
    text_key: record.text_key ?? (persona_text == null ? null : textKey(persona_text)),
  };
}

/**
 * The persona that a record describes: `persona_id` is who they are in rows, `persona_text` their system
 * prompt, `attributes` what is known of them.
 */
export function personaOf({ persona_id, persona_text, attributes }: PersonaRecord): Persona {
  return {
    persona_id,
    ...(persona_text == null || persona_text.trim() === "" ? {} : { persona_text }),
    attributes: attributes ?? {},
  };
}
