import { type QuestionOption } from "../instruments/kind.ts";
import { type JsonObject } from "../rows/event_row.ts";
import { excerptOf, replyObject } from "./reply_object.ts";

/** What a reply to a selection was read as. */
export interface SelectionReading {
  /** The ids asked for, in order, as they were named: also again, also of what was not shown. */
  readonly requested: readonly string[];
  /** What the model sent as traces; null where it sent none. */
  readonly traces: JsonObject | null;
  /** What was wrong: the whole reply could not be used. */
  readonly errors: readonly string[];
  /** What is recorded in the row beside. */
  readonly recorded: JsonObject;
}

/** The list of a reply: as the prompt asks for it, and as any question is answered. */
const KEYS = ["selected_product_ids", "answer"];

/**
 * Reads a reply to a selection: the names of a list, each by a product's id or label where it is one. A
 * reply without such a list asks for nothing.
 *
 * @example
 * ```ts
 * import { readSelection } from "./selection_reading.ts";
 *
 * const shown = [{ value: "a", label: "Ale" }, { value: "b", label: "Bock" }];
 * const read = readSelection('{"selected_product_ids": [" bock ", "Cider"]}', shown);
 * if (read.requested.join() !== "b,Cider") throw new Error();
 * ```
 */
export function readSelection(
  text: string,
  shown: readonly QuestionOption[],
  { requiresJson = true }: { readonly requiresJson?: boolean } = {},
): SelectionReading {
  const reply = replyObject(text);
  if ("problem" in reply) return unreadable(text, reply.problem);
  const key = KEYS.find((key) => reply.data[key] !== undefined);
  const list = key === undefined ? undefined : reply.data[key];
  const problem = problemOf(list);
  const { traces } = reply.data;
  const warnings = [
    ...(traces === undefined || traces === null || isObject(traces)
      ? []
      : ["traces were no object, and are left out"]),
    ...(requiresJson && !reply.isAlone ? ["there were words around the reply's JSON object"] : []),
  ];
  const recorded = warnings.length > 0 ? { warnings } : {};
  if (problem !== undefined) {
    return {
      requested: [],
      traces: isObject(traces) ? traces : null,
      errors: [problem],
      recorded: { ...recorded, validation_errors: [problem], raw_excerpt: excerptOf(text) },
    };
  }
  return {
    // Without a problem it is a list of texts.
    requested: requestedIn(list as readonly string[], shown),
    traces: isObject(traces) ? traces : null,
    errors: [],
    recorded,
  };
}

/** What is recorded where no reply could be read, or none arrived. */
export function withoutSelection(error: string, text: string | null = null): SelectionReading {
  return {
    ...{ requested: [], traces: null, errors: [error] },
    recorded: text === null ? {} : { parse_error: error, raw_excerpt: excerptOf(text) },
  };
}

function unreadable(text: string, problem: string): SelectionReading {
  return withoutSelection(problem, text);
}

function problemOf(list: unknown): string | undefined {
  if (list === undefined) return "selected_product_ids is missing: it must be a list of texts";
  const isList = Array.isArray(list) && list.every((item) => typeof item === "string");
  return isList ? undefined : "selected_product_ids must be a list of texts";
}

function requestedIn(list: readonly string[], shown: readonly QuestionOption[]): string[] {
  const ids = new Set(shown.map(({ value }) => value));
  const byName = new Map(shown.map(({ value, label }) => [folded(label), value]));
  return list.map((item) => item.trim()).filter((item) => item !== "")
    .map((item) => ids.has(item) ? item : byName.get(folded(item)) ?? item);
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
