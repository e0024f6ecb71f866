import { CORE_SCHEMA, loadAll, YAMLException } from "js-yaml";
import { InputError } from "./input_error.ts";
import { located } from "./located.ts";

/**
 * Reads the text of a YAML or JSON file (JSON is a part of YAML 1.2) and hands its data to a parser.
 * Every issue that the parser reports gains the line where it stands.
 *
 * @param file The path, for the sentences.
 * @param parse Makes the value; it throws {@linkcode InputError} with the path of each issue.
 * @throws {InputError} When the text is not YAML, or the data is not as it must be.
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
  const data = parseYaml(text, file);
  try {
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
 * @throws {InputError} With the line, when the text is not YAML; when it is several documents; when its
 * aliases repeat so much, or themselves, that nobody could walk through the data.
 */
export function parseYaml(text: string, file: string): unknown {
  const [data = null, ...others] = documentsOf(text, file);
  if (others.length > 0) throw refusal(file, "must be one document, not several");
  if (text.includes("&") && unfolded(data, new Map()) > Math.max(MOST_VALUES, text.length)) {
    throw refusal(file, "must not unfold into more than a million values, as its aliases make it");
  }
  return data;
}

const MOST_VALUES = 1_000_000;

function documentsOf(text: string, file: string): unknown[] {
  try {
    return loadAll(text, { schema: CORE_SCHEMA });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw refusal(file, `is not YAML: ${error.reason}`, error.mark && error.mark.line + 1);
  }
}

function refusal(file: string, message: string, line?: number): InputError {
  return new InputError(file, [{ path: "$", message, ...(line === undefined ? {} : { line }) }]);
}

/** How many values there are once every alias is written out; infinitely many in a circle. */
function unfolded(value: unknown, known: Map<object, number>): number {
  if (value === null || typeof value !== "object") return 1;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, Infinity);
  const count = Object.values(value).reduce<number>((sum, v) => sum + unfolded(v, known), 1);
  known.set(value, count);
  return count;
}
