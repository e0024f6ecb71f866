import { type Row } from "../rows/row.ts";
import { type Tallied, type Tally, type TallyContext } from "./tally.ts";
import { TallyCounter } from "./tally_counter.ts";
import { type Weighting } from "./weighting.ts";

/** Tallies of one question side by side: one for each model, or for each group of the panel. */
export class Tallies implements Iterable<Tally> {
  readonly #tallies: ReadonlyMap<string, Tally>;

  /**
   * Counts each group apart, in the order in which the groups appear; who answered only after the stop
   * makes no group.
   *
   * @param groupOf The group of a row; rows without one are left out.
   * @param weighting What each answer counts; all alike where it is left out.
   */
  constructor(
    rows: Iterable<Row>,
    asked: Tallied,
    context: TallyContext,
    groupOf: (row: Row) => string | undefined,
    weighting?: Weighting,
  ) {
    const groups = new Map<string, TallyCounter>();
    for (const row of rows) {
      const isCounted = row.question === asked.key && !row.afterStop;
      const label = isCounted ? groupOf(row) : undefined;
      if (label === undefined) continue;
      const counter = groups.get(label) ??
        new TallyCounter(asked, { ...context, label }, { weighting });
      groups.set(label, counter);
      counter.count(row);
    }
    this.#tallies = new Map([...groups].map(([label, { tally }]) => [label, tally]));
  }

  /** The names of the groups. */
  get labels(): string[] {
    return [...this.#tallies.keys()];
  }

  /**
   * The tally of one group.
   *
   * @throws {TypeError} When there is no such group.
   */
  get(label: string): Tally {
    const tally = this.#tallies.get(label);
    if (tally) return tally;
    throw new TypeError(`Cannot find the group "${label}": there are ${this.labels.join(", ")}`);
  }

  /** Walks the tallies, a group at a time. */
  [Symbol.iterator](): Iterator<Tally> {
    return this.#tallies.values();
  }
}
