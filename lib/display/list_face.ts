import { columns } from "./columns.ts";
import { type Face } from "./face.ts";
import { table } from "./html.ts";

/** How a list is told: what of a value it is, and what its rows hold. */
export interface ListWords<Value, Row> {
  readonly title: (value: Value) => string;
  readonly rows: (value: Value) => readonly Row[];
  readonly head: readonly string[];
  readonly cells: (row: Row) => readonly string[];
  /** The columns that are set to the right, by place. @default [] */
  readonly right?: readonly number[];
  /** What must be known of it, a sentence each. @default {nothing} */
  readonly notes?: (value: Value) => readonly string[];
}

/** How many rows are shown. */
const SHOWN = 20;

/** The face of a list: its first twenty rows under their headings, and how many more there are. */
export function listFace<Value, Row>(words: ListWords<Value, Row>): Face<Value> {
  const { title, rows, head, cells, right = [], notes = () => [] } = words;
  const first = (value: Value) => rows(value).slice(0, SHOWN).map(cells);
  const rest = (value: Value) => {
    const more = rows(value).length - SHOWN;
    return more > 0 ? [`… and ${more.toLocaleString("en-GB")} more`] : [];
  };
  return {
    text: (value) => {
      const shown = first(value);
      const lines = shown.length === 0 ? [] : columns([head, ...shown], right);
      return [title(value), ...lines, ...rest(value), ...notes(value)].join("\n");
    },
    html: (value) => {
      const caption = [title(value), ...rest(value), ...notes(value)].join("; ");
      return table(head, first(value), { caption, right });
    },
  };
}
