/** Everything the service waits for besides the network; stopping ends all of it at once. */
export class Waits {
  readonly #ends = new Set<() => void>();
  #stopped = false;

  /** Resolves after so many milliseconds, or when stopped. */
  sleep(ms: number): Promise<void> {
    return this.#until((end) => {
      const timer = setTimeout(end, ms);
      return () => clearTimeout(timer);
    });
  }

  /** Resolves when the client has gone, or when stopped. */
  hang(gone: Promise<void>): Promise<void> {
    return this.#until((end) => {
      gone.then(end);
      return () => {};
    });
  }

  /** What a promise becomes, or null when stopped before. */
  async answer<T>(promise: Promise<T>): Promise<T | null> {
    let value: T | null = null;
    let failure: unknown;
    let failed = false;
    await this.#until((end) => {
      promise.then((made) => value = made, (error) => {
        failed = true;
        failure = error;
      }).finally(end);
      return () => {};
    });
    if (failed) throw failure;
    return value;
  }

  stop(): void {
    this.#stopped = true;
    for (const end of this.#ends) end();
  }

  #until(begin: (end: () => void) => () => void): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#ends.add(resolve);
    const undo = begin(resolve);
    return promise.finally(() => {
      undo();
      this.#ends.delete(resolve);
    });
  }
}
