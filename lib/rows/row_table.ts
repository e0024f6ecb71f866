import { type Row, rowJson } from "./row.ts";
import { type TableColumn, type TableForm } from "./table_form.ts";

/** A column of a table of answers, and what it says. */
export interface RowColumn extends TableColumn {
  /** What it says, in a sentence without a full stop. */
  readonly description: string;
  /** Whether it is never empty. @default false */
  readonly required?: boolean;
}

/** The columns of every table that is made of rows, in their order. */
export const ROW_COLUMNS: readonly RowColumn[] = [
  always("run", "string", "The run's id"),
  always(
    "panelist",
    "string",
    "Who was asked: the hash of the persona, and an ordinal among equals",
  ),
  always("persona", "string", "The persona's name: a label, not an identity"),
  sometimes("arm", "string", "In an ensemble the model whose panel this is"),
  always("model", "string", "The model that answered, as it was named"),
  always("round", "string", "The round of the instrument"),
  always("question", "string", "The question's key"),
  always("kind", "string", "The question's kind"),
  sometimes("item", "string", "The product that the answer is about"),
  always("repeat", "integer", "Which repeat of the question, from 0"),
  always("turn", "integer", "The place of the question in the conversation, from 0"),
  always("status", "string", "ok, refused, unparsable, failed, skipped or late"),
  sometimes("answer", "any", "The answer as authored: a text, a number, a list or an object"),
  sometimes("category", "string", "The option that the answer counts for, if it is one"),
  sometimes("text", "string", "What the model said, as it was said"),
  sometimes("extraction", "any", "What a second call extracted from the answer"),
  sometimes(
    "order",
    "list of integers",
    "The options as shown: places in the authored list, from 0",
  ),
  sometimes("error", "string", "Why there is no answer, in one sentence"),
  always(
    "tokens_in",
    "integer",
    "Input tokens of every call made for this row, cached ones included",
  ),
  always("tokens_out", "integer", "Output tokens of every call made for this row"),
  sometimes(
    "cost",
    "number",
    "US dollars of every call made for this row; empty where no price is known",
  ),
  always(
    "after_stop",
    "boolean",
    "Whether it came after the run had stopped: in the cost, in no share",
  ),
  sometimes("drift", "string", "The earlier plan it was asked under: 12 digits of its fingerprint"),
];

/** How rows become a table: their names in snake_case. */
export const ROW_TABLE: TableForm<Row> = {
  what: "rows",
  columns: ROW_COLUMNS,
  record: rowJson,
  line: (row) => JSON.stringify(rowJson(row)),
};

function always(name: string, type: TableColumn["type"], description: string): RowColumn {
  return { ...sometimes(name, type, description), required: true };
}

function sometimes(name: string, type: TableColumn["type"], description: string): RowColumn {
  return { name, type, description };
}
