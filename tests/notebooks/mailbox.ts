/** A queue with one reader, which waits at most a given time for the next item. */
export class Mailbox<T> {
  readonly #items: T[] = [];
  #wake: () => void = () => {};

  /** Adds an item and wakes the reader. */
  put(item: T): void {
    this.#items.push(item);
    this.#wake();
  }

  /** Removes the oldest item, or gives `undefined` when none comes within so many milliseconds. */
  async take(within: number): Promise<T | undefined> {
    if (this.#items.length === 0) await this.#filled(within);
    return this.#items.shift();
  }

  #filled(within: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, Math.max(0, within));
    this.#wake = resolve;
    return promise.finally(() => clearTimeout(timer));
  }
}
