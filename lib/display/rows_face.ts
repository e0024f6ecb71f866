import { type Row, rowJson } from "../rows/row.ts";
import { ROW_COLUMNS } from "../rows/row_table.ts";
import { schemaField } from "../rows/table_schema.ts";
import { columns, cut } from "./columns.ts";
import { counted } from "./counted.ts";
import { DATA_RESOURCE, dataResource } from "./data_resource.ts";
import { plain } from "./escape.ts";
import { table } from "./html.ts";

/** How many rows are shown, and how many a data explorer is given. */
const SHOWN = 20;
const GIVEN = 500;

const HEAD = ["persona", "model", "question", "status", "answer"];

/** Rows in text: the first twenty, and how many there are. */
export function rowsText(rows: Iterable<Row>): string {
  const { count, first } = firstOf(rows);
  return plain([
    counted(count, "row"),
    ...(count === 0 ? [] : columns([HEAD, ...first.slice(0, SHOWN).map(cellsOf)])),
    ...restOf(count),
  ].join("\n"));
}

/** What a notebook shows of rows: the first twenty in text and HTML, the first 500 as a table of data. */
export function rowsBundle(rows: Iterable<Row>): Record<string, unknown> {
  const { count, first } = firstOf(rows);
  const caption = [counted(count, "row"), ...restOf(count)].join(" ");
  return {
    [DATA_RESOURCE]: dataResource(FIELDS, first.map(rowJson)),
    "text/html": table(HEAD, first.slice(0, SHOWN).map(cellsOf), { caption }),
    "text/plain": rowsText(rows),
  };
}

const FIELDS = Object.fromEntries(
  ROW_COLUMNS.map(schemaField).map(({ name, type }) => [name, type]),
);

/** The first rows, and how many there are: they may be more than fit into memory. */
function firstOf(rows: Iterable<Row>): { readonly count: number; readonly first: readonly Row[] } {
  let count = 0;
  const first: Row[] = [];
  for (const row of rows) {
    if (count < GIVEN) first.push(row);
    count += 1;
  }
  return { count, first };
}

function cellsOf({ persona, arm, model, question, status, answer, error }: Row): string[] {
  const said = typeof answer === "string"
    ? answer
    : answer === null
    ? error ?? ""
    : JSON.stringify(answer);
  return [cut(persona, 24), cut(arm ?? model, 24), cut(question, 20), status, cut(said, 60)];
}

function restOf(count: number): string[] {
  return count > SHOWN ? [`… and ${(count - SHOWN).toLocaleString("en-GB")} more`] : [];
}
