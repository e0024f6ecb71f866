import type { Provider } from "./request.ts";

/** One request as the service saw it. */
export interface Recorded {
  readonly provider: Provider;
  readonly path: string;
  /** When it came, by `performance.now()`. */
  readonly at: number;
  /** The headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body, or its text where that is not JSON. */
  readonly body: unknown;
  /** The status answered; null until then, and for good when it hung, was cut off or given up. */
  readonly status: number | null;
  /** Whether the last byte of a whole answer was sent. */
  readonly finishedSending: boolean;
  /** When it was, by `performance.now()`; null where it was not. */
  readonly finishedAt: number | null;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Counts requests and, unless told otherwise, keeps them. */
export class Recorder {
  readonly #keeps: boolean;
  #requests: Writable<Recorded>[] = [];
  #counts: Record<string, number> = {};
  #count = 0;
  #inFlight = 0;
  #peak = 0;
  readonly #open = new Set<Promise<void>>();

  constructor(keeps: boolean) {
    this.#keeps = keeps;
  }

  get requests(): readonly Recorded[] {
    return this.#requests;
  }

  get count(): number {
    return this.#count;
  }

  get countByStatus(): Readonly<Record<string, number>> {
    return this.#counts;
  }

  get peak(): number {
    return this.#peak;
  }

  get keeps(): boolean {
    return this.#keeps;
  }

  clear(): void {
    this.#requests = [];
    this.#counts = {};
    this.#count = 0;
    this.#peak = this.#inFlight;
  }

  /** A request came; returns its number. */
  arrive(): number {
    this.#inFlight++;
    this.#peak = Math.max(this.#peak, this.#inFlight);
    return this.#count++;
  }

  /** A request is read; the status is not known yet. */
  keep(
    entry: Omit<Recorded, "status" | "finishedSending" | "finishedAt">,
  ): Writable<Recorded> | null {
    if (!this.#keeps) return null;
    const kept = { ...entry, status: null, finishedSending: false, finishedAt: null };
    this.#requests.push(kept);
    return kept;
  }

  /** Its answer is about to be sent: from here on it is not in flight, so a client's own limit holds. */
  leave(status: number | null): void {
    this.#inFlight--;
    const key = status === null ? "none" : String(status);
    this.#counts[key] = (this.#counts[key] ?? 0) + 1;
  }

  /** Waits for the end of something. */
  follow(work: Promise<void>): void {
    const done = work.finally(() => this.#open.delete(done));
    this.#open.add(done);
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#open.size > 0) await Promise.all(this.#open);
  }
}
