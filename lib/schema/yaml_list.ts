import type { ParsedNode, YAMLMap } from "yaml";
import { canonical } from "./canonical.ts";
import { parseYaml } from "./document.ts";
import { spliced } from "./splice.ts";
import { type Entry, splicesOf } from "./yaml_splices.ts";

/** A list of mappings that a file is to have. */
export interface WantedList {
  /** The key at the top of the file. */
  readonly key: string;
  /** What the list is to hold, in this order. */
  readonly entries: readonly Entry[];
  /** What tells entries apart: one that is called as another takes its place. */
  readonly idOf: (entry: Entry) => string;
}

/**
 * A YAML text with a list of mappings changed, and no byte outside of what is changed: comments, order, quotes
 * and line ends stay. Entries that are as they should be stay too; one that is called the same is replaced
 * where it stands; a further one of that name goes; new ones come last. A list in flow style, as in JSON, stays
 * in it. The result is read again and compared with what it is to be.
 *
 * @param file The path, for the sentences.
 * @throws {InputError} When the text is not YAML.
 * @throws {TypeError} When it is written in a way in which the list cannot be changed without changing more.
 *
 * @example
 * ```ts
 * import { withList } from "./yaml_list.ts";
 *
 * const entries = [{ name: "b", value: 2 }];
 * const idOf = ({ name }: Readonly<Record<string, unknown>>) => String(name);
 * const text = await withList("a: 1 # one\n", "a.yaml", { key: "list", entries, idOf });
 * if (text !== "a: 1 # one\nlist:\n  - name: b\n    value: 2\n") throw new Error(text);
 * ```
 */
export async function withList(
  text: string,
  file: string,
  { key, entries, idOf }: WantedList,
): Promise<string> {
  const before = Object(parseYaml(text, file));
  const known: unknown[] = Array.isArray(before[key]) ? before[key] : [];
  if (canonical(known) === canonical(entries)) return text;
  const root = await rootOf(text, file);
  const present = known.map((entry): Entry => Object(entry));
  const edited = spliced(text, splicesOf({ text, root, key, present, entries, idOf }));
  if (read(edited, file) === canonical({ ...before, [key]: entries })) return edited;
  throw refused(file, `"${key}" is written in a way that this would break; change it by hand`);
}

/** The data of an edited text as canonical JSON; null where it cannot be read any more. */
function read(text: string, file: string): string | null {
  try {
    return canonical(parseYaml(text, file));
  } catch {
    return null;
  }
}

async function rootOf(text: string, file: string): Promise<YAMLMap<ParsedNode, ParsedNode | null>> {
  // The parser that knows places costs 45 ms to load.
  const { parseDocument, isMap } = await import("yaml");
  const { contents, errors } = parseDocument(text, { keepSourceTokens: true, logLevel: "silent" });
  if (errors.length === 0 && isMap(contents)) return contents;
  throw refused(file, "it is not a mapping that can be edited");
}

function refused(file: string, why: string): TypeError {
  return new TypeError(`Cannot change "${file}": ${why}`);
}
