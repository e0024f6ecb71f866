import { grown } from "../rows/grown.ts";
import { Places } from "../rows/places.ts";
import { type ConvergenceOptions } from "./convergence_options.ts";
import { Convergence } from "./convergence_report.ts";
import { type Followed, followed } from "./followed.ts";
import { type Answered, type Tracked } from "./tracked.ts";
import { type TrackedQuestion } from "./tracked_question.ts";

/** A question, and how many of the people it has been judged for. */
interface Judged {
  readonly tracked: TrackedQuestion;
  at: number;
}

/**
 * Judges answers a row at a time, whoever they are of: each question by itself, in the order in which people first
 * appear. What is kept of a person is their place, 19 to 24 bytes, and not what they answered; so the answers
 * to one question must come in that order, as they stand in a journal, round after round.
 */
export class RowJudge {
  readonly #followed: Followed;
  readonly #judged: ReadonlyMap<string, Judged>;
  readonly #places = new Places();
  readonly #hasAnswered = new Bits();

  /**
   * Nobody's answers yet.
   *
   * @throws {RangeError} When a number is out of range.
   * @throws {TypeError} When there is no such rule, or a number is of the other rule.
   */
  constructor(questions: Iterable<Tracked>, options: ConvergenceOptions) {
    this.#followed = followed(questions, options);
    this.#judged = new Map(
      [...this.#followed.tracked].map(([key, tracked]) => [key, { tracked, at: 0 }]),
    );
  }

  /** The place of a person among those who have appeared, from 0. */
  placeOf(person: string): number {
    return this.#places.of(person);
  }

  /**
   * Counts a valid answer of the person at a place.
   *
   * @returns Whether it could be: not where the question was answered by somebody of a later place before.
   * @throws {TypeError} When it counts for something that is no option of its question.
   */
  hear(place: number, { question, categories }: Answered): boolean {
    const judged = this.#judged.get(question);
    if (judged === undefined) return true;
    if (judged.at > place) return false;
    this.#goOn(judged, place);
    judged.tracked.hear(categories);
    return true;
  }

  /** What can be said of all answers; to be taken when everything is heard. */
  report(notice?: string | null): Convergence {
    for (const judged of this.#judged.values()) this.#goOn(judged, this.#places.size);
    const { settings, alphaEach, tracked } = this.#followed;
    return new Convergence([...tracked.values()], {
      ...{ settings, alphaEach, released: this.#places.size, answered: this.#hasAnswered.count },
      ...{ autoStopped: false, notice },
    });
  }

  /** Judges a question for everybody before a place. */
  #goOn(judged: Judged, place: number): void {
    const { every } = this.#followed.settings;
    const { tracked } = judged;
    for (; judged.at < place; judged.at++) {
      if (tracked.settle()) this.#hasAnswered.set(judged.at);
      if ((judged.at + 1) % every === 0) tracked.check();
    }
  }
}

/** Bits that are set, and how many of them are. */
class Bits {
  #bytes = new Uint8Array(0);
  count = 0;

  set(place: number): void {
    const byte = place >>> 3;
    const bit = 1 << (place & 7);
    this.#bytes = grown(this.#bytes, byte + 1);
    const before = this.#bytes[byte] ?? 0;
    if ((before & bit) === 0) this.count += 1;
    this.#bytes[byte] = before | bit;
  }
}
