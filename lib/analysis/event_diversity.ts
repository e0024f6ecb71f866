import { type EvaluationRow } from "../rows/event_row.ts";
import { entropy } from "../statistics/entropy.ts";
import { Moments } from "../statistics/moments.ts";
import { answerOf, type AnswerValue, inValueOrder } from "./answer_table.ts";

/** How varied the values of an outcome are, as it stands in `metrics.json`. */
export interface DiversityMetrics {
  /** How many values there are. */
  readonly n: number;
  /** How many different ones. */
  readonly support_observed: number;
  /** How many the questionnaire allows; null where it does not list them. */
  readonly support_declared: number | null;
  /** Their entropy in bits; null without values, or where too many are different. */
  readonly entropy: number | null;
  /**
   * The entropy as a part of the most that is possible: log₂ of all values that are declared or observed, so
   * that it is never above 1; null where nothing is declared, or only one value is possible.
   */
  readonly normalized_entropy_declared: number | null;
  /** The entropy as a part of log₂ of the values observed; null where there is one only. */
  readonly normalized_entropy_observed: number | null;
  /** How often there is each value; null where too many are different. */
  readonly counts: readonly { readonly value: AnswerValue; readonly n: number }[] | null;
  /** The mean of numbers; null where there are none. */
  readonly mean: number | null;
  /** Their population variance; null below two. */
  readonly variance: number | null;
}

/** Beyond so many different values a field is words, or measured: its values are not counted. */
const MOST_VALUES = 10_000;

/** Counts the values of every outcome, a row after the other. */
export class DiversityCounter {
  readonly #fields = new Map<string, FieldCounter>();
  readonly #declared: Readonly<Record<string, readonly AnswerValue[]>>;

  /** No rows yet. `declared` are the values that fields may have, where that is known. */
  constructor(declared: Readonly<Record<string, readonly AnswerValue[]>> = {}) {
    this.#declared = declared;
    for (const field of Object.keys(declared)) this.#fields.set(field, new FieldCounter());
  }

  /** Takes an evaluation. */
  take({ outcomes }: EvaluationRow): void {
    for (const field in outcomes) {
      const value = answerOf(outcomes[field]);
      if (value === null) continue;
      let counter = this.#fields.get(field);
      if (counter === undefined) {
        if (this.#fields.size >= MOST_FIELDS) continue;
        counter = new FieldCounter();
        this.#fields.set(field, counter);
      }
      counter.take(value);
    }
  }

  /** What was counted, by field. */
  get metrics(): Record<string, DiversityMetrics> {
    const fields = [...this.#fields].sort(([a], [b]) => a < b ? -1 : 1);
    return Object.fromEntries(
      fields.map(([field, counter]) => [
        field,
        counter.metrics(Object.hasOwn(this.#declared, field) ? this.#declared[field] : undefined),
      ]),
    );
  }
}

const MOST_FIELDS = 200;

class FieldCounter {
  readonly #counts = new Map<AnswerValue, number>();
  readonly #numbers = new Moments();
  #n = 0;
  #isCounted = true;

  take(value: AnswerValue): void {
    this.#n += 1;
    if (typeof value === "number") this.#numbers.add(value);
    if (!this.#isCounted) return;
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
    this.#isCounted = this.#counts.size <= MOST_VALUES;
  }

  metrics(declared: readonly AnswerValue[] | undefined): DiversityMetrics {
    const counts = [...this.#counts].sort(([a], [b]) => inValueOrder(a, b));
    const bits = this.#n === 0 || !this.#isCounted ? null : entropy(counts.map(([, n]) => n));
    const possible = new Set([...declared ?? [], ...this.#counts.keys()]).size;
    return {
      n: this.#n,
      support_observed: counts.length,
      support_declared: declared?.length ?? null,
      entropy: bits,
      normalized_entropy_declared: declared === undefined ? null : normalised(bits, possible),
      normalized_entropy_observed: normalised(bits, counts.length),
      counts: this.#isCounted ? counts.map(([value, n]) => ({ value, n })) : null,
      mean: this.#numbers.mean,
      variance: this.#numbers.variance,
    };
  }
}

/** An entropy as a part of the most that so many values can have; null where they can have none. */
export function normalised(bits: number | null, values: number): number | null {
  return bits === null || values < 2 ? null : Math.min(1, bits / Math.log2(values));
}
