import { type Host } from "../host/host.ts";
import { type Delivery, type Queue, QueueTooLarge, type Taking } from "../host/queue.ts";
import { isRegistered } from "./register_run.ts";
import {
  type Leave,
  LINES,
  type Places,
  placesOf,
  readWork,
  STILL_THERE,
  type Work,
  workersOf,
  type WorkOutcome,
} from "./work.ts";
import { WorkModels } from "./work_models.ts";

/** What a worker did. */
export interface WorkerReport {
  /** How many calls brought a reply, and how many a failure. */
  readonly replies: number;
  readonly failures: number;
  /** Of how many runs they were. */
  readonly runs: number;
  /** How many were handed back to be done by others. */
  readonly handedBack: number;
}

/** How a worker works. */
export interface WorkerOptions {
  /** The version of the program: work of another one is not done. */
  readonly version: string;
  /** The most calls at once. */
  readonly concurrency: number;
  /** The providers whose models it can make. */
  readonly providers: readonly string[];
  /** Aborted when it is to end: what it has begun is finished, the rest handed back. */
  readonly stop: AbortSignal;
}

/**
 * Makes calls of models for coordinators on other machines, with the keys of its own. Everything else (what is
 * asked, when, how often again, and what it may cost) is decided there. A call that somebody else had before is not
 * made: its reply is there, or its coordinator is told that it was lost.
 */
export class Worker {
  readonly #queue: Queue;
  readonly #host: Host;
  readonly #options: WorkerOptions;
  readonly #takings = new Map<string, Taking>();
  // What it has, begun or not: the server is told that it is still worked on.
  readonly #held = new Set<Delivery>();
  readonly #line: (readonly [provider: string, delivery: Delivery])[] = [];
  readonly #models: WorkModels;
  readonly #registered = new Set<string>();
  readonly #runs = new Set<string>();
  readonly #flight = new AbortController();
  readonly #over = Promise.withResolvers<void>();
  #atWork = 0;
  #isEnding = false;
  #failure: Error | undefined;
  #isWarned = false;
  #counts = { replies: 0, failures: 0, handedBack: 0 };

  /** A worker with a connection; it is left open. */
  constructor(queue: Queue, host: Host, options: WorkerOptions) {
    this.#queue = queue;
    this.#host = host;
    this.#options = options;
    this.#models = new WorkModels(host);
  }

