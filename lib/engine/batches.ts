import { type Model, type Request } from "../models/model.ts";
import { BATCH_SHARE, type Price } from "../models/prices.ts";
import { retryWait } from "../models/retry.ts";
import { sha256 } from "../random/hash.ts";
import { BatchPending } from "./batch_pending.ts";
import { readOutcome } from "./batch_outcome.ts";
import { type KeptItem } from "./batch_store.ts";
import { type Budget, BudgetSpent } from "./budget.ts";
import { type CallKey } from "./call_record.ts";
import { type Gathered, handOver } from "./hand_over.ts";
import { type Provisions } from "./insistently.ts";
import { mostCost } from "./most_cost.ts";

/** A call that a batch is to make. */
export interface BatchCall {
  /** The model, as it was named. */
  readonly name: string;
  readonly model: Model;
  readonly request: Request;
  /** The key of the request, whatever unit makes it. */
  readonly known: string;
  readonly key: CallKey;
  readonly price: Price | null;
}

/**
 * Gathers the calls of a run that wait for a reply, and hands them over in batches when nothing else can go on.
 * What a batch could not bring is tried again in the next one, as often as a call by itself would be.
 */
export class Batches {
  readonly #provisions: Provisions;
  readonly #budget: Budget | undefined;
  readonly #gathered = new Map<string, { readonly model: Model; readonly calls: Gathered[] }>();
  #isWaiting = false;

  constructor(provisions: Provisions, budget: Budget | undefined) {
    this.#provisions = provisions;
    this.#budget = budget;
  }

  /** Whether something waits for a batch, so that the run cannot come to its end. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /**
   * Has a batch make a call.
   *
   * @throws {BatchPending} As long as there is no reply.
   * @throws {ModelError} When there will be none.
   * @throws {BudgetSpent} When it could cost more than is left.
   */
  ask(call: BatchCall): never {
    const { journal: { batches } } = this.#provisions;
    const tried = batches.tried(call.key).filter(({ request }) => request === call.known);
    if (!tried.some(({ outcome }) => outcome === "")) this.#gather(call, tried);
    this.#isWaiting = true;
    throw new BatchPending(`${call.model.id} has not replied yet`);
  }

  /**
   * Hands over what was gathered.
   *
   * @throws {Error} When a provider does not take it.
   */
  async submit(): Promise<void> {
    for (const [name, { model, calls }] of this.#gathered) {
      await handOver({ name, model }, calls, this.#provisions);
    }
    this.#gathered.clear();
  }

  #gather(call: BatchCall, tried: readonly KeptItem[]): void {
    const { name, model, request, known, key, price } = call;
    const failures = tried.flatMap(({ outcome }) => readOutcome(outcome) ?? []);
    const last = failures.at(-1);
    if (last !== undefined) {
      const same = failures.filter(({ kind }) => (kind === "form") === (last.kind === "form"));
      if (retryWait(last, same.length, 0) === null) throw last;
    }
    const most = price && BATCH_SHARE * mostCost(request, price);
    // What does not fit now may fit when the replies that are under way have come, and cost less.
    if (!this.#canPay(call, most)) return;
    const { unit, turn, purpose, attempt } = key;
    const mark = sha256(JSON.stringify([unit, turn, purpose, attempt, known, tried.length]));
    const refused = this.#provisions.journal.batches.refusedForms(name);
    const form = request.schema === null ? -1 : refused;
    const group = this.#gathered.get(name) ?? { model, calls: [] };
    this.#gathered.set(name, group);
    group.calls.push({ known, key, request, mark: mark.slice(0, 32), form, most });
  }

  #canPay({ name, request: { about: { purpose } } }: BatchCall, most: number | null): boolean {
    if (this.#budget === undefined || most === null) return true;
    try {
      return this.#budget.setAside(most) !== undefined;
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      throw new BudgetSpent(error, { purpose, model: name, most });
    }
  }
}
