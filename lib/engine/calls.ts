import { type Host } from "../host/host.ts";
import { type Model, type Request } from "../models/model.ts";
import { ModelError } from "../models/model_error.ts";
import { modelPrice } from "../models/model_price.ts";
import { costOf, type Price, type Prices } from "../models/prices.ts";
import { retryWait } from "../models/retry.ts";
import { type Stream } from "../random/stream.ts";
import { type Batches } from "./batches.ts";
import { type Budget, BudgetSpent, type Reservation } from "./budget.ts";
import { type CallParts } from "./call_parts.ts";
import {
  type CallKey,
  type CallSource,
  type Kept,
  type KeptReply,
  type Made,
} from "./call_record.ts";
import { type Coordinator } from "./coordinator.ts";
import { countedReply } from "./counted_reply.ts";
import { Fuse } from "./fuse.ts";
import { type Gate } from "./gate.ts";
import { type Journal } from "./journal.ts";
import { mostCost } from "./most_cost.ts";
import { Recalled } from "./recalled.ts";
import { requestKey } from "./request_key.ts";
import { type Responses } from "./responses.ts";
import { type Turn } from "./turns.ts";
import { WorkLost } from "./work_lost.ts";

/** A model under the name it was given. */
export interface NamedModel {
  /** The name, as in `"haiku"`. */
  readonly name: string;
  /** The model. */
  readonly model: Model;
  /** Its place among those of an ensemble that are the same model under other names. @default 0 */
  readonly twin?: number | undefined;
  /** Whether it can be made anew from its spec, on another machine. @default false */
  readonly isPortable?: boolean | undefined;
}

/** A call to be made. */
interface Call extends NamedModel {
  readonly request: Request;
  /** The key of the request, whatever unit makes it. */
  readonly known: string;
  readonly key: CallKey;
  readonly price: Price | null;
  readonly fuse: Fuse;
}

/**
 * Makes calls: within the rate and the budget, tried again where that can help, each reply written to the
 * journal, and none made that the journal or a store of replies already has. What a store has costs
 * nothing and does not wait: neither the rate nor the budget is for it.
 */
export class Calls {
  /** The answers that nobody was asked for. */
  readonly recalled = new Recalled();
  readonly #host: Host;
  readonly #gate: Gate;
  readonly #journal: Journal;
  readonly #random: Stream;
  readonly #signal: AbortSignal;
  readonly #begun: () => AbortSignal;
  readonly #budget: Budget | undefined;
  readonly #prices: Prices | undefined;
  readonly #responses: Responses | undefined;
  readonly #batches: Batches | undefined;
  readonly #coordinator: Coordinator | undefined;
  readonly #source: Exclude<CallSource, "replayed">;
  readonly #fuses = new Map<string, Fuse>();

  constructor(parts: CallParts) {
    this.#host = parts.host;
    this.#gate = parts.gate;
    this.#journal = parts.journal;
    this.#random = parts.random;
    this.#signal = parts.signal;
    this.#begun = parts.begun ?? (() => parts.signal);
    this.#budget = parts.budget;
    this.#prices = parts.prices;
    this.#responses = parts.responses;
    this.#batches = parts.batches;
    this.#coordinator = parts.coordinator;
    this.#source = parts.source ?? "asked";
  }

  /** Whether only so much may be spent. */
  get hasBudget(): boolean {
    return this.#budget !== undefined;
  }

  /** Whether every call matters, also of what was finished before: a store is to hold all of them. */
  get isRecording(): boolean {
    return this.#responses?.mode === "record";
  }

  /** Whether replies are taken from a store, and nothing it does not hold is asked for. */
  get isReplaying(): boolean {
    return this.#responses !== undefined && !this.isRecording;
  }

