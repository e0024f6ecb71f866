import { type Row } from "../rows/row.ts";
import { countedSummary } from "../statistics/counted_summary.ts";
import { type Summary, summary } from "../statistics/summary.ts";
import { personaOf } from "./clusters.ts";

/**
 * The numbers among answers, gathered a row at a time: how often each occurs. Where several answers come from one persona, its
 * mean counts once: the standard error is then that of personas, and n their number.
 */
export class Numbers {
  readonly #alone = new Map<number, number>();
  readonly #personas = new Map<string, number[]>();
  readonly #isClustered: boolean;

  /** No numbers yet; in clusters, several may come from one persona. */
  constructor({ clustered = false }: { readonly clustered?: boolean | undefined } = {}) {
    this.#isClustered = clustered;
  }

  /** Takes the number of a row, if it has one; what arrived after the stop is left out. */
  count({ status, answer, panelist, afterStop }: Row): void {
    if (afterStop || status !== "ok" || typeof answer !== "number") return;
    if (this.#isClustered) this.#groupOf(panelist).push(answer);
    else this.#alone.set(answer, (this.#alone.get(answer) ?? 0) + 1);
  }

  /** Whether there is none. */
  get isEmpty(): boolean {
    return this.#alone.size === 0 && this.#personas.size === 0;
  }

  /**
   * The numbers, summarised.
   *
   * @throws {RangeError} When there are none.
   */
  get summary(): Summary {
    if (!this.#isClustered) return countedSummary(this.#alone);
    return summary([...this.#personas.values()].map((group) => summary(group).mean));
  }

  #groupOf(panelist: string): number[] {
    const persona = personaOf(panelist);
    const group = this.#personas.get(persona) ?? [];
    this.#personas.set(persona, group);
    return group;
  }
}
