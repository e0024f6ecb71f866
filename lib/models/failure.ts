import { failureKind, ModelError } from "./model_error.ts";
import { retryAfter } from "./retry_after.ts";

/** Where a failure happened. */
interface Call {
  readonly signal: AbortSignal;
  /** The present, in milliseconds since 1970. */
  readonly now: number;
  readonly provider: string;
  readonly id: string;
}

/**
 * The one-sentence failure that an SDK's error stands for. Both packages throw errors of the same
 * form: a status, headers and a body when the provider answered, none when it did not.
 *
 * @returns A {@linkcode ModelError}, or the signal's reason when the call was aborted.
 */
export function sdkFailure(error: unknown, { signal, now, provider, id }: Call): unknown {
  if (signal.aborted) return signal.reason;
  const status = numberAt(error, "status");
  const asked = `Cannot get an answer from ${id} (${provider})`;
  if (status === undefined) {
    const kind = "transport";
    return new ModelError(`${asked}: ${unanswered(error)}`, { kind, cause: error });
  }
  const headers = error instanceof Object && "headers" in error && error.headers instanceof Headers
    ? error.headers
    : new Headers();
  const kind = failureKind(status);
  return new ModelError(`${asked}: ${status} ${trimmed(saidBy(error))}`, {
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

function unanswered(error: unknown): string {
  if (error instanceof SyntaxError) return "the reply is not JSON of the documented form";
  if (!(error instanceof Error)) return "the connection failed";
  if (error.name === "APIConnectionTimeoutError" || /timed out/i.test(error.message)) {
    return "no reply arrived in time";
  }
  let cause: unknown = error;
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
  const text = cause instanceof Error ? cause.message : error.message;
  if (/refused/i.test(text)) return "the connection was refused";
  if (/dns|resolve|name or service|lookup/i.test(text)) return "the host cannot be found";
  if (/reset|closed|eof|incomplete|unexpected end|body/i.test(text)) {
    return "the connection broke off";
  }
  if (/NotCapable|net access|permission/i.test(text)) {
    return "the program runs without network access";
  }
  return trimmed(text);
}

/** What the provider said, without the status the SDK puts before it. */
function saidBy(error: unknown): string {
  const body = error instanceof Object && "error" in error ? error.error : undefined;
  const inner = body instanceof Object && "error" in body ? body.error : body;
  if (inner instanceof Object && "message" in inner && typeof inner.message === "string") {
    return inner.message;
  }
  return error instanceof Error ? error.message.replace(/^\d{3} /, "") : "";
}

/** A provider's words, short, on one line, and without anything that looks like a key. */
function trimmed(text: string): string {
  const line = text.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();
  const scrubbed = line.replace(/\b(sk|sb|key|xai|AIza)[-_]?[\w*-]{6,}/gi, "[key]");
  return scrubbed.length > 300 ? `${scrubbed.slice(0, 299)}…` : scrubbed;
}

function numberAt(error: unknown, name: string): number | undefined {
  if (!(error instanceof Object) || !(name in error)) return undefined;
  // Any property of an object can be read; its type is checked here.
  const value = (error as Record<string, unknown>)[name];
  return typeof value === "number" ? value : undefined;
}
