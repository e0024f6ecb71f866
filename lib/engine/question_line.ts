/** The fewest who are asked side by side once a question has failed. */
const LEAST = 20;

/** How many of a part of those who are asked are not through with the question, and with how many it failed. */
interface Part {
  open: number;
  failures: number;
}

/**
 * Those to whom a question is put, in the order in which they are begun: part by part, so that who is asked does
 * not depend on who is faster. Whether it failed too often is decided for a part by the parts before it, and waited
 * for only where that is not certain yet. The first part is as many as may fail, each later one that many again,
 * and at least twenty.
 *
 * @example
 * ```ts
 * import { QuestionLine } from "./question_line.ts";
 *
 * const line = new QuestionLine(1);
 * const [first, second] = [line.enter(), line.enter()];
 * if (line.isSpent(first) !== false || line.isSpent(second) !== undefined) throw new Error();
 * line.end(first, true);
 * if (line.isSpent(second) !== true) throw new Error();
 * ```
 */
export class QuestionLine {
  readonly #most: number;
  readonly #parts: Part[] = [];
  #entered = 0;
  // The parts that are through, and how often the question failed in them.
  #through = 0;
  #failedBefore = 0;
  #failures = 0;
  #change = Promise.withResolvers<void>();

  /** A line in which a question may fail so often. */
  constructor(most: number) {
    this.#most = most;
  }

  /** How often the question has failed. */
  get failures(): number {
    return this.#failures;
  }

  /** Resolves when somebody else is through with the question. */
  get change(): Promise<void> {
    return this.#change.promise;
  }

  /** Takes the next place in line. */
  enter(): number {
    const place = this.#entered++;
    this.#partOf(place).open += 1;
    return place;
  }

  /** Whether the question is not put at a place any more; undefined as long as that is not certain. */
  isSpent(place: number): boolean | undefined {
    const own = this.#numberOf(place);
    this.#passOver(own);
    let [failures, open] = [this.#failedBefore, 0];
    for (const part of this.#parts.slice(this.#through, own)) {
      failures += part.failures;
      open += part.open;
    }
    if (failures >= this.#most) return true;
    return failures + open < this.#most ? false : undefined;
  }

  /** Takes note that the question is through at a place. */
  end(place: number, hasFailed: boolean): void {
    const part = this.#partOf(place);
    part.open -= 1;
    part.failures += Number(hasFailed);
    this.#failures += Number(hasFailed);
    this.#change.resolve();
    this.#change = Promise.withResolvers();
  }

  /** Parts that are through count as one. */
  #passOver(before: number): void {
    for (; this.#through < before; this.#through++) {
      const { open, failures } = this.#part(this.#through);
      if (open > 0) return;
      this.#failedBefore += failures;
    }
  }

  #partOf(place: number): Part {
    return this.#part(this.#numberOf(place));
  }

  #part(number: number): Part {
    return this.#parts[number] ??= { open: 0, failures: 0 };
  }

  #numberOf(place: number): number {
    return Math.max(0, 1 + Math.floor((place - this.#most) / Math.max(this.#most, LEAST)));
  }
}
