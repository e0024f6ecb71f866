import * as z from "zod";
import { sha256 } from "../random/hash.ts";
import { canonical } from "../schema/canonical.ts";

/** A mapping of any names. */
export const mapping: z.ZodType<Readonly<Record<string, unknown>>> = z.record(
  z.string(),
  z.unknown(),
);

/** The id of a panelist or a product. */
export const id: z.ZodType<string> = z.string({
  error: ({ input }) =>
    typeof input === "number" ? `must be a text: write "${input}" in quotes` : undefined,
}).trim().min(1);

/** What every record of a file has, whatever it is about. */
export interface RecordBase {
  /** What is known of it. */
  readonly attributes?: Readonly<Record<string, unknown>> | null | undefined;
  /** The version of the form of records. */
  readonly schema_version: string;
  /** The key of what it describes. */
  readonly spec_key?: string | null | undefined;
  /** The key of its text. */
  readonly text_key?: string | null | undefined;
  /** How its texts came about. */
  readonly provenance?: Readonly<Record<string, unknown>> | null | undefined;
}

/** The form of what every record has. */
export const RECORD = {
  attributes: mapping.nullish(),
  schema_version: z.string().default("0.1.0"),
  spec_key: z.string().nullish(),
  text_key: z.string().nullish(),
  provenance: mapping.nullish(),
};

/**
 * The key of a record's description: the SHA-256 of its version, id and attributes as compact JSON with
 * sorted keys. A record with the same key has the same description.
 *
 * @example
 * ```ts
 * import { specKey } from "./record.ts";
 *
 * const key = specKey({ schema_version: "0.1.0", persona_id: "a1", attributes: { k: "a1" } });
 * if (!key.startsWith("22df9dbc1f8d2f8e")) throw new Error(key);
 * ```
 */
export function specKey(description: Readonly<Record<string, unknown>>): string {
  return sha256(canonical(description));
}

/** The key of a record's text: the SHA-256 of its UTF-8 bytes. */
export function textKey(text: string): string {
  return sha256(text);
}
