import { type Host } from "../host/host.ts";
import { type Queue } from "../host/queue.ts";
import { type Turn } from "./turns.ts";
import { type Leave, type Places, workAt, workersOf } from "./work.ts";
import { WorkLost } from "./work_lost.ts";

/** How often it is looked whether all is well, in milliseconds. */
const LOOK = 1000;
/** After how long without a worker that is told. */
const LONELY = 3000;
/** How often it is looked whether work is still there, and how often for a while after the server was gone. */
const CHECK = 60_000;
const CHECK_SOON = 3000;
const SOON = 60_000;
/** How often it must be missing: what came of it may just be on its way. */
const MISSING = 2;

/** What is waited for. */
interface WaitingFor {
  readonly key: string;
  readonly provider: string;
  readonly subject: string;
  readonly turn: Turn | undefined;
  /** Cuts it off. */
  readonly flight: AbortSignal;
  /** Aborted when nothing may be begun any more. */
  readonly begun: AbortSignal;
}

/** A piece of work that is handed over, and that somebody waits for. */
export class Waiting<Arrived> {
  readonly of: WaitingFor;
  readonly arrived: Promise<Arrived>;
  readonly resolve: (arrived: Arrived) => void;
  readonly reject: (reason: unknown) => void;
  hasBegun = false;
  /** When it was last looked for. */
  seen = 0;
  missing = 0;

  constructor(of: WaitingFor) {
    this.of = of;
    const { promise, resolve, reject } = Promise.withResolvers<Arrived>();
    // It may be cut off before it is awaited.
    promise.catch(() => {});
    this.arrived = promise;
    this.resolve = resolve;
    this.reject = reject;
  }

  /** A worker has begun it. */
  begin(): void {
    this.hasBegun = true;
    this.of.turn?.over();
  }
}

/** The work of a run that is handed over: what becomes of it when a run is ended, or nobody is there to do it. */
export class WaitingWork<Arrived> {
  readonly #queue: Queue;
  readonly #places: Places;
  readonly #host: Pick<Host, "clock" | "terminal">;
  readonly #over = new AbortController();
  readonly #waiting = new Map<string, Waiting<Arrived>>();
  readonly #signals = new WeakSet<AbortSignal>();
  readonly #lonely = new Set<string>();
  #backAt = -Infinity;

  constructor(queue: Queue, places: Places, host: Pick<Host, "clock" | "terminal">) {
    this.#queue = queue;
    this.#places = places;
    this.#host = host;
  }

  /** Takes note of work that is handed over. */
  add(waiting: Waiting<Arrived>): void {
    const { key, flight, begun } = waiting.of;
    waiting.seen = this.#host.clock.elapsed();
    this.#waiting.set(key, waiting);
    this.#heed(flight, () => true);
    this.#heed(begun, ({ hasBegun, of }) => !hasBegun && of.begun === begun);
  }

  /** Forgets it again: it could not be handed over. */
  delete(key: string): void {
    this.#waiting.delete(key);
  }

  /** A worker is about to begin it: whether it is to. The server may have given it to two, when it was killed. */
  begun(key: string): Leave {
    const waiting = this.#waiting.get(key);
    if (waiting === undefined) return "over";
    if (waiting.hasBegun) return "begun";
    waiting.begin();
    this.#lonely.delete(waiting.of.provider);
    return "begin";
  }

  /** Something has come of it; whether somebody waits for that. */
  arrive(key: string, arrived: Arrived): boolean {
    const waiting = this.#waiting.get(key);
    if (waiting === undefined) return false;
    this.#waiting.delete(key);
    waiting.begin();
    waiting.resolve(arrived);
    return true;
  }

  /** Looks now and then whether all is well. */
  watch(): void {
    this.#look().catch(() => {});
  }

  /** Says whether the connection is there, and heeds it. */
  told(isThere: boolean): void {
    if (this.#over.signal.aborted) return;
    const { clock, terminal } = this.#host;
    if (isThere) this.#backAt = clock.elapsed();
    const words = isThere
      ? "is there again"
      : "is lost: what is under way waits until it is there again";
    terminal.err(`warning: the connection to ${this.#queue.address} ${words}\n`);
  }

  /** Looks no more. */
  end(): void {
    this.#over.abort();
  }

  /** Ends the waiting for some when a signal is aborted; what is left of the work is cleared at the end. */
  #heed(signal: AbortSignal, isMeant: (waiting: Waiting<Arrived>) => boolean): void {
    if (this.#signals.has(signal)) return;
    this.#signals.add(signal);
    signal.addEventListener("abort", () => {
      const left = [...this.#waiting.values()].filter(isMeant);
      for (const { of, reject } of left) {
        this.#waiting.delete(of.key);
        of.turn?.over();
        reject(signal.reason);
      }
      // Nobody is to begin it any more.
      if (left.length > 0) this.#queue.clear(...this.#places.allWork).catch(() => {});
    }, { once: true });
  }

  async #look(): Promise<void> {
    const { clock } = this.#host;
    for (;;) {
      await clock.sleep(LOOK, this.#over.signal);
      await this.#tellLonely();
      await this.#checkThere();
    }
  }

  /** Says it where nobody takes the work of a provider's models. */
  async #tellLonely(): Promise<void> {
    const now = this.#host.clock.elapsed();
    const late = [...this.#waiting.values()].filter(({ hasBegun, seen }) =>
      !hasBegun && now - seen > LONELY
    );
    for (const provider of new Set(late.map(({ of }) => of.provider))) {
      if (this.#lonely.has(provider) || await this.#queue.isTaken(workersOf(provider))) continue;
      this.#lonely.add(provider);
      this.#host.terminal.err(
        `warning: the run waits: no worker at ${this.#queue.address} has models of ${provider}\n`,
      );
    }
  }

  /** A server that was killed may have lost work that it had taken. */
  async #checkThere(): Promise<void> {
    const now = this.#host.clock.elapsed();
    const every = now - this.#backAt < SOON ? CHECK_SOON : CHECK;
    for (const waiting of [...this.#waiting.values()]) {
      const { key, subject } = waiting.of;
      if (now - waiting.seen < every) continue;
      const found = await this.#queue.last(...workAt(this.#places, subject));
      if (this.#over.signal.aborted) return;
      waiting.seen = now;
      waiting.missing = found === undefined ? waiting.missing + 1 : 0;
      if (waiting.missing < MISSING || !this.#waiting.delete(key)) continue;
      waiting.of.turn?.over();
      waiting.reject(new WorkLost(key));
    }
  }
}
