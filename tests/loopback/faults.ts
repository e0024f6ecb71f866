/** How an answer says when to come back; `ms` from now. */
export interface RetryAfter {
  readonly ms: number;
  /**
   * - `seconds`: `retry-after: 2` (rounded up)
   * - `milliseconds`: `retry-after-ms: 1500`, and nothing else
   * - `date`: `retry-after` as an HTTP date (rounded up to the second)
   * - `reset`: no `retry-after` at all, only the rate limit headers
   *   (`x-ratelimit-reset-requests: 6m0s`, `anthropic-ratelimit-requests-reset: 2026-…Z`)
   *
   * @default "seconds"
   */
  readonly as?: "seconds" | "milliseconds" | "date" | "reset";
}

/** What a 429 (or a 402, 403) is about: too many requests, too many tokens, no money left. */
export type Reason = "requests" | "tokens" | "quota";

/** Something that goes wrong instead of an answer. */
export type Fault =
  /** An error answer as the provider writes it. */
  | {
    readonly kind: "status";
    readonly status: 400 | 401 | 403 | 404 | 408 | 409 | 413 | 429 | 500 | 502 | 503 | 504 | 529;
    readonly reason?: Reason;
    readonly retryAfter?: RetryAfter;
  }
  /**
   * The connection goes: `before` a byte of the answer (fetch itself rejects), or `during` the body
   * (the head promises more bytes than come; reading the body rejects).
   */
  | { readonly kind: "reset"; readonly when?: "before" | "during" }
  /** No answer until the client gives up or the service stops. */
  | { readonly kind: "hang" }
  /** A whole HTTP answer whose JSON stops in the middle. */
  | { readonly kind: "truncated" }
  /** 200 with a page of HTML, as a proxy in the way would send it. */
  | { readonly kind: "garbage" }
  /** The prompt is longer than the model's context; `maximum` in tokens. */
  | { readonly kind: "overflow"; readonly maximum?: number };

/** What stands in the way sends this. */
export const page =
  "<!DOCTYPE html>\n<html><head><title>Just a moment...</title></head><body><h1>502 Bad Gateway</h1></body></html>\n";

/** The retry headers both providers share. */
export function retryHeaders(retry: RetryAfter | undefined): Record<string, string> {
  const as = retry?.as ?? "seconds";
  if (retry === undefined || as === "reset") return {};
  if (as === "milliseconds") return { "retry-after-ms": String(retry.ms) };
  const seconds = Math.ceil(retry.ms / 1000);
  if (as === "seconds") return { "retry-after": String(seconds) };
  const at = Math.ceil((Date.now() + retry.ms) / 1000) * 1000;
  return { "retry-after": new Date(at).toUTCString() };
}

/** A duration as Go prints it, which is how OpenAI writes its reset headers: `12ms`, `1s`, `6m0s`. */
export function goDuration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, ms)}ms`;
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = Math.round(ms % 60_000) / 1000;
  const tail = `${seconds}s`;
  if (hours > 0) return `${hours}h${minutes}m${tail}`;
  return minutes > 0 ? `${minutes}m${tail}` : tail;
}
