import { type FileDraft, type Files } from "./host.ts";
import { LONGEST_TEXT, TOO_LONG } from "./longest_text.ts";

/** Files that are entries of a map, by path. */
export function filesIn(contents: Map<string, string>): Files {
  const folders = new Set<string>();
  const inside = insideOf(contents, folders);
  const textAt = (path: string | URL): string => {
    const text = contents.get(nameOf(path));
    if (text === undefined) throw cannotRead(path, "there is no such file");
    return text;
  };
  let temporary = 0;
  return {
    // deno-lint-ignore require-await -- what is absent must reject, not throw
    readText: async (path) => checked(textAt(path), path),
    readLines: (path) => linesOf(() => textAt(path), path),
    linesAtOnce: (path) => linesIn(textAt(path), path),
    // deno-lint-ignore require-await -- what is absent must reject, not throw
    readBytes: async (path, from, length) =>
      new TextEncoder().encode(textAt(path)).slice(from, from + length),
    writeText: (path, text) => Promise.resolve(void contents.set(path, text)),
    swapText: (path, text) => void contents.set(path, text),
    appendText: (path, text) => void contents.set(path, `${contents.get(path) ?? ""}${text}`),
    appendBytes: (path, bytes) =>
      void contents.set(path, `${contents.get(path) ?? ""}${new TextDecoder().decode(bytes)}`),
    // deno-lint-ignore require-await -- what is absent must reject, not throw
    rename: async (from, to) => {
      const text = textAt(from);
      contents.delete(from);
      contents.set(to, text);
    },
    absolute: (path) => path.startsWith("/") ? path : `/${path}`,
    isFile: (path) => Promise.resolve(path !== "" && contents.has(nameOf(path))),
    makeFolder: (path) => Promise.resolve(void folders.add(nameOf(path))),
    temporaryFolder: () => {
      const path = `/temporary/${temporary++}`;
      folders.add(path);
      return Promise.resolve(path);
    },
    ...locks(),
    size: (path) => Promise.resolve(sizeIn(contents, [nameOf(path), ...inside(nameOf(path))])),
    removeAtExit: () => {},
    ...folderOf(contents, folders),
    draft: (path) => Promise.resolve(draftIn(contents, path)),
  };
}

/** What is in a folder, and how it goes. */
function folderOf(
  contents: Map<string, string>,
  folders: Set<string>,
): Pick<Files, "checkWritable" | "isFolder" | "list" | "remove"> {
  const inside = insideOf(contents, folders);
  return {
    checkWritable: () => Promise.resolve(),
    isFolder: (path) =>
      Promise.resolve(folders.has(nameOf(path)) || inside(nameOf(path)).length > 0),
    list: (path) => {
      const name = nameOf(path);
      const names = new Set(inside(name).map((file) => file.slice(name.length + 1).split("/")[0]));
      return Promise.resolve([...names].map(String).sort());
    },
    remove: (path) => {
      const name = nameOf(path);
      for (const file of [name, ...inside(name)]) contents.delete(file) || folders.delete(file);
      return Promise.resolve();
    },
  };
}

function insideOf(contents: ReadonlyMap<string, string>, folders: ReadonlySet<string>) {
  return (path: string) => [...contents.keys(), ...folders].filter(startsWith(path));
}

function draftIn(contents: Map<string, string>, path: string): FileDraft {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  return {
    write: (piece) => text += typeof piece === "string" ? piece : decoder.decode(piece),
    finish: () => Promise.resolve(void contents.set(path, text)),
    discard: () => Promise.resolve(),
  };
}

async function* linesOf(read: () => string, path: string | URL): AsyncGenerator<string> {
  yield* linesIn(read(), path);
}

function linesIn(text: string, path: string | URL): string[] {
  const lines = text.split("\n").map((line) => checked(line, path));
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function sizeIn(contents: ReadonlyMap<string, string>, paths: readonly string[]): number {
  const encoder = new TextEncoder();
  return paths.reduce((sum, path) => sum + encoder.encode(contents.get(path)).length, 0);
}

function checked(text: string, path: string | URL): string {
  if (text.length > LONGEST_TEXT) throw cannotRead(path, TOO_LONG);
  return text;
}

function cannotRead(path: string | URL, reason: string): Error {
  return new Error(`Cannot read "${nameOf(path)}": ${reason}`);
}

function locks(): Pick<Files, "lock" | "isLocked"> {
  const held = new Set<string>();
  return {
    lock: (path) => {
      if (held.has(path)) return Promise.resolve(undefined);
      held.add(path);
      return Promise.resolve(() => void held.delete(path));
    },
    isLocked: (path) => Promise.resolve(held.has(path)),
  };
}

function nameOf(path: string | URL): string {
  return (path instanceof URL ? decodeURI(path.pathname) : path).replace(/\/$/, "");
}

function startsWith(folder: string): (path: string) => boolean {
  return (path) => path.startsWith(`${folder}/`);
}
