/** Whose turn it is to hand something over. */
export interface Turn extends Disposable {
  /** It has been taken up: the next one may come. */
  over(): void;
}

/**
 * Lets only so many calls wait to be taken up at once. What waits there for a worker is sent the moment one comes,
 * all together, and a rate would not be kept.
 */
export class Turns {
  readonly #most: number;
  #taken = 0;
  readonly #line: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** Waits for a turn. */
  async next(signal: AbortSignal): Promise<Turn> {
    signal.throwIfAborted();
    if (this.#taken >= this.#most) await this.#wait(signal);
    else this.#taken += 1;
    let isOver = false;
    const over = () => {
      if (isOver) return;
      isOver = true;
      const next = this.#line.shift();
      if (next === undefined) this.#taken -= 1;
      else next();
    };
    return { over, [Symbol.dispose]: over };
  }

  async #wait(signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = () => {
      this.#line.splice(this.#line.indexOf(resolve), 1);
      reject(signal.reason);
    };
    this.#line.push(resolve);
    signal.addEventListener("abort", leave, { once: true });
    try {
      await promise;
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }
}
