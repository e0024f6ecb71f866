import { CORE_SCHEMA, loadAll, YAMLException } from "js-yaml";
import { InputError } from "./input_error.ts";
import { located } from "./located.ts";
import { loneSurrogates } from "./lone_surrogates.ts";
import { protoNames } from "./proto_names.ts";
import { pathText } from "./read.ts";

/**
 * Reads the text of a YAML or JSON file (JSON is a part of YAML 1.2) and hands its data to a parser.
 * Every issue that the parser reports gains the line where it stands.
 *
 * @param file The path, for the sentences.
 * @param parse Makes the value; it throws {@linkcode InputError} with the path of each issue.
 * @throws {InputError} When the text is not YAML, a member is called `__proto__`, or the data is not as it must be.
 *
 * @example
 * ```ts
 * import { readDocument } from "./document.ts";
 *
 * const list = await readDocument("- one\n- two\n", "words.yaml", (data) => data);
 * if (!Array.isArray(list) || list[1] !== "two") throw new Error();
 * ```
 */
export async function readDocument<T>(
  text: string,
  file: string,
  parse: (data: unknown, file: string) => T,
): Promise<T> {
  try {
    const data = parseYaml(text, file);
    const lost = protoNames(data, text);
    if (lost.length > 0) throw new InputError(file, lost);
    return parse(data, file);
  } catch (error) {
    if (error instanceof InputError) throw await located(error, text);
    throw error;
  }
}

/**
 * The data of a YAML 1.2 text (core schema: `010` is 10, dates and `yes` stay text). A text without a
 * document is null.
 *
 * @throws {InputError} When the text is not YAML, or several documents, with the line; when its aliases
 * repeat so much, or themselves, that nobody could walk through the data; when a text is no whole text.
 */
export function parseYaml(text: string, file: string): unknown {
  const [data = null, ...others] = documentsOf(text, file);
  if (others.length > 0) throw severalDocuments(text, file, others.length);
  const path = text.includes("&")
    ? unfoldingPath(data, Math.max(MOST_VALUES, text.length))
    : undefined;
  if (path !== undefined) throw new InputError(file, [{ path, message: UNFOLDS }]);
  const halves = loneSurrogates(data, text);
  if (halves.length > 0) throw new InputError(file, halves);
  return data;
}

const MOST_VALUES = 1_000_000;
const UNFOLDS = "must not unfold into more than a million values, as its aliases make it";

function documentsOf(text: string, file: string): unknown[] {
  try {
    return loadAll(text, { schema: CORE_SCHEMA });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const format = file.endsWith(".json") ? "JSON" : "YAML";
    throw refusal(file, `is not ${format}: ${error.reason}`, error.mark && error.mark.line + 1);
  }
}

function severalDocuments(text: string, file: string, others: number): InputError {
  // Wherever a line begins so, a document does.
  const begin = [...text.matchAll(/^---(?!\S)/gm)].at(-others)?.index;
  const line = begin === undefined ? undefined : text.slice(0, begin).split("\n").length;
  return refusal(file, "must be one document, not several", line);
}

function refusal(file: string, message: string, line?: number): InputError {
  return new InputError(file, [{ path: "$", message, ...(line === undefined ? {} : { line }) }]);
}

/** Where there are more values than so many once every alias is written out; undefined where nowhere. */
function unfoldingPath(data: unknown, most: number): string | undefined {
  const known = new Map<object, number>();
  let found: string | undefined;
  const count = (value: unknown, path: readonly (string | number)[]): number => {
    if (value === null || typeof value !== "object") return 1;
    let sum = known.get(value);
    if (sum === undefined) {
      // Whoever meets it before it is counted goes in a circle.
      known.set(value, Infinity);
      const steps: [string | number, unknown][] = Array.isArray(value)
        ? [...value.entries()]
        : Object.entries(value);
      sum = steps.reduce((sum, [step, part]) => sum + count(part, [...path, step]), 1);
      known.set(value, sum);
    }
    if (sum > most) found ??= pathText(path);
    return sum;
  };
  count(data, []);
  return found;
}
