/** A column of a table: its name, and what stands there in the words of JSON. */
export interface TableColumn {
  /** Its name. */
  readonly name: string;
  /** What stands there; `any` is whatever JSON can hold. */
  readonly type:
    | "string"
    | "integer"
    | "number"
    | "boolean"
    | "list of strings"
    | "list of integers"
    | "object"
    | "any";
}

/** How values become the rows of a table. */
export interface TableForm<Value> {
  /** What they are, as in `"events"`. */
  readonly what: string;
  readonly columns: readonly TableColumn[];
  /** The cells of a value by column; those that are absent are empty. */
  readonly record: (value: Value) => Readonly<Record<string, unknown>>;
  /** A value as a line of JSON, without its end. */
  readonly line: (value: Value) => string;
}

/** Values that are there, or that come one after the other. */
export type Coming<Value> = Iterable<Value> | AsyncIterable<Value>;
