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
  // The object of a reply has members of any names.
  const found = (jsonIn(trimmed) ?? jsonIn(withoutNaN(trimmed))) as
    | Record<string, unknown>
    | undefined;
  if (found !== undefined) return { data: found, isAlone: /^(```(json)?\s*)?\{/i.test(trimmed) };
  const kind = kindOf(trimmed);
  return {
    problem: kind === undefined
      ? "the reply is not a JSON object"
      : `the reply must be a JSON object, not ${kind}`,
  };
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

function kindOf(text: string): string | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return Array.isArray(data) ? "a list" : "a single value";
  } catch {
    return undefined;
  }
}
