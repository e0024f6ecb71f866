import { type PolicyScope } from "./policy.ts";

/** One line of a schedule. */
export interface Assignment {
  /** The panelist's id. */
  readonly panelist: string;
  /** The period, from 0. */
  readonly t: number;
  /** The product's id. */
  readonly product: string;
  /** The line of the file it is from, from 1. */
  readonly line?: number | undefined;
}

/**
 * Who meets what when, as it was written down. Products stand in the order of their lines; one that is
 * named again for the same panelist and period counts once.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { Schedule } from "../../mod.ts";
 *
 * const schedule = new Schedule([
 *   { panelist: "p1", t: 0, product: "A" },
 *   { panelist: "p1", t: 0, product: "B" },
 * ]);
 * assert.deepEqual(schedule.products("p1", 0), ["A", "B"]);
 * assert.deepEqual(schedule.products("p1", 1), []);
 * ```
 */
export class Schedule {
  /** Its lines, those named again left out. */
  readonly assignments: readonly Assignment[];
  /** Where it is from, for sentences. */
  readonly file: string;
  readonly #byPanelist = new Map<string, Map<number, string[]>>();

  /** A schedule of these lines. */
  constructor(assignments: Iterable<Assignment>, file = "the schedule") {
    this.file = file;
    this.assignments = [...assignments].filter(({ panelist, t, product }) => {
      const periods = this.#byPanelist.get(panelist) ?? new Map<number, string[]>();
      const products = periods.get(t) ?? [];
      if (products.includes(product)) return false;
      products.push(product);
      this.#byPanelist.set(panelist, periods.set(t, products));
      return true;
    });
  }

  /** The products that a panelist meets in a period, in order; none where there is no entry. */
  products(panelist: string, t: number): readonly string[] {
    return this.#byPanelist.get(panelist)?.get(t) ?? [];
  }

  /** The entries whose panelist or product takes no part in a study, and what is wrong with each. */
  unknown(
    { panelists, products }: PolicyScope,
  ): { readonly line?: number; readonly what: string }[] {
    const [people, goods] = [panelists, products].map((list) => new Set(list.map(({ id }) => id)));
    return this.assignments.flatMap(({ panelist, product, line }) => {
      const at = line === undefined ? {} : { line };
      return [
        ...(people?.has(panelist)
          ? []
          : [{ ...at, what: `names the unknown panelist "${panelist}"` }]),
        ...(goods?.has(product) ? [] : [{ ...at, what: `names the unknown product "${product}"` }]),
      ];
    });
  }

  /** What a study will not use of it, a sentence for each reason. */
  unused(scope: PolicyScope): string[] {
    const late = this.assignments.filter(({ t }) => t < 0 || t >= scope.periods);
    const unknown = this.unknown(scope);
    return [
      ...counted(late, `of a period other than 0 to ${scope.periods - 1}`),
      ...counted(unknown, "of panelists or products that take no part"),
    ];
  }
}

function counted(
  entries: readonly { readonly line?: number | undefined }[],
  why: string,
): string[] {
  if (entries.length === 0) return [];
  const { line } = entries[0] ?? {};
  const first = line === undefined ? "" : `, the first on line ${line}`;
  const number = `${entries.length} ${entries.length === 1 ? "entry" : "entries"}`;
  return [`The schedule has ${number} ${why}, which are not used${first}`];
}
