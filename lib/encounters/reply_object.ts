import { jsonIn } from "../instruments/json_in.ts";

/** The object of a reply, or why there is none. */
export type ReplyObject =
  | { readonly data: Readonly<Record<string, unknown>>; readonly isAlone: boolean }
  | { readonly problem: string };

/** How much of a reply that cannot be used is kept. */
const EXCERPT = 800;

/**
 * The JSON object of a reply, also where words or a fence stand around it. What JSON has no number for
 * (`NaN`, `Infinity`) is read as a text, so that it costs its own field and not the whole reply.
 *
 * @example
 * ```ts
 * import { replyObject } from "./reply_object.ts";
 *
 * const read = replyObject('Gladly: {"rating": NaN}');
 * if (!("data" in read) || read.data.rating !== "NaN" || read.isAlone) throw new Error();
 * ```
 */
export function replyObject(text: string): ReplyObject {
  const trimmed = text.trim();
  if (trimmed === "") return { problem: "the reply is empty" };
  const kind = kindOf(trimmed);
  if (kind !== undefined) return { problem: `the reply must be a JSON object, not ${kind}` };
  // The object of a reply has members of any names.
  const found = (jsonIn(trimmed) ?? jsonIn(withoutNaN(trimmed))) as
    | Record<string, unknown>
    | undefined;
  return found === undefined
    ? { problem: "the reply is not a JSON object" }
    : { data: found, isAlone: /^(```(json)?\s*)?\{/i.test(trimmed) };
}

/** The beginning of a reply, as rows keep it. */
export function excerptOf(text: string): string {
  const letters = [...text.trim()];
  return letters.length > EXCERPT ? `${letters.slice(0, EXCERPT).join("")}…` : letters.join("");
}

// A text in quotes is passed over as a whole.
function withoutNaN(text: string): string {
  return text.replace(
    /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g,
    (found) => found.startsWith('"') ? found : JSON.stringify(found),
  );
}

/** What a reply is that is JSON as a whole and no object. */
function kindOf(text: string): string | undefined {
  if (text.startsWith("{")) return undefined;
  try {
    return Array.isArray(JSON.parse(text)) ? "a list" : "a single value";
  } catch {
    return undefined;
  }
}
