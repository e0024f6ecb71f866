import {
  type Cell,
  type Notebook,
  parseNotebook,
  sortKeys,
  stringifyNotebook,
} from "./notebook.ts";

/** Says in what a notebook's text differs from what executing it gives, or `null` for nothing. */
export function findStale(text: string, executed: Notebook): string | null {
  if (text === stringifyNotebook(executed)) return null;
  const { cells } = parseNotebook(text);
  const stale = cells.findIndex((cell, i) => showing(cell) !== showing(executed.cells[i]));
  return stale < 0 ? "it is not written as executing writes it" : `cell ${stale + 1} is stale`;
}

/** The cells, counted from 1, whose stored outputs have an error among them. */
export function findErrors({ cells }: Notebook): number[] {
  return cells.flatMap(({ outputs = [] }, i) =>
    outputs.some(({ output_type }) => output_type === "error") ? [i + 1] : []
  );
}

/** What a reader sees below a cell. */
function showing(cell: Cell | undefined): string {
  return JSON.stringify([cell?.execution_count ?? null, cell?.outputs ?? []], sortKeys);
}
