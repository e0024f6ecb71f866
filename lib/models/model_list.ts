/** One entry of a `--models` list. */
export interface ModelShare {
  /** The name as it was given, as in `"haiku"`. */
  readonly name: string;
  /** Its weight; 1 for every entry of a list without weights. */
  readonly weight: number;
}

/** A `--models` list: who answers, and how the panel is shared out. */
export interface ModelList {
  /**
   * `single`: one model answers; `weighted`: each persona is given one of the models; `ensemble`:
   * every model answers the whole panel.
   */
  readonly mode: "single" | "weighted" | "ensemble";
  readonly entries: readonly ModelShare[];
}

// In these families a colon is a part of the name, as in "ollama:llama3:8b".
const COLON_IN_NAME = /^(ollama:|local:|openrouter\/)/;

/**
 * Reads a `--models` list. With weights (`"haiku:0.5,gemini-2.5-flash:0.5"`) the panel is split in
 * these proportions; without (`"haiku,sonnet"`) every model answers the whole panel; one name alone
 * is an ordinary run. A weight is a positive decimal after the last colon. The names of Ollama, local
 * and OpenRouter models may hold colons themselves.
 *
 * @throws {TypeError} When a name is empty or given twice, or a weight is not a positive number or is
 * missing while others have one.
 *
 * @example
 * ```ts
 * import { parseModelList } from "./model_list.ts";
 *
 * const list = parseModelList("haiku:2,ollama:llama3:8b:3");
 * if (list.mode !== "weighted" || list.entries[1]?.name !== "ollama:llama3:8b") throw new Error();
 * ```
 */
export function parseModelList(text: string): ModelList {
  const parts = text.split(",").map((part) => part.trim()).filter((part) => part !== "");
  if (parts.length === 0) throw cannot(text, "it names no model");
  const entries = parts.map((part) => parseEntry(part, text));
  const weighed = entries.filter((entry) => entry.weight !== undefined);
  if (weighed.length > 0 && weighed.length < entries.length) {
    const bare = entries.find((entry) => entry.weight === undefined);
    throw cannot(text, `"${bare?.name}" has no weight while others have one`);
  }
  const names = entries.map((entry) => entry.name);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) throw cannot(text, `it names "${twice}" twice`);
  const mode = names.length === 1 ? "single" : weighed.length > 0 ? "weighted" : "ensemble";
  return { mode, entries: entries.map(({ name, weight }) => ({ name, weight: weight ?? 1 })) };
}

/**
 * A warning when the weights of a split do not add up to 1 within 0.02: they are used as proportions
 * all the same. Undefined when there is nothing to warn of.
 */
export function weightWarning(list: ModelList): string | undefined {
  if (list.mode !== "weighted") return undefined;
  const sum = list.entries.reduce((total, entry) => total + entry.weight, 0);
  if (Math.abs(sum - 1) <= 0.02) return undefined;
  return `the weights of the models add up to ${
    Number(sum.toFixed(6))
  }, not 1: they are used as proportions`;
}

function parseEntry(part: string, text: string): { name: string; weight: number | undefined } {
  const prefix = COLON_IN_NAME.exec(part)?.[0] ?? "";
  const rest = part.slice(prefix.length);
  const colon = rest.lastIndexOf(":");
  if (colon < 0) return { name: named(part, rest, text), weight: undefined };
  const tail = rest.slice(colon + 1).trim();
  const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(tail);
  if (!isNumber && prefix !== "") return { name: named(part, rest, text), weight: undefined };
  const weight = isNumber ? Number(tail) : NaN;
  if (!(weight > 0 && weight < Infinity)) {
    throw cannot(
      text,
      `the weight "${tail}" of "${rest.slice(0, colon)}" is not a positive number`,
    );
  }
  const name = rest.slice(0, colon).trim();
  return { name: named(prefix + name, name, text), weight };
}

function named(name: string, bare: string, text: string): string {
  if (bare === "") throw cannot(text, "an entry has no model name");
  if (/[\s;]/.test(name)) {
    throw cannot(text, `"${name}" is no model's name: entries are parted by commas`);
  }
  return name;
}

function cannot(text: string, reason: string): TypeError {
  return new TypeError(`Cannot read the models "${text}": ${reason}`);
}
