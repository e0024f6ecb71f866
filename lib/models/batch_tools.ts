import { type Host } from "../host/host.ts";
import { sdkFailure, trimmed } from "./failure.ts";
import { type BatchResult } from "./model.ts";
import { ModelError } from "./model_error.ts";
import { type Connection } from "./provider.ts";
import { type StructuredForms } from "./structured.ts";

/** What the batches of a model are made with. */
export interface BatchTools {
  /** The model's id. */
  readonly id: string;
  readonly connection: Connection;
  readonly host: Host;
  readonly forms: StructuredForms;
}

/** The longest time that handing over a batch may take, in milliseconds: it can be hundreds of megabytes. */
export const HANDING_OVER = 600_000;

/** Does something with a provider's package, whose errors become ours. */
export async function throughPackage<Value>(
  { id, connection, host }: BatchTools,
  signal: AbortSignal,
  act: () => Promise<Value>,
): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    throw sdkFailure(error, { signal, now: host.clock.now(), id, connection });
  }
}

/** The failure of one request of a batch, as the same failure of a call would be told. */
export function itemFailure(
  { id, connection, host }: BatchTools,
  failure: { readonly status: number; readonly code?: string | undefined; readonly body: unknown },
): ModelError {
  const { status, code, body } = failure;
  const signal = new AbortController().signal;
  const call = { signal, now: host.clock.now(), id, connection };
  // Without a signal that is aborted it is always one.
  return sdkFailure({ status, code, error: body, headers: new Headers() }, call) as ModelError;
}

/** The failure of a request that the batch has not come to. */
export function notAsked({ id, connection }: BatchTools, why: string): ModelError {
  const reason = trimmed(why, connection.key);
  return new ModelError(`Cannot get an answer from ${id} (${connection.provider}): ${reason}`, {
    kind: "server",
  });
}

/** The failure of a request whose result cannot be read: it may be billed all the same. */
export function unreadable({ id, connection }: BatchTools, cause: unknown): ModelError {
  return new ModelError(
    `Cannot get an answer from ${id} (${connection.provider}): the reply is not JSON of the documented form`,
    { kind: "unreadable", cause },
  );
}

/**
 * The host's `fetch` for what is too large to be read at once: its body is read piece by piece. Aborting the
 * run's signal cuts it off.
 */
export function openFetch(host: Host, run: AbortSignal): typeof fetch {
  return (input, init) => {
    const signal = init?.signal ? AbortSignal.any([run, init.signal]) : run;
    return host.fetch(input, { ...init, redirect: "manual", signal });
  };
}

/**
 * The results in a response, a line each.
 *
 * @param read Reads the JSON of a line; undefined where it is about no request.
 * @throws {ModelError} After all others, where a line is no JSON: results that broke off are to be fetched again, and
 * not taken for all.
 */
export async function* resultsIn(
  response: Response,
  read: (line: unknown) => BatchResult | undefined,
  tools: BatchTools,
  signal: AbortSignal,
): AsyncGenerator<BatchResult> {
  let broken: ModelError | undefined;
  for await (const line of linesOf(response, tools, signal)) {
    try {
      const result = read(JSON.parse(line));
      if (result !== undefined) yield result;
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
      broken ??= unreadable(tools, cause);
    }
  }
  if (broken !== undefined) throw broken;
}

/** The lines of a response, without those that are empty. */
async function* linesOf(
  { body }: Response,
  tools: BatchTools,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const pieces = (body ?? new ReadableStream<Uint8Array>({ start: (empty) => empty.close() }))
    .getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await throughPackage(tools, signal, () => pieces.read());
      const lines = (rest + decoder.decode(value, { stream: !done })).split("\n");
      rest = done ? "" : lines.pop() ?? "";
      yield* lines.filter((line) => line.trim() !== "");
      if (done) return;
    }
  } finally {
    await pieces.cancel().catch(() => {});
  }
}
