import type { Settled } from "./behaviour.ts";
import type { Step } from "./batch_behaviour.ts";
import type { Provider } from "./request.ts";
import type { Waits } from "./waits.ts";
import { type Accepted, isProblem, type Json, type Problem, type Wire } from "./wire.ts";

/** A request of a batch, as it was handed in. */
export interface Item {
  readonly id: string;
  readonly body: unknown;
}

/** What has become of it. */
export interface Result {
  readonly id: string;
  readonly number: number;
  readonly end:
    | { readonly kind: "answered"; readonly body: Json }
    | { readonly kind: "refused"; readonly problem: Problem }
    | { readonly kind: "expired" | "canceled" };
}

/** A batch on the desk. */
export interface Batch {
  readonly id: string;
  readonly number: number;
  readonly provider: Provider;
  readonly items: readonly Item[];
  /** What the provider's own form of it needs besides. */
  readonly more: Json;
  /** When it was made, in milliseconds since 1970. */
  readonly created: number;
  /** Empty until it has ended. */
  results: readonly Result[];
  state: "under way" | "ended" | "failed";
  looks: number;
}

/** What a batch is carried out with. */
export interface Means {
  readonly settled: Settled;
  readonly waits: Waits;
  readonly headers: Headers;
}

/** All batches of the service, newest first, and what is uploaded for them. */
export class BatchDesk {
  readonly batches: Batch[] = [];
  readonly files = new Map<string, string>();
  readonly #steps = new Map<Step, number>();
  #answered = 0;

  /** The number of a step among those of its kind, from 0. */
  count(step: Step): number {
    const number = this.#steps.get(step) ?? 0;
    this.#steps.set(step, number + 1);
    return number;
  }

  /** Takes a batch. */
  take(id: string, { provider }: Wire, items: readonly Item[], more: Json): Batch {
    const number = this.batches.length;
    // Providers write whole seconds, or microseconds: two of one moment would be told by their order alone.
    const created = Date.now();
    const batch: Batch = {
      ...{ id, number, provider, items, more, created },
      ...{ results: [], state: "under way", looks: 0 },
    };
    this.batches.unshift(batch);
    return batch;
  }

  find(id: string): Batch | undefined {
    return this.batches.find((batch) => batch.id === id);
  }

  /** A page of the list, and whether there is more behind it; those on it are looked at. */
  async page(query: URLSearchParams, after: string | null, wire: Wire, means: Means) {
    const limit = Number(query.get("limit") ?? 20);
    const all = this.batches.filter(({ provider }) => provider === wire.provider);
    const from = after === null ? 0 : 1 + all.findIndex(({ id }) => id === after);
    const data = all.slice(from, from + limit);
    for (const batch of data) await this.look(batch, wire, means);
    return { data, more: from + limit < all.length };
  }

  /** Looks at a batch: when it was looked at often enough it ends. */
  async look(batch: Batch, wire: Wire, means: Means): Promise<void> {
    const { looks = 0, order = "reversed" } = means.settled.batch;
    if (batch.state !== "under way" || batch.looks++ < looks) return;
    const results: Result[] = [];
    for (const item of batch.items) results.push(...await this.#carryOut(item, wire, means));
    batch.results = order === "reversed" ? results.reverse() : results;
    batch.state = "ended";
  }

  async #carryOut({ id, body }: Item, wire: Wire, means: Means): Promise<Result[]> {
    const { settled, waits, headers } = means;
    const number = this.#answered++;
    const path = `/v1${wire.endpoint}`;
    const call = {
      method: "POST",
      path,
      headers,
      body,
      text: "",
      query: "",
      index: 1_000_000 + number,
    };
    const refused = (
      problem: Problem,
    ): Result[] => [{ id, number, end: { kind: "refused", problem } }];
    const accepted: Accepted | Problem = wire.accept(call, settled.accounts);
    if (isProblem(accepted)) return refused(accepted);
    const lost = settled.batch.lost?.(accepted.request) ?? null;
    if (lost === "missing") return [];
    if (lost !== null) return [{ id, number, end: { kind: lost } }];
    const fault = settled.fault?.(accepted.request) ?? null;
    if (fault?.kind === "status" || fault?.kind === "overflow") {
      return refused(wire.fault(fault, accepted));
    }
    const given = settled.answer(accepted.request);
    const answer = given instanceof Promise ? await waits.answer(given) : given;
    if (answer === null) return [];
    if (typeof answer === "object" && "raw" in answer) {
      return [{ id, number, end: { kind: "answered", body: { raw: answer.raw } } }];
    }
    const rendered = wire.render(accepted, answer, { seen: () => false });
    return [{ id, number, end: { kind: "answered", body: JSON.parse(rendered.body) } }];
  }
}
