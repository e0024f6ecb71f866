import { type JsonObject } from "../rows/event_row.ts";
import { tracesOf } from "../rows/reserved_traces.ts";
import { type CompiledField } from "./compiled_field.ts";
import { type CompiledQuestionnaire, REASONING } from "./compiled_questionnaire.ts";
import { type OutcomeResult } from "./outcome.ts";
import { thinksFirst } from "./prompting.ts";
import { excerptOf, type ReplyObject, replyObject } from "./reply_object.ts";

/** What a reply to a questionnaire was read as. */
export interface OutcomeReading {
  /** What stands in the row. */
  readonly result: OutcomeResult;
  /** Why another try is worth it, a sentence each; none when all that is required is there. */
  readonly problems: readonly string[];
}

/** What is found while a reply is read. */
interface Findings {
  /** Of what is required. */
  readonly problems: string[];
  /** Of what may be missing. */
  readonly slips: string[];
  readonly coercions: string[];
  readonly warnings: string[];
}

/**
 * Reads a reply to a questionnaire, field by field: a bad one that may be missing is null and the others
 * are kept; without a required outcome there are no outcomes. What was wrong, taken for something else or
 * dropped is recorded beside.
 *
 * @example
 * ```ts
 * import { CompiledQuestionnaire } from "./compiled_questionnaire.ts";
 * import { questionnaire } from "./questionnaire.ts";
 * import { readOutcomes } from "./outcome_reading.ts";
 * import { number } from "../instruments/number.ts";
 * import { scale } from "../instruments/scale.ts";
 *
 * const asked = questionnaire({ rating: scale("How was it?", 1, 5), price: number("Worth?") }, {
 *   optional: ["price"],
 * });
 * const { result } = readOutcomes(
 *   '{"outcomes": {"rating": 4, "price": "much"}}',
 *   new CompiledQuestionnaire(asked, "persona"),
 * );
 * if (JSON.stringify(result.outcomes) !== '{"rating":4,"price":null}') throw new Error();
 * if (result.errors?.length !== 1) throw new Error();
 * ```
 */
export function readOutcomes(text: string, asked: CompiledQuestionnaire): OutcomeReading {
  const reply = replyObject(text);
  if ("problem" in reply) return unreadable(text, reply.problem);
  const found: Findings = { problems: [], slips: [], coercions: [], warnings: [] };
  const outcomes = readPart("outcomes", asked.outcomes, reply.data.outcomes, found);
  const lacking = found.problems.length > 0;
  const traces = readTraces(asked, reply, found);
  const sent = lacking ? null : outcomes;
  const errors = [...found.problems, ...found.slips];
  return {
    problems: found.problems,
    result: {
      outcomes: sent,
      traces: tracesOf(traces, {
        validation_errors: given(errors),
        raw_excerpt: lacking ? excerptOf(text) : undefined,
        coercions: given(found.coercions),
        warnings: given(found.warnings),
      }),
      errors,
    },
  };
}

/** What stands in the row where no reply could be read, or none arrived. */
export function withoutOutcomes(error: string, text: string | null = null): OutcomeResult {
  return {
    outcomes: null,
    traces: {
      ...(text === null ? {} : { parse_error: error, raw_excerpt: excerptOf(text) }),
    },
    errors: [error],
  };
}

function unreadable(text: string, problem: string): OutcomeReading {
  return { problems: [problem], result: withoutOutcomes(problem, text) };
}

function readTraces(
  asked: CompiledQuestionnaire,
  reply: Extract<ReplyObject, { data: unknown }>,
  found: Findings,
): JsonObject {
  const { data } = reply;
  const isFree = asked.traces.length === 0 && data.traces === undefined;
  const traces = isFree ? {} : readPart("traces", asked.traces, data.traces, found, {
    passedOver: thinksFirst(asked.strategy) ? [REASONING] : [],
  });
  const others = Object.keys(data).filter((key) => key !== "outcomes" && key !== "traces");
  if (others.length > 0) found.warnings.push(extra("reply", others));
  const thought = isObject(data.traces) ? data.traces[REASONING] : undefined;
  return thinksFirst(asked.strategy) && typeof thought === "string"
    ? { [REASONING]: thought, ...traces }
    : traces;
}

function readPart(
  part: string,
  fields: readonly CompiledField[],
  sent: unknown,
  found: Findings,
  { passedOver = [] }: { readonly passedOver?: readonly string[] } = {},
): JsonObject {
  if (!isObject(sent)) {
    const isNeeded = fields.some(({ isRequired }) => isRequired);
    const message = sent === undefined
      ? `${part} is missing: it must be an object`
      : `${part} must be an object`;
    if (isNeeded || sent !== undefined) found[isNeeded ? "problems" : "slips"].push(message);
  }
  const values = isObject(sent) ? sent : {};
  const known = [...fields.map(({ name }) => name), ...passedOver];
  const others = Object.keys(values).filter((key) => !known.includes(key));
  if (others.length > 0) {
    found.warnings.push(extra(part === "outcomes" ? "outcome" : "trace", others));
  }
  const read = fields.map((field) => [
    field.name,
    readField(`${part}.${field.name}`, field, ownOf(values, field.name), found),
  ]);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

function readField(
  path: string,
  field: CompiledField,
  value: unknown,
  { problems, slips, coercions }: Findings,
): unknown {
  const errors = field.isRequired ? problems : slips;
  if (value === undefined || value === null) {
    if (field.isRequired) {
      errors.push(`${path} is ${value === null ? "required but null" : "missing and required"}`);
    }
    return value;
  }
  const reading = field.read(value);
  if ("problem" in reading) {
    errors.push(`${path} ${reading.problem}`);
    return null;
  }
  if (reading.coerced) {
    coercions.push(
      `${path}: ${JSON.stringify(value)} was taken for ${JSON.stringify(reading.value)}`,
    );
  }
  return reading.value;
}

// Any object can be asked for "constructor".
function ownOf(values: JsonObject, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function extra(where: string, keys: readonly string[]): string {
  return `[warn] Extra ${where} keys were dropped: ${keys.map((key) => `'${key}'`).join(", ")}`;
}

function given(list: readonly string[]): readonly string[] | undefined {
  return list.length > 0 ? list : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
