import { type Profiles } from "../statistics/profile_distance.ts";
import { type AnswerTable } from "./answer_table.ts";

/** The sides of a table of answers. */
export type Axis = "panelist" | "product";

/** The mean of all numeric answers of each panelist, or about each product. */
export function meansBy(table: AnswerTable, axis: Axis): number[] {
  const size = (axis === "panelist" ? table.panelists : table.products).names.length;
  const [sums, counts] = [new Float64Array(size), new Float64Array(size)];
  table.each((panelist, product, value) => {
    const at = axis === "panelist" ? panelist : product;
    sums[at] = (sums[at] ?? 0) + Number(table.values.names[value]);
    counts[at] = (counts[at] ?? 0) + 1;
  });
  return [...sums].map((sum, at) => sum / (counts[at] ?? 1));
}

/** The mean answer of each panelist to each product that they met, as rows of the axis. */
export function meanProfiles(table: AnswerTable, axis: Axis): Profiles {
  const cells = cellMeans(table);
  const rows = cells.map(({ panelist, product, mean }) =>
    axis === "panelist"
      ? { row: panelist, column: product, mean }
      : { row: product, column: panelist, mean }
  ).sort((a, b) => a.row - b.row || a.column - b.column);
  const size = (axis === "panelist" ? table.panelists : table.products).names.length;
  const starts = new Uint32Array(size + 1);
  for (const { row } of rows) starts[row + 1] = (starts[row + 1] ?? 0) + 1;
  for (let row = 0; row < size; row++) {
    starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0);
  }
  return {
    starts,
    columns: Uint32Array.from(rows, ({ column }) => column),
    values: Float64Array.from(rows, ({ mean }) => mean),
  };
}

/** The mean answer of one panelist to one product, over the periods. */
export interface CellMean {
  readonly panelist: number;
  readonly product: number;
  readonly mean: number;
}

/** The mean answer of each panelist to each product that they met, in the order in which they first met. */
export function cellMeans(table: AnswerTable): CellMean[] {
  const width = table.products.names.length;
  const cells = new Map<number, { sum: number; count: number }>();
  table.each((panelist, product, value) => {
    const key = panelist * width + product;
    const cell = cells.get(key) ?? { sum: 0, count: 0 };
    if (cell.count === 0) cells.set(key, cell);
    cell.sum += Number(table.values.names[value]);
    cell.count += 1;
  });
  return [...cells].map(([key, { sum, count }]) => ({
    panelist: Math.floor(key / width),
    product: key % width,
    mean: sum / count,
  }));
}
