import type { Pair, ParsedNode, YAMLMap, YAMLSeq } from "yaml";
import { canonical } from "./canonical.ts";
import { inserted, lineEnd, lineStart, type Splice } from "./splice.ts";
import { yamlLines } from "./yaml_value.ts";

/** A mapping in a list of a file. */
export type Entry = Readonly<Record<string, unknown>>;

/** A file with a list, and what the list is to hold. */
export interface Edited {
  readonly text: string;
  /** The file's mapping with its places. */
  readonly root: YAMLMap<ParsedNode, ParsedNode | null>;
  /** The key of the list. */
  readonly key: string;
  /** What the list holds. */
  readonly present: readonly Entry[];
  /** What it is to hold. */
  readonly entries: readonly Entry[];
  readonly idOf: (entry: Entry) => string;
}

type KeyAndValue = Pair<ParsedNode, ParsedNode | null>;

/** What must be replaced in a file so that its list holds what it is to hold. */
export function splicesOf(edited: Edited): Splice[] {
  const { root, key } = edited;
  const pair = root.items.find((one) => "value" in one.key && one.key.value === key);
  if (pair === undefined) return [newPair(edited)];
  const { value } = pair;
  const isFull = value !== null && "items" in value && value.items.length > 0;
  // The value is a list: a pack with any other was refused when it was read.
  return isFull ? inList(value as YAMLSeq<ParsedNode>, edited) : filled(pair, edited);
}

/** The key with its list, where there was none: after everything else. */
function newPair({ text, root, key, entries }: Edited): Splice {
  const [first, last] = [root.items[0], root.items.at(-1)];
  if (root.flow) {
    const at = endOf(last?.value) ?? endOf(last?.key) ?? (root.range?.[0] ?? 0) + 1;
    const before = last === undefined ? "" : ", ";
    return inserted(at, `${before}${JSON.stringify(key)}: ${inFlow(entries)}`);
  }
  const eol = eolOf(text);
  const at = root.range?.[2] ?? text.length;
  const column = columnOf(text, first?.key.range[0] ?? 0);
  const isNewLine = at === 0 || /[\r\n]/.test(text[at - 1] ?? "");
  const start = `${isNewLine ? "" : eol}${" ".repeat(column)}${key}:`;
  const end = isNewLine || at < text.length ? eol : "";
  return inserted(at, start + items(entries, column + 2, eol) + end);
}

/** The list in place of an empty one, or of nothing. */
function filled({ key, value }: KeyAndValue, { text, root, entries }: Edited): Splice[] {
  const [from, to] = value?.range ?? [key.range[1], key.range[1]];
  if (root.flow) return [{ from, to, text: `${from === to ? " " : ""}${inFlow(entries)}` }];
  const list = items(entries, columnOf(text, key.range[0]) + 2, eolOf(text));
  const end = lineEnd(text, from === to ? key.range[1] : to);
  return from === to ? [inserted(end, list)] : [{ from, to, text: "" }, inserted(end, list)];
}

/** The changes to a list that has entries. */
function inList(list: YAMLSeq<ParsedNode>, edited: Edited): Splice[] {
  const { text, present, entries, idOf } = edited;
  if (entries.length === 0) {
    return [{ from: list.range?.[0] ?? 0, to: contentEnd(list, text), text: "[]" }];
  }
  const open = new Map(entries.map((entry) => [idOf(entry), entry]));
  const splices: Splice[] = [];
  for (const [at, item] of list.items.entries()) {
    const data = present[at] ?? {};
    const entry = open.get(idOf(data));
    open.delete(idOf(data));
    if (entry === undefined) splices.push(removed(list, at, text));
    else if (canonical(entry) !== canonical(data)) {
      splices.push(replaced(item, entry, list, text));
    }
  }
  return open.size === 0 ? splices : [...splices, added(list, [...open.values()], text)];
}

function replaced(
  item: ParsedNode,
  entry: Entry,
  list: YAMLSeq<ParsedNode>,
  text: string,
): Splice {
  const [from] = item.range;
  if (list.flow) return { from, to: item.range[1], text: yamlJson(entry) };
  const between = eolOf(text) + " ".repeat(columnOf(text, from));
  return { from, to: contentEnd(item, text), text: yamlLines(entry, between) };
}

/** An entry goes with its own lines; in flow style with the comma that parts it from another one. */
function removed(list: YAMLSeq<ParsedNode>, at: number, text: string): Splice {
  const item = list.items[at];
  const [before, after] = [list.items[at - 1], list.items[at + 1]];
  const [from, to] = [item?.range[0] ?? 0, item?.range[1] ?? 0];
  if (list.flow) {
    if (before) return { from: before.range[1], to, text: "" };
    return { from, to: after?.range[0] ?? to, text: "" };
  }
  const end = lineEnd(text, item ? contentEnd(item, text) : to);
  const next = /^(?:\r\n|\n|\r)/.exec(text.slice(end))?.[0].length ?? 0;
  return { from: lineStart(text, dashOf(list, at)), to: end + next, text: "" };
}

function added(list: YAMLSeq<ParsedNode>, entries: readonly Entry[], text: string): Splice {
  const last = list.items.at(-1);
  if (list.flow) {
    return inserted(endOf(last) ?? 0, entries.map((entry) => `, ${yamlJson(entry)}`).join(""));
  }
  const column = columnOf(text, dashOf(list, list.items.length - 1));
  const at = lineEnd(text, last ? contentEnd(last, text) : 0);
  return inserted(at, items(entries, column, eolOf(text)));
}

/** Where the dash of an entry is. */
function dashOf({ srcToken, range }: YAMLSeq<ParsedNode>, at: number): number {
  const start = srcToken && "items" in srcToken ? srcToken.items[at]?.start : undefined;
  return start?.find(({ type }) => type === "seq-item-ind")?.offset ?? range?.[0] ?? 0;
}

/** Where the last thing of a node ends, without what comes after it on its line. */
function contentEnd(node: ParsedNode | YAMLSeq<ParsedNode>, text: string): number {
  const end = endOf(node) ?? 0;
  if ("items" in node && !node.flow) {
    const last: unknown = node.items.at(-1);
    const [key, value] = isPair(last) ? [last.key, last.value] : [null, last as ParsedNode | null];
    if (value !== null) return contentEnd(value, text);
    return endOf(key) ?? end;
  }
  // The text of a block scalar ends with its line.
  return /[\r\n]$/.test(text.slice(0, end))
    ? end - (text.slice(0, end).endsWith("\r\n") ? 2 : 1)
    : end;
}

function isPair(item: unknown): item is KeyAndValue {
  return item !== null && typeof item === "object" && "key" in item;
}

function endOf(node: { readonly range?: readonly number[] | null } | null | undefined) {
  return node?.range?.[1];
}

function columnOf(text: string, at: number): number {
  const before = text.slice(lineStart(text, at), at);
  return before.startsWith("\uFEFF") ? before.length - 1 : before.length;
}

/** The entries as items of a list in block style, each after a line end. */
function items(entries: readonly Entry[], column: number, eol: string): string {
  const margin = eol + " ".repeat(column);
  return entries.map((entry) => `${margin}- ${yamlLines(entry, `${margin}  `)}`).join("");
}

function inFlow(entries: readonly Entry[]): string {
  return `[${entries.map(yamlJson).join(", ")}]`;
}

/** In flow style all is written as JSON, which it may be the file of. */
function yamlJson(entry: Entry): string {
  return JSON.stringify(entry);
}

/** The line end of a text: that of its first line. */
function eolOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
}
