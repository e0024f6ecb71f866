import { type QuestionOption } from "../instruments/kind.ts";
import { type Status } from "../rows/row.ts";
import { type Interval, wilson } from "../statistics/wilson.ts";
import { type Clusters } from "./clusters.ts";
import { type WeightedSums } from "./weighting.ts";

/** What a tally needs to know of a question. */
export interface Tallied {
  /** The question's key. */
  readonly key: string;
  /** Its wording and kind; of numbers also what they may be, and of what. */
  readonly question: {
    readonly text: string;
    readonly kind: string;
    readonly min?: number | undefined;
    readonly max?: number | undefined;
    readonly unit?: string | undefined;
  };
  /** The options as authored; null when any answer is possible. */
  readonly options: readonly QuestionOption[] | null;
  /** Whether an answer may count for several options. */
  readonly multiple: boolean;
  /** Whether the options have an order of their own. @default false */
  readonly ordered?: boolean;
  /** What of an answer is tallied, in words; null where it is the answer itself. */
  readonly counted?: string | null;
  /** Whether what was extracted from the answers is counted, in place of the answers. @default false */
  readonly isExtracted?: boolean;
  /** The options an answer counts for. */
  categories(answer: unknown): readonly string[];
}

/** What stands in a tally beside its counts. */
export interface TallyContext {
  /** Who answered, as models are named. */
  readonly models: readonly string[];
  /** What must be said wherever the tally is shown; null when nothing must. */
  readonly notice: string | null;
  /** What the tally is of, where it is one of several: a model or a group. */
  readonly label?: string;
  /** Whether several answers come from one persona: its repeats or its variants. @default false */
  readonly clustered?: boolean;
}

/** Answers that were counted. */
export interface Counted {
  /** How many valid answers count for each option, in the order authored. */
  readonly counts: Readonly<Record<string, number>>;
  /** How many there are of each status. */
  readonly statuses: Readonly<Record<Status, number>>;
  /** How many answers count for no option. */
  readonly uncategorised: number;
  /** Where several answers come from one persona: the counts of each persona. */
  readonly clusters: Clusters | null;
  /** Where answers have weights: the sums of these; null where each counts alike. */
  readonly weighted: WeightedSums | null;
}

/**
 * The answers to one bounded question, counted. Shares are of the valid answers; refusals, replies that
 * could not be read and failures are counted apart and are in no share. Where an answer may name
 * several options, the share of each is of the people who named it, and the shares add up to more than
 * 1. Where several answers come from one persona they are not independent: the intervals are at the
 * effective size that the differences between personas leave. Where answers have weights the shares are
 * weighted, and the intervals at what the weights leave (Kish 1965); counts and n stay those of answers. It
 * shows itself in a notebook and in the REPL.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, instrument, panel, scripted } from "../../mod.ts";
 *
 * const result = await panel().personas([{ name: "Maya" }, { name: "Derek" }])
 *   .models(scripted({ tier: "pro" }))
 *   .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();
 * const tally = result.tally("tier");
 * assert(tally.n === 2 && tally.shares.pro === 1 && tally.intervals.free?.low === 0);
 * ```
 */
export class Tally {
  /** The question's key. */
  readonly question: string;
  /** The question's wording. */
  readonly text: string;
  /** The question's kind, as in `"choice"`. */
  readonly kind: string;
  /** What of an answer is tallied, in words; null where it is the answer itself. */
  readonly counted: string | null;
  /** The options as authored, with their labels. */
  readonly options: readonly QuestionOption[];
  /** Whether an answer may count for several options, so that shares need not add up to 1. */
  readonly multiple: boolean;
  /** Whether the options have an order of their own, as on a scale. */
  readonly ordered: boolean;
  /** How many valid answers count for each option, in the order authored. */
  readonly counts: Readonly<Record<string, number>>;
  /** How many valid answers there are, which the shares are of. */
  readonly n: number;
  /** How many of each status there are. */
  readonly statuses: Readonly<Record<Status, number>>;
  /** How many answers count for no option: in words that fit none, or with nothing to extract. */
  readonly uncategorised: number;
  /** Who answered, and what must be said with it. */
  readonly context: TallyContext;
  readonly #clusters: Counted["clusters"];
  readonly #weighted: Counted["weighted"];

  /** Made by `result.tally()`: what was counted of a question. */
  constructor(asked: Tallied, counted: Counted, context: TallyContext) {
    this.question = asked.key;
    this.text = asked.question.text;
    this.kind = asked.question.kind;
    this.counted = asked.counted ?? null;
    this.options = asked.options ?? [];
    this.multiple = asked.multiple;
    this.ordered = asked.ordered ?? false;
    this.counts = counted.counts;
    this.n = counted.statuses.ok - counted.uncategorised;
    this.statuses = counted.statuses;
    this.uncategorised = counted.uncategorised;
    this.context = context;
    this.#clusters = counted.clusters;
    this.#weighted = counted.weighted;
  }

  /** Where the weights of the answers come from, in words; null where each counts alike. */
  get weighting(): string | null {
    return this.#weighted?.source ?? null;
  }

  /**
   * How many independent answers these are worth; n unless several come from one persona or they have
   * weights. Where an answer may name several options, the least of what the options have.
   */
  get nEffective(): number {
    if (this.#clusters === null) return this.#weighted?.size ?? this.n;
    return Math.min(...this.options.map(({ value }) => this.#sizeAt(value)), this.n);
  }

  /**
   * The counts of each persona times its weight, options in their order, where several answers come from
   * one; or null.
   */
  get personaCounts(): readonly (readonly number[])[] | null {
    return this.#clusters && this.#clusters.counts;
  }

  /** The share of each option; empty without answers, or without any of somebody with a weight. */
  get shares(): Readonly<Record<string, number>> {
    return this.#each((option) => this.#shareOf(option));
  }

  /** The 95 % Wilson interval of each share, at its effective size; empty where there are no shares. */
  get intervals(): Readonly<Record<string, Interval>> {
    return this.#each((option) => {
      const size = Math.max(1, Math.floor(this.#sizeAt(option)));
      return wilson(Math.min(size, this.#shareOf(option) * size), size);
    });
  }

  #shareOf(option: string): number {
    return this.#weighted?.shareOf(option) ?? (this.counts[option] ?? 0) / this.n;
  }

  #sizeAt(option: string): number {
    if (this.#clusters === null) return this.#weighted?.size ?? this.n;
    return this.multiple ? this.#clusters.sizeOf(option) : this.#clusters.size;
  }

  #each<Value>(of: (option: string) => Value): Record<string, Value> {
    if (this.n === 0 || this.#weighted?.isEmpty) return {};
    return Object.fromEntries(Object.keys(this.counts).map((option) => [option, of(option)]));
  }
}
