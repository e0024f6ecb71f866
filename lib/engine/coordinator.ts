import { type Host } from "../host/host.ts";
import { type Queue, QueueTaken, QueueTooLarge } from "../host/queue.ts";
import { type Model, type Reply, type Request } from "../models/model.ts";
import { ModelError } from "../models/model_error.ts";
import { Arrivals, type Arrived } from "./arrivals.ts";
import { type CallKey } from "./call_record.ts";
import { registerRun, type Registration } from "./register_run.ts";
import { type Turn, Turns } from "./turns.ts";
import { Waiting, WaitingWork } from "./waiting_work.ts";
import {
  type DispatchedRun,
  errorOf,
  LINES,
  type Places,
  placesOf,
  registerOf,
  type Work,
  workKey,
} from "./work.ts";
import { WorkLost } from "./work_lost.ts";

/** A call that a worker is to make. */
export interface DispatchedCall {
  readonly model: Model;
  readonly request: Request;
  /** The key of the request, whatever unit makes it. */
  readonly known: string;
  readonly key: CallKey;
  /** As what it counts. */
  readonly source: string;
  /** Whose turn it is to hand something over, where calls are limited in time. */
  readonly turn: Turn | undefined;
}

/** A reply that a worker has sent. */
export interface DispatchedReply {
  readonly reply: Reply;
  /** To be called when it is safely kept: until then the server has it. */
  readonly taken: (() => void) | undefined;
}

/** In what time so many calls may be handed over that the rate allows in it, in seconds. */
const BURST = 0.3;
/** How often a call may be lost: some request may be what ends the workers. */
const LOSSES = 10;
/** How long it may take to tidy up at the end, in milliseconds. */
const TIDYING = 5000;

/**
 * Hands the calls of a run to workers on other machines, and takes their replies. Each call has a name that follows
 * from what is asked: one that a coordinator has left behind when it was killed is found again, and so is its
 * reply, which stays on the server until it is in the journal.
 */
export class Coordinator {
  readonly #queue: Queue;
  readonly #run: DispatchedRun;
  readonly #host: Pick<Host, "clock" | "terminal">;
  readonly #places: Places;
  readonly #turns: Turns | undefined;
  readonly #waiting: WaitingWork<Arrived>;
  readonly #arrivals: Arrivals;
  readonly #refused = new Map<string, number>();
  readonly #losses = new Map<string, number>();
  readonly #ends: (() => void)[] = [];

  private constructor(
    queue: Queue,
    run: DispatchedRun,
    { host, rate }: CoordinatorTools,
  ) {
    this.#queue = queue;
    this.#run = run;
    this.#host = host;
    this.#places = placesOf(run);
    this.#turns = rate === undefined ? undefined : new Turns(Math.max(1, Math.floor(rate * BURST)));
    this.#waiting = new WaitingWork(queue, this.#places, host);
    this.#arrivals = new Arrivals(queue, this.#places, this.#waiting, host);
  }

  /**
   * Begins to dispatch a run; what came while nobody was there is taken first.
   *
   * @throws {TypeError} When somebody else carries it out, or another run has its id.
   * @throws {Error} When the server cannot be used.
   */
  static async begin(
    queue: Queue,
    run: DispatchedRun,
    tools: CoordinatorTools & Registration,
  ): Promise<Coordinator> {
    await queue.open(LINES);
    await registerRun(queue, run, tools);
    const coordinator = new Coordinator(queue, run, tools);
    await coordinator.#begin();
    return coordinator;
  }

  /** Waits until a call may be handed over; undefined where no rate is to be kept. */
  async turn(signal: AbortSignal): Promise<Turn | undefined> {
    return await this.#turns?.next(signal);
  }

  /**
   * Has a worker make a call.
   *
   * @param flight Cuts it off.
   * @param begun Aborted when nothing may be begun any more: what no worker has begun is called back then.
   * @throws {ModelError} When the model gave no reply.
   * @throws {WorkLost} When the worker has gone.
   */
  async reply(
    call: DispatchedCall,
    flight: AbortSignal,
    begun: AbortSignal,
  ): Promise<DispatchedReply> {
    const work = this.#workOf(call);
    const { key } = work;
    const { result: { outcome, receipt }, delivery } = this.#arrivals.claim(key) ??
      await this.#ask(work, call.turn, { flight, begun });
    if ("reply" in outcome) {
      const taken = () => {
        // First the work, then its reply: whoever gets the work again finds the reply there.
        this.#queue.tell(receipt, "+ACK");
        delivery.settle();
      };
      return { reply: outcome.reply, taken };
    }
    // It is asked for again under the same name, which must be free by then.
    await this.#queue.settle(receipt);
    delivery.settle();
    if ("lost" in outcome) throw this.#lost(key);
    const error = errorOf(outcome.error);
    if (error.kind === "form") this.#refused.set(call.model.id, work.refused + 1);
    throw error;
  }

