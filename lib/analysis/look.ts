import { confidenceSequence } from "../statistics/confidence_sequence.ts";
import { type Tracked } from "./tracked.ts";

/** A share, and how well it is known. */
export interface Width {
  /** The share of the answers. */
  readonly share: number;
  /** The lower end of its confidence sequence. */
  readonly low: number;
  /** The upper end. */
  readonly high: number;
  /** How far the farther end is from the share. */
  readonly halfWidth: number;
}

/** How the answers to a question came in. */
export interface QuestionCourse {
  /** The question. */
  readonly question: Tracked;
  /** The answers as they stood at the checks, evenly spaced, with the first and the last. */
  readonly looks: { readonly spaced: readonly Look[] };
  /** The answers as they stand now. */
  readonly now: Look;
  /** The n of the check since which the answers are enough, or were until `lostAt`; null if never. */
  readonly convergedAt: number | null;
  /** The n of the check at which the answers were enough no longer; null while they are, or if never. */
  readonly lostAt: number | null;
}

/** Whether the answers to a question are enough now. */
export function hasConverged({ convergedAt, lostAt }: QuestionCourse): boolean {
  return convergedAt !== null && lostAt === null;
}

/** The answers to a question as they stood at one check. */
export class Look {
  /** How many people had given a valid answer. */
  readonly n: number;
  /** How many of them gave each option; fractions where people were asked several times. */
  readonly counts: readonly number[];
  /** The divergence of the last batch from everybody, in bits; null where the rule does not ask. */
  readonly jsd: number | null;
  readonly #options: readonly string[];
  readonly #alpha: number;

  /** What was counted of a question; `alpha` is that of one share. */
  constructor(
    { options }: Tracked,
    { n, counts, jsd }: Pick<Look, "n" | "counts" | "jsd">,
    alpha: number,
  ) {
    this.n = n;
    this.counts = counts;
    this.jsd = jsd;
    this.#options = options ?? [];
    this.#alpha = alpha;
  }

  /** Each option's share with its confidence sequence; empty without answers. */
  get widths(): Readonly<Record<string, Width>> {
    if (this.n === 0) return {};
    return Object.fromEntries(
      this.#options.map((option, at) => [option, this.#width(this.counts[at] ?? 0)]),
    );
  }

  /** How far the farthest end of all options is from its share; 1 without answers. */
  get halfWidth(): number {
    if (this.n === 0) return 1;
    return Math.max(...Object.values(this.widths).map(({ halfWidth }) => halfWidth));
  }

  #width(count: number): Width {
    const share = count / this.n;
    const { low, high } = confidenceSequence(count, this.n, this.#alpha);
    return { share, low, high, halfWidth: Math.max(high - share, share - low) };
  }
}
