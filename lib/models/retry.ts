import { type ModelError } from "./model_error.ts";

/** How often a call is tried again, by what went wrong. */
const RETRIES: Readonly<Record<ModelError["kind"], number>> = {
  rate: 5,
  server: 2,
  transport: 2,
  unreadable: 2,
  form: 2,
  auth: 0,
  bad: 0,
  "unknown model": 0,
};

const LONGEST_WAIT = 60;

/**
 * How many seconds to wait before trying a failed call again, or null when it is final. A rate limit
 * is tried 5 times more, a server or transport failure and an unreadable reply twice, a form that the
 * model does not take at once in the next one, anything else never; the provider's own wait is kept (at
 * most 60 s), otherwise the wait is uniform in [0, b) with b doubling from 0.2 s to 2 s, or to 60 s for a
 * rate limit.
 *
 * @param attempt How many attempts failed so far, from 1.
 * @param uniform A random number in [0, 1), for the jitter.
 *
 * @example
 * ```ts
 * import { ModelError } from "./model_error.ts";
 * import { retryWait } from "./retry.ts";
 *
 * const limited = new ModelError("slow down", { kind: "rate", retryAfter: 3 });
 * if (retryWait(limited, 1, 0.5) !== 3) throw new Error();
 * if (retryWait(new ModelError("no", { kind: "auth" }), 1, 0.5) !== null) throw new Error();
 * ```
 */
export function retryWait(error: ModelError, attempt: number, uniform: number): number | null {
  if (attempt > RETRIES[error.kind]) return null;
  if (error.kind === "form") return 0;
  if (error.retryAfter !== undefined) return Math.min(error.retryAfter, LONGEST_WAIT);
  const ceiling = error.kind === "rate" ? LONGEST_WAIT : 2;
  return uniform * Math.min(ceiling, 0.2 * 2 ** (attempt - 1));
}