  /**
   * Works until it is stopped.
   *
   * @throws {TypeError} When it meets work of another version of the program.
   */
  async run(): Promise<WorkerReport> {
    const { providers, concurrency, stop } = this.#options;
    await this.#queue.open(LINES);
    this.#queue.watch((isThere) => {
      if (isThere) this.#restore().catch(() => {});
    });
    stop.addEventListener("abort", () => this.#end(), { once: true });
    const idle = new AbortController();
    this.#sayStillThere(idle.signal).catch(() => {});
    try {
      for (const provider of providers) {
        const hear = (delivery: Delivery) => this.#hear(provider, delivery);
        const taking = await this.#queue.take(workersOf(provider), hear);
        this.#takings.set(provider, taking);
        taking.want(concurrency);
      }
      if (stop.aborted) this.#end();
      await this.#over.promise;
    } finally {
      idle.abort();
      await this.#takeNoMore();
    }
    return { ...this.#counts, runs: this.#runs.size };
  }

  /** A server that was started again may have lost what it had. */
  async #restore(): Promise<void> {
    await this.#queue.open(LINES);
    for (const provider of this.#options.providers) await this.#queue.waiting(workersOf(provider));
  }

  async #takeNoMore(): Promise<void> {
    await Promise.all(this.#takings.values().map((taking) => taking.stop()));
  }

  #hear(provider: string, delivery: Delivery): void {
    if (this.#isEnding) return this.#handBack(delivery);
    this.#held.add(delivery);
    this.#line.push([provider, delivery]);
    this.#next();
  }

  #next(): void {
    while (this.#atWork < this.#options.concurrency) {
      const [provider, delivery] = this.#line.shift() ?? [];
      if (provider === undefined || delivery === undefined) return;
      this.#atWork += 1;
      this.#work(delivery).catch((error) => this.#over.reject(error)).finally(() => {
        this.#atWork -= 1;
        this.#held.delete(delivery);
        if (!this.#isEnding) this.#takings.get(provider)?.want(1);
        this.#next();
        this.#settle();
      });
    }
  }

  async #work(delivery: Delivery): Promise<void> {
    const work = readWork(delivery.text);
    const places = work && placesOf(work);
    if (work === undefined || places?.work(work.spec.provider, work.key) !== delivery.subject) {
      return this.#throwAway(delivery, "is no work of a run");
    }
    if (work.version !== this.#options.version) {
      return this.#quit(delivery, work);
    }
    if (!await this.#isKnown(work)) {
      return this.#throwAway(delivery, "is work of a run or a plan that is not known there");
    }
    const leave = await this.#leave(work, places, delivery);
    if (leave === "over") return delivery.settle();
    // Whoever has it says so; where nobody does, it comes again.
    if (leave === "begun") return;
    this.#runs.add(work.run);
    const outcome = await this.#models.make(work, this.#flight.signal);
    this.#counts["reply" in outcome ? "replies" : "failures"] += 1;
    await this.#send(work, delivery, outcome);
    delivery.settle();
  }

  /** Whether a piece of work is to be begun; without a coordinator, whether it has not been before. */
  async #leave(work: Work, places: Places, delivery: Delivery): Promise<Leave> {
    if (!delivery.isAgain) {
      const said = await this.#queue.ask(places.begun, work.key);
      if (said === "begin" || said === "begun" || said === "over") return said;
    }
    const isDone = await this.#queue.last(...places.reply(work.key)) !== undefined;
    if (!isDone && !delivery.isAgain) return "begin";
    if (!isDone) await this.#send(work, delivery, { lost: true });
    return "over";
  }

  /** Work of another version is for others; what is under way is finished all the same. */
  #quit(delivery: Delivery, { run, version }: Work): void {
    this.#failure ??= new TypeError(
      `Cannot work for the run "${run}": it is carried out by version ${version}, and this is ` +
        this.#options.version,
    );
    this.#end();
    this.#handBack(delivery);
  }

  /** Sends what came of it; the server keeps it until it is in the run's journal. */
  async #send(work: Work, { receipt }: Delivery, outcome: WorkOutcome): Promise<void> {
    const { key } = work;
    const [, subject] = placesOf(work).reply(key);
    const { signal } = this.#flight;
    try {
      await this.#queue.put(subject, JSON.stringify({ key, receipt, outcome }), { signal });
    } catch (error) {
      if (!(error instanceof QueueTooLarge)) throw error;
      const message = `Cannot get an answer: the reply cannot be sent to the run: ${error.message}`;
      const told: WorkOutcome = { error: { kind: "unreadable", message } };
      await this.#queue.put(subject, JSON.stringify({ key, receipt, outcome: told }), { signal });
    }
  }

  async #isKnown(work: Work): Promise<boolean> {
    const name = JSON.stringify([work.run, work.created, work.fingerprint]);
    if (this.#registered.has(name)) return true;
    const isKnown = await isRegistered(this.#queue, work);
    if (isKnown) this.#registered.add(name);
    return isKnown;
  }

  #throwAway(delivery: Delivery, why: string): void {
    delivery.settle();
    if (this.#isWarned) return;
    this.#isWarned = true;
    this.#host.terminal.err(
      `warning: a message at ${this.#queue.address} ${why}, and was thrown away\n`,
    );
  }

  #end(): void {
    this.#isEnding = true;
    // Else what is handed back would come again at once.
    this.#takeNoMore().catch(() => {});
    for (const [, delivery] of this.#line.splice(0)) this.#handBack(delivery);
    this.#settle();
  }

  #handBack(delivery: Delivery): void {
    this.#held.delete(delivery);
    this.#counts.handedBack += 1;
    delivery.giveBack();
  }

  #settle(): void {
    if (!this.#isEnding || this.#atWork > 0) return;
    if (this.#failure === undefined) this.#over.resolve();
    else this.#over.reject(this.#failure);
  }

  async #sayStillThere(idle: AbortSignal): Promise<void> {
    for (;;) {
      await this.#host.clock.sleep(STILL_THERE, idle);
      for (const delivery of this.#held) delivery.keep();
    }
  }
}
