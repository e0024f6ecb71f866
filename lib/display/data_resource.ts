/** A column of a table: its name and type, as in Table Schema of Frictionless Data. */
export interface Field {
  readonly name: string;
  readonly type: "string" | "integer" | "number" | "boolean" | "any";
}

/** A table as data, for the explorers of notebooks: `application/vnd.dataresource+json`. */
export interface DataResource {
  readonly schema: { readonly fields: readonly Field[] };
  readonly data: readonly Readonly<Record<string, unknown>>[];
}

/** The media type of a table as data. */
export const DATA_RESOURCE = "application/vnd.dataresource+json";

/** A table as data, from its columns and from records that have them. */
export function dataResource(
  fields: Readonly<Record<string, Field["type"]>>,
  data: readonly Readonly<Record<string, unknown>>[],
): DataResource {
  const columns = Object.entries(fields).map(([name, type]) => ({ name, type }));
  return { schema: { fields: columns }, data };
}
