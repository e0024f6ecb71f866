import { type SchemaField } from "../rows/table_schema.ts";

/** A table as data, for the explorers of notebooks: `application/vnd.dataresource+json`. */
export interface DataResource {
  readonly schema: { readonly fields: readonly SchemaField[] };
  readonly data: readonly Readonly<Record<string, unknown>>[];
}

/** The media type of a table as data. */
export const DATA_RESOURCE = "application/vnd.dataresource+json";

/** A table as data, from its columns and from records that have them. */
export function dataResource(
  fields: Readonly<Record<string, SchemaField["type"]>>,
  data: readonly Readonly<Record<string, unknown>>[],
): DataResource {
  const columns = Object.entries(fields).map(([name, type]) => ({ name, type }));
  return { schema: { fields: columns }, data };
}
