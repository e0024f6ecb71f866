import { isReserved, tracesOf } from "../rows/reserved_traces.ts";
import { type OutcomeResult } from "./outcome.ts";

/**
 * What an outcome of one's own made, looked at before rows hold it: what JSON has no words for would be lost
 * without a sound. Traces under the toolkit's own names are moved to `model_traces`.
 *
 * @throws {TypeError} When it is no result, or holds what cannot be written.
 *
 * @example
 * ```ts
 * import { ownResult } from "./own_result.ts";
 *
 * const { traces } = ownResult({ outcomes: { rating: 4 }, traces: { shown_order: "mine" } });
 * if (JSON.stringify(traces) !== '{"model_traces":{"shown_order":"mine"}}') throw new Error();
 * ```
 */
export function ownResult(result: unknown): OutcomeResult {
  if (!isPlain(result)) throw new TypeError(`it is ${named(result)}, and no outcomes and traces`);
  const { outcomes = null, traces = null, errors } = result;
  const sent = membersOf("outcomes", outcomes);
  const kept = membersOf("traces", traces);
  const isForged = kept !== null && Object.keys(kept).some(isReserved);
  return {
    outcomes: sent,
    traces: isForged ? tracesOf(kept, {}) : kept,
    ...(errors === undefined ? {} : { errors: sentences(errors) }),
  };
}

type Members = Readonly<Record<string, unknown>>;

function membersOf(name: string, members: unknown): Members | null {
  if (members === null) return null;
  if (!isPlain(members)) throw new TypeError(`${name} is ${named(members)}, and no object`);
  refuseUnwritable(members, name, 0);
  return members;
}

function sentences(errors: unknown): readonly string[] {
  if (Array.isArray(errors) && errors.every((error) => typeof error === "string")) return errors;
  throw new TypeError("errors is no list of texts");
}

/** How deep data may be before it is taken for a circle. */
const DEEPEST = 1000;

function refuseUnwritable(value: unknown, path: string, depth: number): void {
  if (value === null || typeof value === "string" || typeof value === "boolean") return;
  if (typeof value === "number" && Number.isFinite(value)) return;
  if (depth > DEEPEST) throw new TypeError(`${path.slice(0, 80)}… goes in circles or too deep`);
  if (Array.isArray(value)) {
    value.forEach((item, place) => refuseUnwritable(item, `${path}[${place}]`, depth + 1));
  } else if (isPlain(value)) {
    for (const key in value) {
      // What is undefined is left out, as JSON does.
      const member = value[key];
      if (member !== undefined) refuseUnwritable(member, `${path}.${key}`, depth + 1);
    }
  } else {
    throw new TypeError(`${path} is ${named(value)}, which JSON cannot hold`);
  }
}

function isPlain(value: unknown): value is Members {
  if (value === null || typeof value !== "object") return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function named(value: unknown): string {
  if (value === null || value === undefined || typeof value === "number") return String(value);
  if (typeof value !== "object") return `a ${typeof value}`;
  return Array.isArray(value) ? "a list" : `a ${value.constructor?.name ?? "strange object"}`;
}
