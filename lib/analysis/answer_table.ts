import { type EvaluationRow } from "../rows/event_row.ts";
import { Numbering } from "./numbering.ts";

/** An answer as it is counted: a text, a number or a truth value; any other data as its JSON. */
export type AnswerValue = string | number | boolean;

/**
 * The answers to one field of evaluations: who gave which to which product, in twelve bytes each, so that what
 * is asked of them later needs no second reading of the file.
 */
export class AnswerTable {
  /** The field. */
  readonly field: string;
  /** Who answered. */
  readonly panelists = new Numbering();
  /** What about. */
  readonly products = new Numbering();
  /** The different answers. */
  readonly values = new Numbering<AnswerValue>();
  readonly #fields = new Set<string>();
  #cells = new Uint32Array(3 * 1024);
  #n = 0;
  #evaluations = 0;

  /** No answers yet, to that field of `outcomes`. */
  constructor(field: string) {
    this.field = field;
  }

  /** Takes the answer of an evaluation, if it has one; null is none. */
  take({ outcomes, panelist_id, product_id }: EvaluationRow): void {
    this.#evaluations += 1;
    for (const field in outcomes) this.#fields.add(field);
    const value = answerOf(outcomes?.[this.field]);
    if (value === null) return;
    if (this.#cells.length < 3 * this.#n + 3) this.#grow();
    const at = 3 * this.#n;
    this.#cells[at] = this.panelists.of(panelist_id);
    this.#cells[at + 1] = this.products.of(product_id);
    this.#cells[at + 2] = this.values.of(value);
    this.#n += 1;
  }

  /** The fields that evaluations have, in the order in which they were met. */
  get fields(): string[] {
    return [...this.#fields];
  }

  /** How many answers there are. */
  get n(): number {
    return this.#n;
  }

  /** How many evaluations there are, with an answer or not. */
  get evaluations(): number {
    return this.#evaluations;
  }

  /** Whether every answer is a number, and there is one. */
  get isNumeric(): boolean {
    return this.#n > 0 && this.values.names.every((value) => typeof value === "number");
  }

  /** Shows each answer: the numbers of panelist, product and value. */
  each(show: (panelist: number, product: number, value: number) => void): void {
    const cells = this.#cells;
    for (let at = 0; at < 3 * this.#n; at += 3) {
      show(cells[at] ?? 0, cells[at + 1] ?? 0, cells[at + 2] ?? 0);
    }
  }

  #grow(): void {
    const cells = new Uint32Array(2 * this.#cells.length);
    cells.set(this.#cells);
    this.#cells = cells;
  }
}

/** An answer as it is counted; null where there is none. */
export function answerOf(answer: unknown): AnswerValue | null {
  if (answer == null) return null;
  switch (typeof answer) {
    case "string":
    case "number":
    case "boolean":
      return answer;
    default:
      return JSON.stringify(answer);
  }
}

/** A value as it is written, where it stands among others. */
export function valueText(value: AnswerValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Values in their order: numbers and truth values rising, then texts. */
export function inValueOrder(a: AnswerValue, b: AnswerValue): number {
  if (typeof a === "string" || typeof b === "string") {
    if (typeof a !== typeof b) return typeof a === "string" ? 1 : -1;
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return Number(a) - Number(b);
}
