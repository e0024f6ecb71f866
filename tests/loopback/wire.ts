import type { Fault } from "./faults.ts";
import type { Answer, Normalised, Provider } from "./request.ts";

/** A JSON object from outside. */
export type Json = Readonly<Record<string, unknown>>;

/** A whole HTTP answer. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Something refused: the provider's own error object, before the envelope is put round it. */
export interface Problem {
  readonly status: number;
  readonly error: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as it arrived. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  /** The parsed body; undefined when it was not JSON. */
  readonly body: unknown;
  /** The body as it came, and what stands behind the path. */
  readonly text: string;
  readonly query: string;
  readonly index: number;
}

/** Whose keys and which models the service knows. */
export interface Accounts {
  readonly keys: ReadonlySet<string>;
  readonly exists: (model: string) => boolean;
}

/** A request that passed, with what the answer's form depends on. */
export interface Accepted {
  readonly request: Normalised;
  /** The tool the model calls, or null. */
  readonly tool: string | null;
  /** Whether the tool was named in `tool_choice`. */
  readonly named: boolean;
  /** How many choices were asked for (`n`). */
  readonly choices: number;
  /** How long the system prompt may be cached; null where nothing asked for it. */
  readonly cache: "5m" | "1h" | null;
}

/** What a renderer needs besides the answer. */
export interface Setting {
  /** Says whether this prefix was seen before, and remembers it. */
  readonly seen: (prefix: string) => boolean;
}

/** One provider's wire format: all that differs between the two. */
export interface Wire {
  readonly provider: Provider;
  /** How the path of its one endpoint ends. */
  readonly endpoint: string;
  accept(call: Call, accounts: Accounts): Accepted | Problem;
  render(accepted: Accepted, answer: Exclude<Answer, { raw: string }>, setting: Setting): Reply;
  /** The problem a fault stands for. */
  fault(fault: Extract<Fault, { kind: "status" | "overflow" }>, accepted: Accepted): Problem;
  /** There is nothing at this path, or not for this method. */
  nowhere(call: Call): Problem;
  /** The envelope, the request id and the headers round a problem. */
  refuse(problem: Problem, index: number): Reply;
}

/** Whether a value is a JSON object. */
export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether an accepted request is really a problem. */
export function isProblem(value: Accepted | Problem): value is Problem {
  return "error" in value;
}
