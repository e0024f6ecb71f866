import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { readDocument } from "../schema/document.ts";
import { InputError, type Issue } from "../schema/input_error.ts";
import { fillPlaceholders, placeholders } from "../schema/placeholders.ts";
import { pathText } from "../schema/read.ts";
import { shown } from "../schema/wording.ts";
import { type Instrument, type Questions } from "./instrument.ts";

/** What stands for `{name}` in the texts of an instrument, by name. */
export type Variables = Readonly<Record<string, string>>;

/**
 * Fills `{name}` in a text. With at least one variable, `{{` and its `}}` stand for braces; with none
 * the text stays as it is. `{name.part}` and `{name[0]}` are never filled, and a value is never filled
 * itself.
 *
 * @example
 * ```ts
 * import { fillText } from "./variables.ts";
 *
 * const filled = fillText("Hi {a} {b} {a.x} {{lit}}", { a: "1" });
 * if (filled !== "Hi 1 {b} {a.x} {lit}") throw new Error(filled);
 * ```
 */
export function fillText(text: string, variables: Variables): string {
  if (Object.keys(variables).length === 0) return text;
  const valueOf = (name: string) => Object.hasOwn(variables, name) ? variables[name] : undefined;
  return fillPlaceholders(text, valueOf, { escapes: true });
}

/**
 * The instrument with the variables filled into the texts of its questions and follow-ups; options and
 * keys stay, so that answers remain comparable.
 *
 * @throws {TypeError} When a text would be left empty.
 *
 * @example
 * ```ts
 * import { instrument, text } from "../../mod.ts";
 * import { fillInstrument } from "./variables.ts";
 *
 * const filled = fillInstrument(instrument("i", { why: text("Why {brand}?") }), { brand: "Acme" });
 * if (filled.questions.why.text !== "Why Acme?") throw new Error();
 * ```
 */
export function fillInstrument<Asked extends Questions>(
  instrument: Instrument<Asked>,
  variables: Variables,
): Instrument<Asked> {
  const fill = (text: string): string => {
    const filled = fillText(text, variables);
    if (filled.trim() !== "") return filled;
    throw new TypeError(`Cannot ask ${JSON.stringify(text)}: its variables leave nothing of it`);
  };
  const questions = Object.entries(instrument.questions).map(([key, question]) => {
    const { text, followUps } = question;
    const filled = followUps?.map((followUp) => ({ ...followUp, text: fill(followUp.text) }));
    const more = filled === undefined ? {} : { followUps: filled };
    return [key, { ...question, text: fill(text), ...more }];
  });
  // The same keys and kinds: only texts differ.
  return { ...instrument, questions: Object.fromEntries(questions) as Asked };
}

/**
 * The names that are used in the texts of any round or follow-up and have no value, sorted; the start
 * of `{name.part}` and `{name[0]}` counts too.
 *
 * @example
 * ```ts
 * import { instrument, text } from "../../mod.ts";
 * import { unresolvedKeys } from "./variables.ts";
 *
 * const keys = unresolvedKeys(instrument("i", { why: text("{b} {a.c} {x[0]} {{lit}}") }), { a: "" });
 * if (keys.join() !== "b,x") throw new Error(keys.join());
 * ```
 */
export function unresolvedKeys({ questions }: Instrument, variables: Variables): string[] {
  const texts = Object.values(questions).flatMap(({ text, followUps = [] }) => [
    text,
    ...followUps.map((followUp) => followUp.text),
  ]);
  const names = texts.flatMap(placeholders).map(({ name }) => name);
  return [...new Set(names)].filter((name) => !Object.hasOwn(variables, name)).sort();
}

/**
 * Variables from `KEY=VALUE` texts: split at the first `=`; of one key the last counts.
 *
 * @throws {InputError} Naming every text that is none.
 *
 * @example
 * ```ts
 * import { parseVariables } from "./variables.ts";
 *
 * if (parseVariables(["claim=a=b"]).claim !== "a=b") throw new Error();
 * ```
 */
export function parseVariables(pairs: readonly string[]): Variables {
  const split = pairs.map((pair) => {
    const [, key = "", value = ""] = pair.match(/^([^=]*)=(.*)$/s) ?? [];
    return { pair, key: key.trim(), value };
  });
  const issues = split.filter(({ key }) => key === "").map(({ pair }): Issue => ({
    path: "$",
    message: `must be KEY=VALUE, not ${JSON.stringify(pair)}`,
  }));
  if (issues.length > 0) throw new InputError("the variables", issues);
  return Object.fromEntries(split.map(({ key, value }) => [key, value]));
}

/**
 * Variables from the data of a file: a mapping of texts, numbers and truth values, or lists of these,
 * which are joined with ", ".
 *
 * @param file Where the data is from, for the error's sentence.
 * @throws {InputError} With the path of every value that is none.
 *
 * @example
 * ```ts
 * import { parseVariableFile } from "./variables.ts";
 *
 * const { tiers, price } = parseVariableFile({ tiers: ["A", "B"], price: 9 });
 * if (tiers !== "A, B" || price !== "9") throw new Error();
 * ```
 */
export function parseVariableFile(data: unknown, file = "the variables"): Variables {
  if (data === null || typeof data !== "object" || Array.isArray(data)) {
    const message = `must be a mapping of names to values, not ${shown(data)}`;
    throw new InputError(file, [{ path: "$", message }]);
  }
  const issues: Issue[] = [];
  const refuse = (path: readonly (string | number)[], value: unknown, wanted: string): void => {
    issues.push({ path: pathText(path), message: `must be ${wanted}, not ${shown(value)}` });
  };
  const entries = Object.entries(data).map(([name, value]): [string, string] => {
    if (name.trim() === "") refuse([name], name, "under a name that is not empty");
    if (!Array.isArray(value)) {
      if (!isScalar(value)) refuse([name], value, `${SCALAR}, or a list of these`);
      return [name.trim(), String(value)];
    }
    value.forEach((item, place) => isScalar(item) || refuse([name, place], item, SCALAR));
    return [name.trim(), value.join(", ")];
  });
  if (issues.length > 0) throw new InputError(file, issues);
  return Object.fromEntries(entries);
}

/**
 * Loads variables from a YAML or JSON file.
 *
 * @param options `host` is the world to read from. @default {this machine}
 * @throws {InputError} With all that is wrong in the file, by line and path.
 *
 * @example
 * ```ts
 * import { memoryHost } from "../host/memory.ts";
 * import { loadVariables } from "./variables.ts";
 *
 * const host = memoryHost({ files: { "vars.yaml": "brand: Acme\n" } });
 * if ((await loadVariables("vars.yaml", { host })).brand !== "Acme") throw new Error();
 * ```
 */
export async function loadVariables(
  path: string,
  { host = denoHost() }: { readonly host?: Host } = {},
): Promise<Variables> {
  return readDocument(await host.files.readText(path), path, parseVariableFile);
}

const SCALAR = "a text, a number, or true or false";

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
