import { type Places } from "../rows/places.ts";
import { type Row } from "../rows/row.ts";
import { Clusters } from "./clusters.ts";
import { noStatuses } from "./statuses.ts";
import { type Tallied, Tally, type TallyContext } from "./tally.ts";
import { WeightedSums, type Weighting } from "./weighting.ts";

/** The answers to a question with options, counted a row at a time, so that no row need be kept. */
export class TallyCounter {
  readonly #asked: Tallied;
  readonly #context: TallyContext;
  readonly #counts: Record<string, number>;
  readonly #statuses = noStatuses();
  readonly #clusters: Clusters | null;
  readonly #weighted: WeightedSums | null;
  #uncategorised = 0;

  /**
   * Nobody's answers yet; with a weighting, not every answer counts alike.
   *
   * @param options `places` are those of personas, which the counters of several questions may share.
   * @throws {TypeError} When the question has no options.
   */
  constructor(
    asked: Tallied,
    context: TallyContext,
    { weighting, places }: {
      readonly weighting?: Weighting | undefined;
      readonly places?: Places | undefined;
    } = {},
  ) {
    if (asked.options === null) throw withoutOptions(asked);
    const values = asked.options.map(({ value }) => value);
    this.#asked = asked;
    this.#context = context;
    this.#counts = Object.fromEntries(values.map((value) => [value, 0]));
    this.#clusters = context.clustered ? new Clusters(values, places) : null;
    this.#weighted = weighting === undefined ? null : new WeightedSums(weighting);
  }

  /** Counts a row of the question; others, and what arrived after the stop, are left out. */
  count(row: Row): void {
    if (row.question !== this.#asked.key || row.afterStop) return;
    this.#statuses[row.status] += 1;
    if (row.status !== "ok") return;
    const options = categoriesOf(row, this.#asked);
    if (options.length === 0 && !this.#asked.multiple) this.#uncategorised += 1;
    else this.#weigh(row, options);
    for (const option of options) this.#counts[option] = (this.#counts[option] ?? 0) + 1;
  }

  #weigh(row: Row, options: readonly string[]): void {
    const weight = this.#weighted?.count(row, options);
    this.#clusters?.count(row, options, weight);
  }

  /** What was counted; to be taken when everything is. */
  get tally(): Tally {
    return new Tally(this.#asked, {
      counts: this.#counts,
      statuses: this.#statuses,
      uncategorised: this.#uncategorised,
      clusters: this.#clusters,
      weighted: this.#weighted,
    }, this.#context);
  }
}

/** The error of who wants the answers to an open question counted. */
export function withoutOptions({ key, question: { kind } }: Tallied): TypeError {
  const instead = kind === "number" ? `; summary("${key}") has its mean and quartiles` : "";
  return new TypeError(
    `Cannot tally "${key}": a question of kind "${kind}" has no options${instead}`,
  );
}

/**
 * The options that the answer of a row counts for, or what was extracted from it; not those that the question
 * had only under an earlier plan.
 */
export function categoriesOf(
  { answer, extraction, drift }: Pick<Row, "answer" | "extraction" | "drift">,
  asked: Tallied,
): readonly string[] {
  if (asked.isExtracted && extraction === null) return [];
  const categories = asked.categories(asked.isExtracted ? extraction : answer);
  if (drift === undefined) return categories;
  return categories.filter((one) => asked.options?.some(({ value }) => value === one) ?? true);
}
