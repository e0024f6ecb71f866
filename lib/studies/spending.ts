import { type NamedModel } from "../engine/calls.ts";
import { modelPrice } from "../models/model_price.ts";
import { costOf, type Prices } from "../models/prices.ts";

/** Calls, tokens and money. */
export interface Spending {
  /** How many calls are made, corrections and retries aside. */
  readonly calls: number;
  /** Input tokens, four characters to a token. */
  readonly inputTokens: number;
  /** Output tokens: 300 for an open answer, 100 for data, 30 for a choice. */
  readonly outputTokens: number;
  /** US dollars; null when some model has no known price. */
  readonly cost: number | null;
}

/** Calls and tokens of one model, as they add up. */
interface Sum {
  readonly named: NamedModel;
  calls: number;
  input: number;
  output: number;
  /** What is paid for, in tokens at the full price. */
  readonly billed: { input: number; output: number };
}

/** What calls would come to, as they add up, by model. */
export class SpendingSums {
  readonly #prices: Prices;
  readonly #sums = new Map<string, Sum>();

  /** Nothing yet, at these prices. */
  constructor(prices: Prices) {
    this.#prices = prices;
  }

  /** Adds calls of a model that take so many tokens each, at a share of the price. */
  add(
    named: NamedModel,
    input: number,
    output: number,
    { calls = 1, share = 1 }: { readonly calls?: number; readonly share?: number } = {},
  ): void {
    const sum = this.#sums.get(named.name) ??
      { named, calls: 0, input: 0, output: 0, billed: { input: 0, output: 0 } };
    this.#sums.set(named.name, sum);
    sum.calls += calls;
    sum.input += calls * input;
    sum.output += calls * output;
    sum.billed.input += share * calls * input;
    sum.billed.output += share * calls * output;
  }

  /** All of it. */
  get total(): Spending {
    return this.#of([...this.#sums.values()]);
  }

  /** The same by model, as they are named. */
  get byModel(): Readonly<Record<string, Spending>> {
    return Object.fromEntries([...this.#sums].map(([name, sum]) => [name, this.#of([sum])]));
  }

  #of(sums: readonly Sum[]): Spending {
    const costs = sums.map(({ named, billed }) => {
      const price = modelPrice(named.model, this.#prices);
      return price && costOf({ ...billed, cacheWrite: 0, cacheRead: 0 }, price);
    });
    return {
      calls: sums.reduce((total, { calls }) => total + calls, 0),
      inputTokens: sums.reduce((total, { input }) => total + input, 0),
      outputTokens: sums.reduce((total, { output }) => total + output, 0),
      cost: costs.reduce<number | null>(
        (total, cost) => total === null || cost === null ? null : total + cost,
        0,
      ),
    };
  }
}
