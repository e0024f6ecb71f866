import { type TableColumn } from "./table_form.ts";

/** A column in the words of Table Schema (Frictionless Data, version 1). */
export interface SchemaField {
  readonly name: string;
  readonly type: "string" | "integer" | "number" | "boolean" | "array" | "object" | "any";
}

/** A column in the words of Table Schema: its name and type. */
export function schemaField({ name, type }: TableColumn): SchemaField {
  const isList = type === "list of strings" || type === "list of integers";
  return { name, type: isList ? "array" : type };
}
