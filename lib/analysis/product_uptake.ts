import { type QuestionOption } from "../instruments/kind.ts";
import { type Row } from "../rows/row.ts";
import { type Interval, wilson } from "../statistics/wilson.ts";
import { type TallyContext } from "./tally.ts";

/** What was taken in one period. */
export interface UptakePeriod {
  /** The period, from 0. */
  readonly t: number;
  /** How many panelists chose, so that it is known what they took. */
  readonly n: number;
  /** How many took each product. */
  readonly counts: Readonly<Record<string, number>>;
  /** The share of those who chose that took each product; empty where nobody chose. */
  readonly shares: Readonly<Record<string, number>>;
  /** The 95 % Wilson interval of each share. */
  readonly intervals: Readonly<Record<string, Interval>>;
  /** The share of everybody who chose so far that has taken each product, in this period or one before. */
  readonly ever: Readonly<Record<string, number>>;
}

/**
 * How products are taken up over time: in each period the share of the panelists who took each of them, and the
 * share that has ever taken it. It shows itself in a notebook and in the REPL.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { panel, scripted, selfSelection } from "../../mod.ts";
 *
 * const takes = scripted(({ repeat: period }) => period === 0 ? ["ale"] : ["bock"]);
 * const result = await panel().personas([{ name: "Maya" }]).models(takes)
 *   .expose([{ id: "ale" }, { id: "bock" }], selfSelection()).over(2).run();
 * const [, second] = result.uptake().periods;
 * assert(second?.shares.ale === 0 && second.ever.ale === 1);
 * ```
 */
export class ProductUptake {
  /** The products, in the order of their file. */
  readonly products: readonly QuestionOption[];
  /** Period after period. */
  readonly periods: readonly UptakePeriod[];
  /** Who chose, and what must be said with it. */
  readonly context: TallyContext;

  /**
   * Made by `result.uptake()`.
   *
   * @param choices Rows of choices, period by period.
   */
  constructor(choices: Iterable<Row>, products: readonly QuestionOption[], context: TallyContext) {
    this.products = products;
    this.context = context;
    this.periods = periodsIn(choices, products.map(({ value }) => value));
  }
}

function periodsIn(choices: Iterable<Row>, products: readonly string[]): UptakePeriod[] {
  const seen = new Set<string>();
  const takers = new Map(products.map((id) => [id, new Set<string>()]));
  const counted = new Map<number, { n: number; counts: Map<string, number> }>();
  const ever = new Map<number, Readonly<Record<string, number>>>();
  for (const { round, panelist, status, answer } of choices) {
    if (status !== "ok" || !Array.isArray(answer)) continue;
    const t = Number(round);
    const period = counted.get(t) ?? { n: 0, counts: new Map<string, number>() };
    if (!counted.has(t)) close();
    counted.set(t, period);
    period.n += 1;
    seen.add(panelist);
    for (const id of answer.map(String)) {
      period.counts.set(id, (period.counts.get(id) ?? 0) + 1);
      takers.get(id)?.add(panelist);
    }
  }
  close();
  return [...counted].map(([t, { n, counts }]) => {
    const each = (of: (count: number) => number | Interval) =>
      Object.fromEntries(products.map((id) => [id, of(counts.get(id) ?? 0)]));
    return {
      ...{ t, n },
      counts: each((count) => count) as Record<string, number>,
      shares: each((count) => count / n) as Record<string, number>,
      intervals: each((count) => wilson(count, n)) as Record<string, Interval>,
      ever: ever.get(t) ?? {},
    };
  });

  /** Takes down who has ever taken what, when a period is over: rows come period by period. */
  function close(): void {
    const last = [...counted.keys()].at(-1);
    if (last === undefined) return;
    ever.set(
      last,
      Object.fromEntries(products.map((id) => [id, (takers.get(id)?.size ?? 0) / seen.size])),
    );
  }
}