  /** Ends it: what no worker has begun is called back, and where the run is whole nothing is left of it. */
  async end({ isWhole }: { readonly isWhole: boolean }): Promise<void> {
    const over = new AbortController();
    const late = this.#host.clock.sleep(TIDYING, over.signal).catch(() => {});
    await Promise.race([this.#tidy(isWhole).catch(() => {}), late]);
    over.abort();
    for (const end of this.#ends) end();
    this.#waiting.end();
    await this.#arrivals.end();
    await this.#queue.close();
  }

  async #begin(): Promise<void> {
    this.#ends.push(
      this.#queue.answer(registerOf(this.#run.run).alive, () => ""),
      this.#queue.answer(this.#places.begun, (key) => this.#waiting.begun(key)),
    );
    await this.#arrivals.begin();
    this.#waiting.watch();
    this.#queue.watch((isThere) => {
      this.#waiting.told(isThere);
      if (isThere) this.#restore().catch(() => {});
    });
  }

  #workOf({ model, request, known, key, source }: DispatchedCall): Work {
    const { unit, turn, purpose, attempt } = key;
    const { run, created } = this.#run;
    const { about, ...asked } = request;
    return {
      ...this.#run,
      key: workKey([run, created, unit, turn, purpose, attempt, known, source]),
      spec: model.spec,
      refused: this.#refused.get(model.id) ?? 0,
      // Only who lives in the program answers from what a request is about.
      request: model.spec.provider === "simulated" ? { ...asked, about } : asked,
    };
  }

  async #ask(
    work: Work,
    turn: Turn | undefined,
    signals: { readonly flight: AbortSignal; readonly begun: AbortSignal },
  ): Promise<Arrived> {
    const { key, spec: { provider } } = work;
    const subject = this.#places.work(provider, key);
    const waiting = new Waiting<Arrived>({ key, provider, subject, turn, ...signals });
    this.#waiting.add(waiting);
    try {
      await this.#queue.put(subject, JSON.stringify(work), { signal: signals.flight, after: 0 });
    } catch (error) {
      // It is there already: a coordinator that was killed has put it.
      if (error instanceof QueueTaken) turn?.over();
      else {
        this.#waiting.delete(key);
        if (!(error instanceof QueueTooLarge)) throw error;
        const why = `the request cannot be handed to a worker: ${error.message}`;
        throw new ModelError(`Cannot get an answer: ${why}`, { kind: "bad" });
      }
    }
    return await waiting.arrived;
  }

  #lost(key: string): Error {
    const losses = (this.#losses.get(key) ?? 0) + 1;
    this.#losses.set(key, losses);
    if (losses < LOSSES) return new WorkLost(key);
    const why = `each of ${losses} workers that had it has gone before it replied`;
    return new ModelError(`Cannot get an answer: ${why}`, { kind: "bad" });
  }

  /** A server that was started again may have lost what it had. */
  async #restore(): Promise<void> {
    await this.#queue.open(LINES);
    const registered = await this.#queue.last(...registerOf(this.#run.run).entry);
    if (registered === undefined) {
      await registerRun(this.#queue, this.#run, { earlier: [], isAnew: false });
    }
    await this.#queue.waiting(this.#places.coordinator);
  }

  async #tidy(isWhole: boolean): Promise<void> {
    const { allWork, allReplies, coordinator } = this.#places;
    await this.#queue.clear(...allWork);
    if (!isWhole) return;
    await this.#queue.clear(...registerOf(this.#run.run).entry);
    await this.#queue.clear(...allReplies);
    await this.#queue.dismiss(coordinator);
  }
}

/** What a coordinator works with. */
export interface CoordinatorTools {
  readonly host: Pick<Host, "clock" | "terminal">;
  /** The most requests a second. */
  readonly rate: number | undefined;
}
