import { BrokenReply } from "../host/broken_reply.ts";
import { retryAfter } from "../host/retry_after.ts";
import { unreached } from "../host/unreached.ts";
import { withoutKey } from "../host/without_key.ts";
import { InputError } from "../schema/input_error.ts";
import { failureKind, ModelError } from "./model_error.ts";
import { type Connection } from "./provider.ts";

/** Where a failure happened. */
interface Call {
  readonly signal: AbortSignal;
  /** The present, in milliseconds since 1970. */
  readonly now: number;
  /** The model that was asked. */
  readonly id: string;
  readonly connection: Connection;
}

/**
 * The one-sentence failure that an SDK's error stands for. Both packages throw errors of the same
 * form: a status, headers and a body when the provider answered, none when it did not.
 *
 * @returns A {@linkcode ModelError}, or the signal's reason when the call was aborted.
 */
export function sdkFailure(error: unknown, { signal, now, id, connection }: Call): unknown {
  if (signal.aborted) return signal.reason;
  const status = numberAt(error, "status");
  const asked = `Cannot get an answer from ${id} (${connection.provider})`;
  if (status === undefined) {
    const reason = trimmed(unanswered(error), connection.key);
    const kind = isUnreadable(error) ? "unreadable" : "transport";
    return new ModelError(`${asked}: ${reason}`, { kind, cause: error });
  }
  const headers = error instanceof Object && "headers" in error && error.headers instanceof Headers
    ? error.headers
    : new Headers();
  const kind = failureKind(status, textAt(error, "code"));
  const said = trimmed(saidBy(error, status), connection.key);
  return new ModelError(`${asked}: ${status} ${said}`.trim(), {
    kind,
    status,
    retryAfter: kind === "rate" || kind === "server" ? askedWait(headers, status, now) : undefined,
    cause: error,
  });
}

// A reset time of a family is meant for rate limits; after a 5xx only retry-after itself counts.
function askedWait(headers: Headers, status: number, now: number): number | undefined {
  if (status === 429) return retryAfter(headers, now);
  const kept = ["retry-after", "retry-after-ms"].flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  return retryAfter(new Headers(kept), now);
}

/** Whether a reply had begun to arrive when it failed. */
function isUnreadable(error: unknown): boolean {
  return error instanceof BrokenReply || isOtherForm(error);
}

function isOtherForm(error: unknown): boolean {
  return error instanceof SyntaxError || error instanceof InputError;
}

function unanswered(error: unknown): string {
  if (isOtherForm(error)) return "the reply is not JSON of the documented form";
  if (error instanceof BrokenReply) return error.message;
  if (!(error instanceof Error)) return "the connection failed";
  if (error.name === "APIConnectionTimeoutError" || /timed out/i.test(error.message)) {
    return "no reply arrived in time";
  }
  return unreached(error);
}

/** What the provider said, without the status the SDK puts before it. */
function saidBy(error: unknown, status: number): string {
  if (status >= 300 && status < 400) {
    return "the address leads to another one, which is not followed: set its base URL to where it leads";
  }
  const body = error instanceof Object && "error" in error ? error.error : undefined;
  const inner = body instanceof Object && "error" in body ? body.error : body;
  if (inner instanceof Object && "message" in inner && typeof inner.message === "string") {
    return inner.message;
  }
  return error instanceof Error ? error.message.replace(/^\d{3} /, "") : "";
}

/** A provider's words, short, on one line, and without the key or anything that looks like one. */
export function trimmed(text: string, key: string | undefined): string {
  // Pages can be megabytes long; what is said stands at their beginning.
  const line = text.slice(0, 5000).replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();
  const scrubbed = withoutKey(line, key);
  return scrubbed.length > 300 ? `${scrubbed.slice(0, 299)}…` : scrubbed;
}

function textAt(error: unknown, name: string): string | undefined {
  if (!(error instanceof Object) || !(name in error)) return undefined;
  // Any property of an object can be read; its type is checked here.
  const value = (error as Record<string, unknown>)[name];
  return typeof value === "string" ? value : undefined;
}

function numberAt(error: unknown, name: string): number | undefined {
  if (!(error instanceof Object) || !(name in error)) return undefined;
  // Any property of an object can be read; its type is checked here.
  const value = (error as Record<string, unknown>)[name];
  return typeof value === "number" ? value : undefined;
}
