/**
 * A summary of numbers of which is known how often each occurs: ten million answers of a hundred kinds take no more
 * room than a hundred. It is that of the numbers in a list, to the last digit.
 *
 * @param counts How often each number occurs, from 1.
 * @throws {RangeError} When there are no numbers, or one is not finite.
 *
 * @example
 * ```ts
 * import { countedSummary } from "./counted_summary.ts";
 *
 * if (countedSummary(new Map([[4, 2], [1, 1], [3, 1]])).median !== 3.5) throw new Error();
 * ```
 */
export function countedSummary(counts: ReadonlyMap<number, number>) {
  if (counts.size === 0) throw new RangeError("Cannot summarise: there are no numbers");
  const odd = [...counts.keys()].find((number) => !Number.isFinite(number));
  if (odd !== undefined) throw new RangeError(`Cannot summarise ${odd}: it must be finite`);
  const sorted = new Sorted([...counts].sort(([a], [b]) => a - b));
  const { n, mean } = sorted;
  const sd = n < 2 ? null : Math.sqrt(sorted.squares / (n - 1));
  return {
    ...{ n, mean, standardError: sd === null ? null : sd / Math.sqrt(n), sd },
    min: sorted.at(0),
    q1: sorted.quantile(0.25),
    median: sorted.quantile(0.5),
    q3: sorted.quantile(0.75),
    max: sorted.at(n - 1),
  };
}

/** Numbers in rising order, each as often as it occurs. */
class Sorted {
  /** How many there are. */
  readonly n: number;
  /** Their mean. */
  readonly mean: number;
  readonly #counts: readonly (readonly [number: number, times: number])[];

  constructor(counts: readonly (readonly [number: number, times: number])[]) {
    this.#counts = counts;
    this.n = counts.reduce((sum, [, times]) => sum + times, 0);
    this.mean = this.#sum / this.n;
  }

  /** The sum of the squares of what they differ by from their mean. */
  get squares(): number {
    let sum = 0;
    for (const [number, times] of this.#counts) {
      const square = (number - this.mean) * (number - this.mean);
      // Added one by one, so that it is the sum of a list to the last digit.
      for (let time = 0; time < times; time++) sum += square;
    }
    return sum;
  }

  /** The number at a place, from 0. */
  at(place: number): number {
    let before = 0;
    for (const [number, times] of this.#counts) {
      before += times;
      if (place < before) return number;
    }
    return NaN;
  }

  /** A quantile between neighbours (type 7 of Hyndman and Fan 1996). */
  quantile(part: number): number {
    const place = (this.n - 1) * part;
    const [low, high] = [this.at(Math.floor(place)), this.at(Math.ceil(place))];
    return place % 1 === 0 ? low : low + (place - Math.floor(place)) * (high - low);
  }

  /** Their sum, with what rounding takes away from it put back (Neumaier 1974). */
  get #sum(): number {
    let [sum, lost] = [0, 0];
    for (const [number, times] of this.#counts) {
      for (let time = 0; time < times; time++) {
        const next = sum + number;
        const isLarger = Math.abs(sum) >= Math.abs(number);
        lost += isLarger ? sum - next + number : number - next + sum;
        sum = next;
      }
    }
    return sum + lost;
  }
}
