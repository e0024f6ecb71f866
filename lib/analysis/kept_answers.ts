import { grown } from "../rows/grown.ts";
import { Places } from "../rows/places.ts";
import { type Answered } from "./tracked.ts";

/** What somebody who counts once said in one row; null where it is no valid answer. */
export interface Heard {
  /** Who it is. */
  readonly person: string;
  /** What counts of it. */
  readonly answered: Answered | null;
}

/**
 * Answers that can be walked again where their rows cannot, or not in the order in which they are judged. Of each it
 * keeps eight bytes, who by place and what by number, and of each person their place.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { KeptAnswers } from "./kept_answers.ts";
 *
 * const answered = { question: "tier", categories: ["pro"] };
 * const heard = ["Ada", "Ben", "Ada"].map((person) => ({ person, answered }));
 * const kept = new KeptAnswers(heard.values());
 * assert.deepEqual([...kept].map(({ person }) => person), ["0", "1", "0"]);
 * assert.deepEqual([...kept.together()].map(({ person }) => person), ["0", "0", "1"]);
 * ```
 */
export class KeptAnswers implements Iterable<Heard> {
  readonly #people: number;
  readonly #kinds: (Answered | null)[] = [null];
  #who = new Uint32Array(0);
  #what = new Uint32Array(0);
  #size = 0;

  /** Walks what was heard, once. */
  constructor(heard: Iterable<Heard>) {
    const [places, known] = [new Places(), new Map<string, number>()];
    for (const { person, answered } of heard) {
      this.#who = grown(this.#who, this.#size + 1);
      this.#what = grown(this.#what, this.#size + 1);
      this.#who[this.#size] = places.of(person);
      this.#what[this.#size] = answered === null ? 0 : this.#numberOf(answered, known);
      this.#size += 1;
    }
    this.#people = places.size;
  }

  /** The answers as they were heard; people are called by their place, from 0. */
  *[Symbol.iterator](): Iterator<Heard> {
    for (let at = 0; at < this.#size; at++) yield this.#at(at);
  }

  /** The same, those of one person together, in the order in which people first appear. */
  *together(): Generator<Heard> {
    const starts = new Uint32Array(this.#people + 1);
    const who = this.#who.subarray(0, this.#size);
    for (const place of who) starts[place + 1] = (starts[place + 1] ?? 0) + 1;
    for (let at = 1; at < starts.length; at++) {
      starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
    }
    const order = new Uint32Array(this.#size);
    who.forEach((place, at) => {
      const next = starts[place] ?? 0;
      order[next] = at;
      starts[place] = next + 1;
    });
    for (const at of order) yield this.#at(at);
  }

  #at(at: number): Heard {
    // Every number is one that was given.
    return { person: String(this.#who[at]), answered: this.#kinds[this.#what[at] ?? 0] ?? null };
  }

  #numberOf(answered: Answered, known: Map<string, number>): number {
    const name = JSON.stringify([answered.question, ...answered.categories]);
    const number = known.get(name);
    if (number !== undefined) return number;
    known.set(name, this.#kinds.length);
    return this.#kinds.push(answered) - 1;
  }
}
