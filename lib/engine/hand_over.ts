import { type Model, type ModelBatches, type Request } from "../models/model.ts";
import { ModelError } from "../models/model_error.ts";
import { sha256 } from "../random/hash.ts";
import { type KeptBatch, type KeptItem } from "./batch_store.ts";
import { type CallKey } from "./call_record.ts";
import { batchesOf, insistently, type Provisions } from "./insistently.ts";

/** A call that waits to be handed over. */
export interface Gathered {
  readonly key: CallKey;
  readonly request: Request;
  /** The key of what is asked. */
  readonly known: string;
  /** Tells it from every other call of the run, and from earlier attempts at it: 32 digits. */
  readonly mark: string;
  /** How many forms of a structured answer the model has refused; -1 where none is asked for. */
  readonly form: number;
  /** The most it can cost, in US dollars; null where no price is known. */
  readonly most: number | null;
}

/** As many calls as fit into one batch. */
interface Batch {
  readonly key: string;
  readonly lines: string[];
  readonly items: KeptItem[];
}

/**
 * Hands the calls of one model over, in as few batches as hold them. Each is noted in the journal before: where
 * the program is ended before the provider has named it, it is looked for, and not handed over twice.
 *
 * @throws {Error} When the provider does not take a batch; nothing is noted of it then.
 */
export async function handOver(
  { name, model }: { readonly name: string; readonly model: Model },
  calls: readonly Gathered[],
  provisions: Provisions,
): Promise<void> {
  const batches = batchesOf(model);
  for (const batch of split(name, calls, batches, provisions)) {
    await handOne(name, batch, batches, provisions);
  }
}

/** The ids follow from the calls and their run, in an order of their own: not in that of arrival. */
function* split(
  name: string,
  calls: readonly Gathered[],
  { most, line }: ModelBatches,
  { run, journal }: Provisions,
): Generator<Batch> {
  const sorted = calls.toSorted((one, other) => one.mark < other.mark ? -1 : 1);
  const made = [run, journal.note("created") ?? "", name, journal.batches.all.length];
  const whole = sha256(JSON.stringify([...made, ...sorted.map(({ mark }) => mark)])).slice(0, 24);
  let [part, bytes] = [0, 0];
  let batch: Batch = { key: `${whole}-${part}`, lines: [], items: [] };
  for (const { key: call, request, known, mark, form, most: dollars } of sorted) {
    const written = () => line({ id: `${batch.key}-${mark}`, request, refused: Math.max(0, form) });
    let text = written();
    const size = utf8.encode(text).length + 1;
    if (batch.lines.length === most.requests || (bytes > 0 && bytes + size > most.bytes)) {
      yield batch;
      part += 1;
      bytes = 0;
      batch = { key: `${whole}-${part}`, lines: [], items: [] };
      text = written();
    }
    bytes += size;
    batch.lines.push(text);
    const item = { batch: batch.key, item: `${batch.key}-${mark}`, call, request: known };
    batch.items.push({ ...item, form, most: dollars, outcome: "" });
  }
  if (batch.lines.length > 0) yield batch;
}

const utf8 = new TextEncoder();

async function handOne(
  name: string,
  { key, lines, items }: Batch,
  batches: ModelBatches,
  provisions: Provisions,
): Promise<void> {
  const { run, journal, clock, signal } = provisions;
  const since = await insistently(() => batches.newest(signal), provisions)
    .catch((error) => Promise.reject(notTaken(name, error)));
  const intended: KeptBatch = {
    ...{ key, model: name, batch: null, state: "intended", since, total: lines.length },
    ...{ made: clock.now(), said: "", answered: 0, failed: 0, reason: null },
  };
  journal.atOnce(() => journal.batches.intend(intended, items));
  try {
    const order = { key, run, lines };
    // After any other failure it may have been taken.
    const batch = await insistently(() => batches.submit(order, signal), provisions, ["rate"]);
    journal.atOnce(() => journal.batches.keep({ ...intended, batch, state: "submitted" }));
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const { message: reason } = error;
    if (!isRefusal(error)) {
      return journal.atOnce(() => journal.batches.keep({ ...intended, reason }));
    }
    journal.atOnce(() => journal.batches.forget(key));
    throw notTaken(name, error);
  }
}

/** Whether the provider has said that it did not take the batch. */
function isRefusal({ status }: ModelError): boolean {
  return status !== undefined && status < 500 && status !== 408;
}

function notTaken(name: string, error: unknown): unknown {
  if (!(error instanceof ModelError)) return error;
  return new Error(`Cannot hand over a batch to ${name}: ${error.message}`, { cause: error });
}
