import { type ProductUptake } from "../analysis/product_uptake.ts";
import { type Uptake } from "./uptake_chart.ts";

/** Uptake as a chart takes it: a row for each product and period. */
export function takings({ products, periods }: ProductUptake): Uptake[] {
  return products.flatMap(({ value, label }) =>
    periods.map(({ t, n, counts }) => {
      return { item: label, period: t + 1, taken: counts[value] ?? 0, of: n };
    })
  );
}
