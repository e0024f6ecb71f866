import { type Issue } from "./input_error.ts";
import { pathText } from "./read.ts";

// They can be written only so: a text that is read as UTF-8 has none in the open.
const ESCAPED = /\\u(0000)?d[89a-f]/i;

/**
 * The texts and keys of a document that hold half of a character, which no other text can carry on: a
 * lone surrogate.
 *
 * @param text What the data was read from.
 */
export function loneSurrogates(data: unknown, text: string): Issue[] {
  return ESCAPED.test(text) ? [...halvesIn(data, [])] : [];
}

function* halvesIn(value: unknown, path: readonly (string | number)[]): Generator<Issue> {
  if (typeof value === "string") {
    if (!value.isWellFormed()) yield half(path, "must be a text");
  } else if (Array.isArray(value)) {
    for (const [place, item] of value.entries()) yield* halvesIn(item, [...path, place]);
  } else if (value !== null && typeof value === "object") {
    for (const [key, member] of Object.entries(value)) {
      if (!key.isWellFormed()) yield half([...path, key], "must have a key");
      yield* halvesIn(member, [...path, key]);
    }
  }
}

function half(path: readonly (string | number)[], what: string): Issue {
  return {
    path: pathText(path),
    message: `${what} of whole characters: it holds a lone surrogate`,
  };
}