  /**
   * The reply to a request, from the journal, the store or the model.
   *
   * @throws {ModelError} When there is none after all attempts.
   * @throws {BudgetSpent} When it could cost more than is left.
   * @throws {BatchPending} When a batch is to bring it, and has not yet.
   * @throws {Error} When only the store may reply, and does not have it.
   */
  async make(to: NamedModel, request: Request, key: CallKey): Promise<KeptReply> {
    // What batches have brought is there before the first call.
    const isEmpty = this.#journal.isNew && !this.#journal.batches.isUsed;
    const kept = isEmpty ? undefined : this.#journal.find(key);
    if (kept) this.recalled.note(request, key);
    if (kept && !this.isRecording) return { ...kept, isRecalled: true };
    const known = requestKey(to, request);
    if (kept) {
      // What this run stands on stays, whatever the store may hold already.
      await this.#responses?.keep(known, kept);
      return { ...kept, isRecalled: true };
    }
    const fuse = this.#fuses.get(to.name) ?? new Fuse();
    this.#fuses.set(to.name, fuse);
    const call = { ...to, request, known, key, fuse, price: modelPrice(to.model, this.#prices) };
    const made = this.#responses === undefined
      ? await this.#tryAndTry(call)
      : await this.#recorded(call, this.#responses);
    this.#keep(call, made);
    const { reply, cost, isRecalled = false } = made;
    return { reply, cost, ...(isRecalled ? { isRecalled } : {}) };
  }

  // Its unit's rows are durable only after it, so a failure to write is met there.
  #keep({ name: model, known: request, key }: Call, { taken, ...kept }: Kept): void {
    this.#journal.keep({ key, model, request, ...kept }).then(taken, () => {});
  }

  /** The reply of a store; what it does not have is asked for, and kept there before it counts. */
  async #recorded(call: Call, responses: Responses): Promise<Made> {
    const { known, request: { about } } = call;
    const stored = responses.find(known, call, about);
    if (stored) {
      this.recalled.note(call.request, call.key);
      const started = this.#host.clock.now();
      return { ...stored, isRecalled: true, source: "replayed", started, latency: 0 };
    }
    const made = await this.#tryAndTry(call).catch(async (error) => {
      // A failure belongs to what is recorded: a replayed run has to fail in the same places.
      if (error instanceof ModelError) await responses.keep(known, error);
      throw error;
    });
    const held = await responses.keep(known, made).catch((error) => {
      // It is paid for, so it must not be lost with the store.
      this.#keep(call, made);
      throw error;
    });
    return held instanceof ModelError ? made : { ...made, ...held };
  }

  async #tryAndTry(call: Call): Promise<Made> {
    const { key, fuse } = call;
    let [attempt, forms] = [1, 1];
    for (;;) {
      this.#begun().throwIfAborted();
      // What cannot be kept must not be paid for.
      if (this.#journal.failure) throw this.#journal.failure;
      // Nobody waits a day for the summary, which is one call or a few.
      if (key.purpose !== "synthesis") this.#batches?.ask(call);
      fuse.check();
      try {
        return await this.#attempt(call);
      } catch (error) {
        // Nothing was tried, as far as anybody can tell.
        if (error instanceof WorkLost) continue;
        if (!(error instanceof ModelError)) throw error;
        // It may have blown meanwhile; then there is nothing to wait for.
        fuse.check();
        const { unit, turn, purpose } = key;
        // Looking for the form that a model takes uses up no patience.
        const tried = error.kind === "form" ? forms++ : attempt++;
        const jitter = this.#random.fork("retry", unit, turn, purpose, tried).uniform();
        const wait = retryWait(error, tried, jitter);
        if (wait === null) {
          fuse.failed(error);
          throw error;
        }
        await this.#gate.pause(wait, this.#begun());
      }
    }
  }

  /** One attempt; what it may cost is set aside before it waits for its turn. */
  async #attempt(call: Call): Promise<Made> {
    const reservation = await this.#reserve(call);
    let token = NaN;
    try {
      using turn = await this.#coordinator?.turn(this.#begun());
      token = await this.#gate.token(this.#begun());
      // It may have blown while the token was waited for.
      call.fuse.check();
      const made = await this.#send(call, turn);
      call.fuse.worked();
      this.#gate.worked(token);
      reservation?.settle(made.cost ?? 0);
      return made;
    } catch (error) {
      if (isUnreadable(error)) reservation?.forfeit();
      else reservation?.release();
      if (error instanceof ModelError && error.kind === "rate") this.#gate.limited(token);
      throw error;
    }
  }

  /** Sends a request; what came and cannot be read may be billed all the same, and is kept. */
  async #send(call: Call, turn: Turn | undefined): Promise<Made> {
    const { model, request, price, isPortable } = call;
    const { clock } = this.#host;
    const [source, started, begun] = [this.#source, clock.now(), clock.elapsed()];
    try {
      const sent = isPortable && this.#coordinator
        ? await this.#coordinator.reply({ ...call, source, turn }, this.#signal, this.#begun())
        : { reply: await model.reply(request, this.#signal), taken: undefined };
      const reply = countedReply(sent.reply, request, price);
      const cost = reply.cost ?? (price && costOf(reply.usage, price));
      return { reply, cost, source, started, latency: clock.elapsed() - begun, taken: sent.taken };
    } catch (error) {
      if (isUnreadable(error)) {
        const [cost, latency] = [price && mostCost(request, price), clock.elapsed() - begun];
        this.#keep(call, { reply: null, cost, source, started, latency });
      }
      throw error;
    }
  }

  async #reserve({ name, model, request, price }: Call): Promise<Reservation | undefined> {
    if (this.#budget === undefined) return undefined;
    if (price === null) {
      throw new TypeError(`Cannot keep to a budget with ${model.id}: its price is not known`);
    }
    const most = mostCost(request, price);
    try {
      return await this.#budget.reserve(most, this.#begun());
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      throw new BudgetSpent(error, { purpose: request.about.purpose, model: name, most });
    }
  }
}

function isUnreadable(error: unknown): boolean {
  return error instanceof ModelError && error.kind === "unreadable";
}
