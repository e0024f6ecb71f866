import { type Purpose } from "../models/model.ts";
import { Halt } from "./halt.ts";

/** A call for which there was not enough money. */
export interface UnaffordableCall {
  /** Why it was to be made. */
  readonly purpose: Purpose;
  /** The model, as it was named. */
  readonly model: string;
  /** The most it could have cost, in US dollars. */
  readonly most: number;
}

/** Nothing more can be asked: the next call could cost more than is left. */
export class BudgetSpent extends Halt {
  /** Tells the class. */
  override readonly name = "BudgetSpent";
  /** The cap, in US dollars. */
  readonly cap: number;
  /** What was spent, in US dollars. */
  readonly spent: number;
  /** The call for which there was not enough; undefined where only the amount is known. */
  readonly call: UnaffordableCall | undefined;

  /** The end of a budget, with what it was, what has gone, and what was next. */
  constructor(
    { cap, spent }: { readonly cap: number; readonly spent: number },
    call?: UnaffordableCall,
  ) {
    super(
      `Cannot ask any more: $${spent.toFixed(4)} of the budget of $${
        cap.toFixed(4)
      } are spent, and ` +
        "the next call could cost more than is left",
    );
    this.cap = cap;
    this.spent = spent;
    this.call = call;
  }
}

/** Money set aside for one call; given back once, by the first of the three. */
export interface Reservation {
  /** The call was made: books what it really cost, and gives back the rest. */
  settle(cost: number): void;
  /** The call brought nothing: gives back everything. */
  release(): void;
  /** Nobody can tell what the call cost: books all that was set aside. */
  forfeit(): void;
}

// Sums of dollars in binary fractions are a little off, so money is counted in whole picodollars: a
// millionth of a token at a dollar a million.
const UNIT = 1e12;

interface Waiting {
  readonly units: number;
  readonly grant: (reservation: Reservation) => void;
  readonly refuse: (reason: unknown) => void;
}

/**
 * A cap in US dollars that is not passed: every call first reserves the most it can cost. What does not
 * fit while others are in flight waits in line, first come, first served; what does not fit when nothing
 * is reserved never will, and the budget is over. A call that costs more than it reserved is booked as
 * it is, and the later ones meet it.
 *
 * @throws {RangeError} When the cap is not a positive number, or what was spent before is negative.
 *
 * @example
 * ```ts
 * import { Budget, BudgetSpent } from "./budget.ts";
 *
 * const { signal } = new AbortController();
 * const budget = new Budget({ cap: 1 });
 * (await budget.reserve(0.8, signal)).settle(0.3);
 * if (budget.spent !== 0.3 || budget.reserved !== 0) throw new Error();
 * const error = await budget.reserve(0.8, signal).catch((error) => error);
 * if (!(error instanceof BudgetSpent && budget.isOver)) throw new Error();
 * ```
 */
export class Budget {
  readonly #cap: number;
  #spent: number;
  #reserved = 0;
  #isOver = false;
  readonly #line = new Set<Waiting>();

  /** @param options The cap, what was `spent` before, and what is `reserved` for good, in US dollars. */
  constructor(
    { cap, spent = 0, reserved = 0 }: {
      readonly cap: number;
      readonly spent?: number;
      readonly reserved?: number;
    },
  ) {
    if (!(cap > 0 && cap < Infinity)) {
      throw new RangeError(
        `Cannot keep to a budget of ${cap} dollars: it must be a positive number`,
      );
    }
    if (!(spent >= 0 && spent < Infinity)) {
      throw new RangeError(`Cannot go on from ${spent} dollars spent: it must be a number from 0`);
    }
    this.#cap = unitsOf(cap);
    this.#spent = unitsOf(spent);
    this.#reserved = unitsOf(reserved);
  }

  /** The most that may be spent, in US dollars. */
  get cap(): number {
    return this.#cap / UNIT;
  }

  /** What was spent, in US dollars. */
  get spent(): number {
    return this.#spent / UNIT;
  }

  /** What is set aside for calls in flight, in US dollars. */
  get reserved(): number {
    return this.#reserved / UNIT;
  }

  /** Whether something was asked for that can never be had, so that nothing is any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /**
   * Sets money aside for a call; waits as long as it may still be had. What costs nothing is always had.
   *
   * @throws {BudgetSpent} When the budget is over.
   * @throws The signal's reason, when it is aborted first.
   */
  async reserve(amount: number, signal: AbortSignal): Promise<Reservation> {
    signal.throwIfAborted();
    const units = unitsOf(amount);
    if (units === 0) return this.#take(0);
    if (this.#isOver) throw new BudgetSpent(this);
    if (this.#line.size === 0 && this.#fits(units)) return this.#take(units);
    return await this.#wait(units, signal);
  }

  /**
   * Sets money aside for a call that nothing waits for.
   *
   * @returns Undefined where it is not to be had before something else is given back.
   * @throws {BudgetSpent} When it never will be.
   */
  setAside(amount: number): Reservation | undefined {
    const units = unitsOf(amount);
    if (units === 0 || (!this.#isOver && this.#fits(units))) return this.#take(units);
    if (this.#reserved === 0) this.#end();
    if (this.#isOver) throw new BudgetSpent(this);
    return undefined;
  }

  async #wait(units: number, signal: AbortSignal): Promise<Reservation> {
    const { promise, resolve: grant, reject: refuse } = Promise.withResolvers<Reservation>();
    const waiting = { units, grant, refuse };
    const leave = () => {
      this.#line.delete(waiting);
      refuse(signal.reason);
      // Whoever comes next may ask for less.
      this.#next();
    };
    signal.addEventListener("abort", leave, { once: true });
    this.#line.add(waiting);
    this.#next();
    try {
      return await promise;
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }

  /** Lets in who is first, as long as it fits, or ends the budget. */
  #next(): void {
    for (const waiting of this.#line) {
      if (!this.#fits(waiting.units)) {
        if (this.#reserved === 0) this.#end();
        return;
      }
      this.#line.delete(waiting);
      waiting.grant(this.#take(waiting.units));
    }
  }

  #end(): void {
    this.#isOver = true;
    for (const { refuse } of this.#line) refuse(new BudgetSpent(this));
    this.#line.clear();
  }

  #fits(units: number): boolean {
    return this.#spent + this.#reserved + units <= this.#cap;
  }

  #take(units: number): Reservation {
    this.#reserved += units;
    let isOpen = true;
    const settle = (cost: number) => {
      if (!isOpen) return;
      isOpen = false;
      this.#reserved -= units;
      this.#spent += unitsOf(cost);
      this.#next();
    };
    return { settle, release: () => settle(0), forfeit: () => settle(units / UNIT) };
  }
}

function unitsOf(dollars: number): number {
  return Math.round(dollars * UNIT);
}
