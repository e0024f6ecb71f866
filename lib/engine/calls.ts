import { type Model, type Request } from "../models/model.ts";
import { type FailureKind, ModelError } from "../models/model_error.ts";
import { modelPrice } from "../models/model_price.ts";
import { costOf, type Price } from "../models/prices.ts";
import { retryWait } from "../models/retry.ts";
import { BudgetSpent, type Reservation } from "./budget.ts";
import { type CallParts } from "./call_parts.ts";
import {
  type CallKey,
  type CallSource,
  type Kept,
  type KeptReply,
  type Made,
} from "./call_record.ts";
import { countedReply } from "./counted_reply.ts";
import { Fuse } from "./fuse.ts";
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
  readonly #parts: CallParts;
  readonly #begun: () => AbortSignal;
  readonly #source: Exclude<CallSource, "replayed">;
  readonly #fuses = new Map<string, Fuse>();

  constructor(parts: CallParts) {
    this.#parts = parts;
    this.#begun = parts.begun ?? (() => parts.signal);
    this.#source = parts.source ?? "asked";
  }

  /** Whether only so much may be spent. */
  get hasBudget(): boolean {
    return this.#parts.budget !== undefined;
  }

  /** Whether every call matters, also of what was finished before: a store is to hold all of them. */
  get isRecording(): boolean {
    return this.#parts.responses?.mode === "record";
  }

  /** Whether replies are taken from a store, and nothing it does not hold is asked for. */
  get isReplaying(): boolean {
    return this.#parts.responses !== undefined && !this.isRecording;
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
    const isEmpty = this.#parts.journal.isNew && !this.#parts.journal.batches.isUsed;
    const kept = isEmpty ? undefined : this.#parts.journal.find(key);
    if (kept) this.recalled.note(request, key);
    if (kept && !this.isRecording) return { ...kept, isRecalled: true };
    const known = requestKey(to, request);
    if (kept) {
      // What this run stands on stays, whatever the store may hold already.
      await this.#parts.responses?.keep(known, kept);
      return { ...kept, isRecalled: true };
    }
    const fuse = this.#fuses.get(to.name) ?? new Fuse();
    this.#fuses.set(to.name, fuse);
    const call = {
      ...to,
      request,
      known,
      key,
      fuse,
      price: modelPrice(to.model, this.#parts.prices),
    };
    const made = this.#parts.responses === undefined
      ? await this.#tryAndTry(call)
      : await this.#recorded(call, this.#parts.responses);
    this.#keep(call, made);
    const { reply, cost, isRecalled } = made;
    return isRecalled ? { reply, cost, isRecalled } : { reply, cost };
  }

  // Its unit's rows are durable only after it, so a failure to write is met there.
  #keep({ name: model, known: request, key }: Call, { taken, ...kept }: Kept): void {
    this.#parts.journal.keep({ key, model, request, ...kept }).then(taken, () => {});
  }

  /** The reply of a store; what it does not have is asked for, and kept there before it counts. */
  async #recorded(call: Call, responses: Responses): Promise<Made> {
    const { known, request: { about } } = call;
    const stored = responses.find(known, call, about);
    if (stored) {
      this.recalled.note(call.request, call.key);
      const started = this.#parts.host.clock.now();
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
      if (this.#parts.journal.failure) throw this.#parts.journal.failure;
      // Nobody waits a day for the summary, which is one call or a few.
      if (key.purpose !== "synthesis") this.#parts.batches?.ask(call);
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
        const jitter = this.#parts.random.fork("retry", unit, turn, purpose, tried).uniform();
        const wait = retryWait(error, tried, jitter);
        if (wait === null) {
          fuse.failed(error);
          throw error;
        }
        await this.#parts.gate.pause(wait, this.#begun());
      }
    }
  }

  /** One attempt; what it may cost is set aside before it waits for its turn. */
  async #attempt(call: Call): Promise<Made> {
    const reservation = await this.#reserve(call);
    let token = NaN;
    try {
      using turn = await this.#parts.coordinator?.turn(this.#begun());
      token = await this.#parts.gate.token(this.#begun());
      // It may have blown while the token was waited for.
      call.fuse.check();
      const made = await this.#send(call, turn);
      call.fuse.worked();
      this.#parts.gate.worked(token);
      reservation?.settle(made.cost ?? 0);
      return made;
    } catch (error) {
      if (isOf(error, "unreadable")) reservation?.forfeit();
      else reservation?.release();
      if (isOf(error, "rate")) this.#parts.gate.limited(token);
      throw error;
    }
  }

  /** Sends a request; what came and cannot be read may be billed all the same, and is kept. */
  async #send(call: Call, turn: Turn | undefined): Promise<Made> {
    const { model, request, price, isPortable } = call;
    const { clock } = this.#parts.host;
    const [source, started, begun] = [this.#source, clock.now(), clock.elapsed()];
    try {
      const sent = isPortable && this.#parts.coordinator
        ? await this.#parts.coordinator.reply(
          { ...call, source, turn },
          this.#parts.signal,
          this.#begun(),
        )
        : { reply: await model.reply(request, this.#parts.signal), taken: undefined };
      const reply = countedReply(sent.reply, request, price);
      const cost = reply.cost ?? (price && costOf(reply.usage, price));
      return { reply, cost, source, started, latency: clock.elapsed() - begun, taken: sent.taken };
    } catch (error) {
      if (isOf(error, "unreadable")) {
        const [cost, latency] = [price && mostCost(request, price), clock.elapsed() - begun];
        this.#keep(call, { reply: null, cost, source, started, latency });
      }
      throw error;
    }
  }

  async #reserve({ name, model, request, price }: Call): Promise<Reservation | undefined> {
    if (this.#parts.budget === undefined) return undefined;
    if (price === null) {
      throw new TypeError(`Cannot keep to a budget with ${model.id}: its price is not known`);
    }
    const most = mostCost(request, price);
    try {
      return await this.#parts.budget.reserve(most, this.#begun());
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      throw new BudgetSpent(error, { purpose: request.about.purpose, model: name, most });
    }
  }
}

function isOf(error: unknown, kind: FailureKind): boolean {
  return error instanceof ModelError && error.kind === kind;
}
