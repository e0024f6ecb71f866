import { type Clock } from "./host.ts";

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that jumps to the next sleeper as soon as nothing is under way. */
export class MovedClock implements Clock {
  #now = 0;
  #busy = 0;
  #sleepers: Sleeper[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly now = (): number => this.#now;
  readonly elapsed = (): number => this.#now;

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const stop = () => {
        this.#leave(sleeper);
        reject(signal?.reason);
      };
      const wake = () => {
        signal?.removeEventListener("abort", stop);
        resolve();
      };
      const sleeper = { at: this.#now + Math.max(0, milliseconds), wake };
      signal?.addEventListener("abort", stop, { once: true });
      this.#sleepers.push(sleeper);
      this.#advanceSoon();
    });
  }

  breathe(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 0));
  }

  /** Runs an act during which time stands still. */
  async during<T>(act: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    this.#advanceSoon();
    try {
      return await act();
    } finally {
      this.#busy -= 1;
      this.#advanceSoon();
    }
  }

  // One timer at most, and none when nobody sleeps, so that a test leaves none behind.
  #advanceSoon(): void {
    clearTimeout(this.#timer);
    if (this.#busy > 0 || this.#sleepers.length === 0) return;
    this.#timer = setTimeout(() => this.#advance(), 0);
  }

  #advance(): void {
    const next = this.#sleepers.reduce((first, other) => other.at < first.at ? other : first);
    this.#now = Math.max(this.#now, next.at);
    this.#leave(next);
    next.wake();
  }

  #leave(sleeper: Sleeper): void {
    this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
    this.#advanceSoon();
  }
}
