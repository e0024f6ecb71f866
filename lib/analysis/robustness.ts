import { type Row } from "../rows/row.ts";
import { type Tallied } from "./tally.ts";

/** How much of a persona's answer depends on the details of how they are described. */
export class Robustness {
  /** The question's key. */
  readonly question!: string;
  /** Each persona with variants that answered, in panel order. */
  readonly personas!: readonly PersonaRobustness[];
  /** The mean of the personas' agreement; null without answers. */
  readonly mean!: number | null;
  /** What must be said wherever it is shown; null when nothing must. */
  readonly notice!: string | null;

  /** Made by `SurveyResult.robustness()`. */
  constructor(values: Robustness) {
    Object.assign(this, values);
  }
}

/** How far the variants of one persona agree. */
export interface PersonaRobustness {
  /** The persona's id. */
  readonly persona: string;
  /** The persona's name. */
  readonly name: string;
  /** In an ensemble the model whose panel this is; null otherwise. */
  readonly arm: string | null;
  /** The answer of most of their variants; of equally many the first in the list of options. */
  readonly answer: string;
  /** The share of the variants that give it, in (0, 1]. */
  readonly agreement: number;
  /** How many variants answered. */
  readonly n: number;
  /** From 0.8 robust, from 0.6 moderate, from 0.4 sensitive, else fragile. */
  readonly band: "robust" | "moderate" | "sensitive" | "fragile";
}

/** Which persona somebody is a variant of. */
export interface VariantOf {
  readonly of: string;
  readonly name: string;
}

/** The answers to a question by one persona's variants, on one arm of an ensemble. */
interface Group {
  readonly persona: string;
  readonly name: string;
  readonly arm: string | null;
  /** How often each variant gave each answer. */
  readonly variants: Map<string, Map<string, number>>;
}

/**
 * How far the variants of each persona agree on a question with options, counted a row at a time: the
 * share that gives the most frequent answer. Models of an ensemble are looked at apart; a variant that
 * was asked several times counts once, with the shares of its answers.
 */
export class RobustnessCounter {
  readonly #asked: Tallied;
  readonly #variantOf: ReadonlyMap<string, VariantOf>;
  readonly #notice: string | null;
  readonly #groups = new Map<string, Group>();

  /**
   * Nobody's answers yet.
   *
   * @param variantOf The persona of each panelist's id.
   * @param notice What must be said wherever it is shown.
   * @throws {TypeError} When the question has no options, or an answer may count for several.
   */
  constructor(
    asked: Tallied,
    variantOf: ReadonlyMap<string, VariantOf>,
    notice: string | null = null,
  ) {
    if (!hasRobustness(asked)) throw withoutRobustness(asked);
    this.#asked = asked;
    this.#variantOf = variantOf;
    this.#notice = notice;
  }

  /** Counts a row of the question; others, and what arrived after the stop, are left out. */
  count({ question, category, panelist, arm, afterStop }: Row): void {
    const variant = this.#variantOf.get(panelist);
    if (question !== this.#asked.key || category === null || afterStop || !variant) return;
    const id = JSON.stringify([variant.of, arm]);
    const group = this.#groups.get(id) ??
      { persona: variant.of, name: variant.name, arm, variants: new Map() };
    this.#groups.set(id, group);
    const counts = group.variants.get(panelist) ?? new Map<string, number>();
    group.variants.set(panelist, counts);
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }

  /** What was counted; to be taken when everything is. */
  get robustness(): Robustness {
    const order = (this.#asked.options ?? []).map(({ value }) => value);
    const personas = [...this.#groups.values()].map(({ variants, ...who }) => {
      return { ...who, ...agreementOf([...variants.values()], order) };
    });
    const sum = personas.reduce((total, { agreement }) => total + agreement, 0);
    const mean = personas.length === 0 ? null : sum / personas.length;
    return new Robustness({
      question: this.#asked.key,
      personas,
      mean,
      notice: this.#notice,
    });
  }
}

/** Whether variants can agree on a question: one of its options is the answer. */
export function hasRobustness({ options, multiple }: Tallied): boolean {
  return options !== null && !multiple;
}

/** The error of who asks how far variants agree on a question that cannot tell. */
export function withoutRobustness({ key, options }: Tallied): TypeError {
  const why = options === null ? "it has no options" : "an answer may name several options";
  return new TypeError(`Cannot tell how robust the answers to "${key}" are: ${why}`);
}

function agreementOf(variants: readonly ReadonlyMap<string, number>[], order: readonly string[]) {
  const n = variants.length;
  const shares = new Map<string, number>();
  for (const counts of variants) {
    const asked = [...counts.values()].reduce((sum, count) => sum + count, 0);
    for (const [answer, count] of counts) {
      shares.set(answer, (shares.get(answer) ?? 0) + count / asked / n);
    }
  }
  const most = Math.max(...shares.values());
  const leading = [...shares].filter(([, share]) => most - share < ROUNDING)
    .map(([answer]) => answer);
  const answer = order.find((option) => leading.includes(option)) ?? leading[0] ?? "";
  // Sums of fractions are a little off, and a band must not hang on that.
  const agreement = Math.min(1, Number(most.toFixed(12)));
  return { answer, agreement, n, band: bandOf(agreement) };
}

// Two shares closer than this are equal but for rounding.
const ROUNDING = 1e-9;

function bandOf(agreement: number): PersonaRobustness["band"] {
  if (agreement >= 0.8) return "robust";
  if (agreement >= 0.6) return "moderate";
  return agreement >= 0.4 ? "sensitive" : "fragile";
}
