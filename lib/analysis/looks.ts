import { type Look } from "./look.ts";

/** So many looks are kept before every second one is let go. */
const MOST = 2048;

/**
 * The looks at the answers to one question: the last ones, and of all of them so many that a curve can be drawn.
 * Every one is kept up to 2,048, and from then on every second one, every fourth and so on: what is kept does not
 * grow with the number of answers.
 */
export class Looks {
  readonly #lastMost: number;
  #last: Look[] = [];
  #kept: Look[] = [];
  #stride = 1;
  #count = 0;

  /** No looks yet; `last` is how many of the last ones are wanted. */
  constructor(last: number) {
    this.#lastMost = last;
  }

  /** Takes the next look. */
  push(look: Look): void {
    this.#last = [...this.#last, look].slice(-this.#lastMost);
    if (this.#count % this.#stride === 0) this.#kept.push(look);
    this.#count += 1;
    if (this.#kept.length <= MOST) return;
    this.#kept = this.#kept.filter((_, at) => at % 2 === 0);
    this.#stride *= 2;
  }

  /** The last looks, as many as are wanted or there are. */
  get last(): readonly Look[] {
    return this.#last;
  }

  /** The looks evenly spaced, with the first and the last one. */
  get spaced(): readonly Look[] {
    const [last] = this.#last.slice(-1);
    return last === undefined || this.#kept.at(-1) === last ? this.#kept : [...this.#kept, last];
  }
}
