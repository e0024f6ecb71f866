import { type BatchLook, type BatchResult, type ModelBatches } from "../models/model.ts";
import { ModelError } from "../models/model_error.ts";
import { modelPrice } from "../models/model_price.ts";
import { BATCH_SHARE, costOf, type Price, type Prices } from "../models/prices.ts";
import { ANSWERED, judged, NOT_TAKEN, writeOutcome } from "./batch_outcome.ts";
import { type KeptBatch, type KeptItem } from "./batch_store.ts";
import { type NamedModel } from "./calls.ts";
import { batchesOf, insistently, type Provisions } from "./insistently.ts";

/** Which models are asked, what they cost, and what becomes of batches that bring nothing any more. */
export interface Asked {
  /** The models by the names that they were given. */
  readonly named: ReadonlyMap<string, NamedModel>;
  readonly prices: Prices;
  /** Whether a batch that its provider does not have, or not whole, is given up. @default false */
  readonly abandon?: boolean | undefined;
}

/** How many results are written at once. */
const AT_ONCE = 1000;

/**
 * Collects what the batches of a run have brought: each reply becomes a call of the journal, at half the price.
 *
 * @returns What stands in the way of those that could not be collected, in a sentence each.
 * @throws {Error} When a provider did not take a batch; what the others have brought is in the journal then.
 */
export async function collectBatches(
  { named, prices, abandon = false }: Asked,
  provisions: Provisions,
): Promise<string[]> {
  const [problems, refused]: [string[], string[]] = [[], []];
  for (const batch of provisions.journal.batches.open) {
    const { model } = named.get(batch.model) ?? {};
    if (model === undefined) {
      throw new TypeError(`Cannot collect a batch of ${batch.model}: it is not asked any more`);
    }
    try {
      const price = modelPrice(model, prices);
      const tools = { batches: batchesOf(model), price, ...provisions };
      const reason = await collectOne(batch, tools).catch((error) => {
        if (!abandon || !isLost(error)) throw error;
        return giveUp(batch.key, error, tools);
      });
      if (reason !== null) {
        refused.push(`${batch.model} did not take a batch of ${batch.total}: ${reason}`);
      }
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      const wayOut = isLost(error) ? `; ${WAY_OUT}` : "";
      problems.push(`a batch of ${batch.model} cannot be collected now: ${error.message}${wayOut}`);
    }
  }
  if (refused.length === 0) return problems;
  throw new Error(
    `Cannot go on: ${refused.join("; ")}; to collect again is to hand it over once more`,
  );
}

const WAY_OUT =
  "where that stays so, --abandon or { abandon: true } gives up what is missing of it, which " +
  "is asked for and paid again";

/** Whether waiting may not help: the provider does not know the batch, or what it has brought is not whole. */
export function isLost(error: unknown): error is ModelError {
  if (!(error instanceof ModelError)) return false;
  return error.kind === "unreadable" || error.status === 404 || error.status === 410;
}

/** Gives up what a batch has not brought: it may be billed all the same, and goes into the next one. */
function giveUp(key: string, { message }: ModelError, tools: Tools): null {
  const { journal } = tools;
  const batch = journal.batches.all.find((one) => one.key === key);
  if (batch === undefined) return null;
  const error = new ModelError(message, { kind: "unreadable" });
  journal.atOnce(() => {
    for (const item of journal.batches.waiting(key).values()) {
      keep(item, { id: item.item, error }, batch, tools);
    }
    journal.batches.keep({ ...batch, state: "lost", reason: message });
  });
  return null;
}

interface Tools extends Provisions {
  readonly batches: ModelBatches;
  readonly price: Price | null;
}

