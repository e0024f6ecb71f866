import { type Status } from "../rows/row.ts";
import { blend, type Blended } from "../statistics/blend.ts";
import { type EntropySplit, entropySplit } from "../statistics/entropy_split.ts";
import { type Interval } from "../statistics/wilson.ts";
import { Tally, type TallyContext } from "./tally.ts";

/**
 * The answers of several models to one panel, blended: each share is the weighted mean of the models'
 * shares, over the models with data. It is a tally like any other, with the models' own tallies beside
 * it.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, instrument, panel, simulated } from "../../mod.ts";
 *
 * const result = await panel().personas([{ name: "Maya" }, { name: "Derek" }])
 *   .models([simulated({ name: "a" }), simulated({ name: "b" })])
 *   .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();
 * const { weights, shares } = result.blend("tier", { a: 3, b: 1 });
 * assert(weights.a === 0.75 && Object.keys(shares).join() === "free,pro");
 * ```
 */
export class Blend extends Tally {
  /** The weight of each model in the blend; 0 for those without data. */
  readonly weights: Readonly<Record<string, number>>;
  /** The tally of each model. */
  readonly parts: readonly Tally[];
  readonly #blended: Blended | null;

  /** Made by `result.blend()`, from the models' tallies and their weights. */
  constructor(parts: readonly Tally[], weights: readonly number[], context: TallyContext) {
    const [first] = parts;
    if (first === undefined) throw new TypeError("Cannot blend no tallies");
    const asked = {
      key: first.question,
      question: { text: first.text, kind: first.kind },
      counted: first.counted,
      ...{ options: first.options, multiple: first.multiple, ordered: first.ordered },
      categories: () => [],
    };
    super(asked, pooled(parts, first), context);
    const samples = parts.map(({ shares, options, nEffective: n }) => {
      return { n, shares: options.map(({ value }) => shares[value] ?? 0) };
    });
    this.parts = parts;
    this.#blended = samples.some(({ n }) => n > 0) ? blend(samples, weights) : null;
    this.weights = Object.fromEntries(
      parts.map((
        { context },
        at,
      ) => [context.label ?? String(at), this.#blended?.weights[at] ?? 0]),
    );
  }

  /** Where the weights of the answers come from, in words; null where each counts alike. */
  override get weighting(): string | null {
    return this.parts[0]?.weighting ?? null;
  }

  /** How many answers of one model would vary as much as the blend. */
  override get nEffective(): number {
    return this.#blended?.nEffective ?? 0;
  }

  /** How far each blended share varies, Σ w²p(1 − p)/n over the models: its variance; empty without answers. */
  get variances(): Readonly<Record<string, number>> {
    return this.#each((at) => this.#blended?.variances[at] ?? 0);
  }

  /**
   * Where the entropy of the blend comes from: from models that are unsure, or from models that disagree,
   * with what chance alone makes of that. A blend that is nearer to people only because its models disagree
   * shows it here. Null without answers, and where an answer may name several options.
   */
  get entropy(): EntropySplit | null {
    if (this.#blended === null || this.multiple) return null;
    const counts = this.parts.map(({ options, shares, nEffective }) =>
      options.map(({ value }) => (shares[value] ?? 0) * nEffective)
    );
    // Models without data have no weight, and are left out for having no answers.
    return entropySplit(counts, this.parts.map((_, at) => this.#blended?.weights[at] ?? 0));
  }

  /** The blended share of each option; empty without answers. */
  override get shares(): Readonly<Record<string, number>> {
    return this.#each((at) => this.#blended?.shares[at] ?? 0);
  }

  /** The 95 % interval of each share (MOVER over the models' Wilson intervals); empty without answers. */
  override get intervals(): Readonly<Record<string, Interval>> {
    return this.#each((at) => this.#blended?.intervals[at] ?? { low: 0, high: 1 });
  }

  #each<Value>(of: (at: number) => Value): Record<string, Value> {
    if (this.#blended === null) return {};
    return Object.fromEntries(this.options.map(({ value }, at) => [value, of(at)]));
  }
}

/** The answers of all models together, for the record; no share of a blend is made of them. */
function pooled(parts: readonly Tally[], first: Tally) {
  const sum = <Key extends string>(keys: readonly Key[], of: (part: Tally, key: Key) => number) =>
    // Every key is there.
    Object.fromEntries(
      keys.map((key) => [key, parts.reduce((total, part) => total + of(part, key), 0)]),
    ) as Record<Key, number>;
  // The keys of a record of statuses.
  const statuses = Object.keys(first.statuses) as Status[];
  return {
    counts: sum(first.options.map(({ value }) => value), ({ counts }, key) => counts[key] ?? 0),
    statuses: sum(statuses, (part, key) => part.statuses[key]),
    uncategorised: parts.reduce((total, part) => total + part.uncategorised, 0),
    clusters: null,
    weighted: null,
  };
}
