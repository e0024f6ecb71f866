import { CORE_SCHEMA, load, YAMLException } from "js-yaml";
import { InputError, type Issue } from "./input_error.ts";

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
 * The data of a YAML 1.2 text (core schema: `010` is 10, dates and `yes` stay text). An empty text
 * is null.
 *
 * @throws {InputError} With the line, when the text is not YAML.
 */
export function parseYaml(text: string, file: string): unknown {
  try {
    return text.trim() === "" ? null : load(text, { schema: CORE_SCHEMA });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark === undefined ? {} : { line: error.mark.line + 1 };
    throw new InputError(file, [{ path: "$", message: `is not YAML: ${error.reason}`, ...line }]);
  }
}

// The parser that knows lines costs 45 ms to load, so it is loaded for an error only.
async function located(error: InputError, text: string): Promise<InputError> {
  const { LineCounter, parseDocument, isCollection } = await import("yaml");
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, logLevel: "silent" });
  const lineOf = (issue: Issue): Issue => {
    for (let steps = stepsOf(issue.path);; steps = steps.slice(0, -1)) {
      const node = steps.length === 0 ? document.contents : document.getIn(steps, true);
      const range = node !== null && typeof node === "object" && "range" in node
        ? node.range as readonly number[] | null | undefined
        : undefined;
      if (range?.[0] !== undefined) return { ...issue, line: counter.linePos(range[0]).line };
      if (steps.length === 0 || !isCollection(document.contents)) return issue;
    }
  };
  const issues = error.issues.map(lineOf);
  return new InputError(error.what, issues.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)));
}

/** The steps of a path text: `$.rounds[1].name` is `["rounds", 1, "name"]`. */
function stepsOf(path: string): (string | number)[] {
  const steps: (string | number)[] = [];
  for (const [, key, index] of path.matchAll(/\.([A-Za-z_][\w-]*)|\[(\d+|"(?:[^"\\]|\\.)*")\]/g)) {
    steps.push(key ?? JSON.parse(index ?? "null"));
  }
  return steps;
}