/** Goes on with one batch; why it was not taken, or null. */
async function collectOne(kept: KeptBatch, tools: Tools): Promise<string | null> {
  const { journal, batches, signal } = tools;
  const batch = kept.batch === null ? await sought(kept, tools) : kept;
  const id = batch?.batch;
  if (batch === undefined || !id) return null;
  const look = await insistently(() => batches.look(id, signal), tools);
  const { said, answered, failed } = look;
  const now = { ...batch, said, answered, failed };
  journal.atOnce(() => journal.batches.keep(now));
  if (look.state === "refused") return notTaken(now, look, tools);
  if (look.state === "ended") await insistently(() => collectResults(now, id, tools), tools);
  return null;
}

/** A batch that may have been handed over: with its id where it was, without where nobody can tell yet. */
async function sought(batch: KeptBatch, tools: Tools): Promise<KeptBatch | undefined> {
  const { journal, batches, signal } = tools;
  const { key, total, since } = batch;
  const known = journal.batches.all.flatMap(({ batch }) => batch ?? []);
  const looked = { key, total, since, others: new Set(known) };
  const found = await insistently(() => batches.find(looked, signal), tools);
  if (found.found === "undecided") return batch;
  if (found.found !== "batch") {
    journal.atOnce(() => journal.batches.forget(key));
    return undefined;
  }
  const named: KeptBatch = { ...batch, batch: found.id, state: "submitted", reason: null };
  journal.atOnce(() => journal.batches.keep(named));
  return named;
}

function notTaken(batch: KeptBatch, { reason }: BatchLook, { journal }: Tools): string {
  journal.atOnce(() => {
    for (const item of journal.batches.waiting(batch.key).values()) {
      journal.batches.settle(item, NOT_TAKEN);
    }
    journal.batches.keep({ ...batch, state: "refused", reason });
  });
  return reason ?? "it does not say why";
}

/** Takes over the results; what was taken over before, by a program that was ended, is left alone. */
async function collectResults(batch: KeptBatch, id: string, tools: Tools): Promise<void> {
  const { journal, batches, signal } = tools;
  const waiting = journal.batches.waiting(batch.key);
  let taken: [KeptItem, BatchResult][] = [];
  const write = () => {
    journal.atOnce(() => taken.forEach(([item, result]) => keep(item, result, batch, tools)));
    taken = [];
  };
  try {
    for await (const result of batches.results(id, signal)) {
      const item = waiting.get(result.id);
      // One that is there twice counts once.
      if (item === undefined || !waiting.delete(result.id)) continue;
      taken.push([item, result]);
      if (taken.length === AT_ONCE) write();
    }
  } finally {
    // What has come is kept, also where the rest is to be fetched again.
    write();
  }
  assertWhole(batch, waiting.size);
  const error = new ModelError(
    `Cannot get an answer from ${batch.model}: its batch has no result for it`,
    {
      kind: "server",
    },
  );
  for (const item of waiting.values()) taken.push([item, { id: item.item, error }]);
  write();
  journal.atOnce(() => journal.batches.keep({ ...batch, state: "collected" }));
}

/** Refuses results that have fewer answers than the provider tells of: they are paid for, and may still come. */
function assertWhole({ model, total, answered }: KeptBatch, missing: number): void {
  const unsaid = missing - Math.max(0, total - answered);
  if (unsaid <= 0) return;
  throw new ModelError(
    `Cannot get an answer from ${model}: ${unsaid} of the ${answered} answers of its batch are not among the results`,
    { kind: "unreadable" },
  );
}

function keep(
  item: KeptItem,
  result: BatchResult,
  { model, made }: KeptBatch,
  { journal, price, clock }: Tools,
): void {
  const call = {
    ...{ key: item.call, request: item.request, source: "asked" as const, model },
    ...{ started: made, latency: clock.now() - made },
  };
  if ("reply" in result) {
    const { reply } = result;
    const cost = reply.cost ?? (price && BATCH_SHARE * costOf(reply.usage, price));
    journal.keep({ ...call, reply, cost });
    return journal.batches.settle(item, ANSWERED);
  }
  const error = judged(result.error, item);
  // What came and cannot be read may be billed all the same.
  if (error.kind === "unreadable") journal.keep({ ...call, reply: null, cost: item.most });
  journal.batches.settle(item, writeOutcome(error));
}
