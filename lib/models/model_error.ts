/** Why a call of a model failed. */
export type FailureKind =
  /** The key is wrong or not allowed, or its account has no credit (401, 402, 403, or a 429 that says so). */
  | "auth"
  /** Too many requests (429). */
  | "rate"
  /** The request is not acceptable (other 4xx). */
  | "bad"
  /** The model does not take this form of structured output; the next call asks in another. */
  | "form"
  /** The model is not known to the provider (404). */
  | "unknown model"
  /** The provider failed (5xx, 529). */
  | "server"
  /** No answer arrived: refused, reset, or timed out. */
  | "transport"
  /** An answer arrived that cannot be read: it broke off, or is not JSON. It may have been billed. */
  | "unreadable";

/**
 * A call that brought no reply. The engine decides by `kind` whether to try again; `message` is one
 * sentence for people and never holds a key.
 */
export class ModelError extends Error {
  /** Tells the class. */
  override readonly name = "ModelError";
  /** Why the call failed. */
  readonly kind: FailureKind;
  /** The HTTP status, where there was one. */
  readonly status: number | undefined;
  /** How long the provider asks to wait, in seconds. */
  readonly retryAfter: number | undefined;

  /** A failure with its kind and, where known, status, wait and cause. */
  constructor(
    message: string,
    details: {
      readonly kind: FailureKind;
      readonly status?: number | undefined;
      readonly retryAfter?: number | undefined;
      readonly cause?: unknown;
    },
  ) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.kind = details.kind;
    this.status = details.status;
    this.retryAfter = details.retryAfter;
  }
}

/** The kind of failure that an HTTP status stands for, with the provider's code where it sent one. */
export function failureKind(status: number | undefined, code?: string): FailureKind {
  if (status === undefined) return "transport";
  if (status === 401 || status === 402 || status === 403) return "auth";
  // An account without credit says "too many requests", but waiting does not help it.
  if (code === "insufficient_quota") return "auth";
  if (status === 404) return "unknown model";
  if (status === 429) return "rate";
  return status >= 500 || status === 408 ? "server" : "bad";
}
