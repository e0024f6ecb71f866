import { dirname, resolve } from "node:path";
import { checkWritable } from "./check_writable.ts";
import { fileDraft } from "./file_draft.ts";
import { failed, said } from "./file_failure.ts";
import { type Files } from "./host.ts";
import { linesAtOnce } from "./lines_at_once.ts";
import { isStream, refuseReadOnly } from "./target_file.ts";
import { LONGEST_TEXT, TOO_LONG } from "./longest_text.ts";

/** Files of this machine; every failure is a sentence that names the path. */
export function denoFiles(): Files {
  return {
    readText,
    readLines,
    linesAtOnce,
    readBytes: (path, from, length) => said("read", path, () => readBytes(path, from, length)),
    writeText: (path, text) => said("write", path, () => replace(path, text)),
    checkWritable,
    swapText,
    appendText: (path, text) => append(path, () => Deno.writeTextFileSync(path, text, ADDING)),
    appendBytes: (path, bytes) => append(path, () => Deno.writeFileSync(path, bytes, ADDING)),
    rename: (from, to) => said("rename", from, () => rename(from, to)),
    absolute: (path) => resolve(path),
    isFile: (path) => said("look for", path, () => isFile(path)),
    isFolder: (path) => said("look for", path, async () => !!(await lookAt(path))?.isDirectory),
    makeFolder: (path) =>
      said("make the folder", path, () => Deno.mkdir(path, { recursive: true, mode: 0o700 })),
    temporaryFolder: () =>
      said(
        "make a folder in",
        "the place for temporary files (TMPDIR)",
        () => Deno.makeTempDir({ prefix: "quorum-" }),
      ),
    lock: (path) => said("lock", path, () => lock(path)),
    isLocked: (path) => said("look for the lock", path, () => isLocked(path)),
    size: (path) => said("measure", path, () => size(path)),
    removeAtExit,
    list: (path) => said("list", path, () => list(path)),
    remove: (path) => said("remove", path, () => remove(path)),
    draft: (path) => fileDraft(path),
  };
}

async function readText(path: string | URL): Promise<string> {
  let text = "";
  for await (const piece of pieces(path)) text = checked(text + piece, path);
  return text;
}

async function* readLines(path: string | URL): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of pieces(path)) {
    const lines = piece.split("\n");
    lines[0] = checked(rest + lines[0], path);
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

/** A text piece by piece, so that it need not have an end. */
async function* pieces(path: string | URL): AsyncGenerator<string> {
  const file = await said("read", path, () => Deno.open(path));
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const chunks = unpacked(file, path).getReader();
  const next = async () => {
    const { done, value } = await chunks.read();
    return { done, text: decoder.decode(value, { stream: !done }) };
  };
  try {
    for (let done = false; !done;) {
      const chunk = await said("read", path, next);
      yield chunk.text;
      done = chunk.done;
    }
  } finally {
    // A reader who leaves early must not leave the file open; after a failure it is closed already.
    await chunks.cancel().catch(() => {});
  }
}

/** What a file holds; one whose name ends in `.gz` is unpacked on the way. */
function unpacked({ readable }: Deno.FsFile, path: string | URL): ReadableStream<Uint8Array> {
  return String(path).endsWith(".gz")
    ? readable.pipeThrough(new DecompressionStream("gzip"))
    : readable;
}

function checked(text: string, path: string | URL): string {
  if (text.length > LONGEST_TEXT) throw failed("read", path, new RangeError(TOO_LONG));
  return text;
}

async function readBytes(path: string, from: number, length: number): Promise<Uint8Array> {
  using file = await Deno.open(path);
  await file.seek(from, Deno.SeekMode.Start);
  const bytes = new Uint8Array(length);
  let read = 0;
  for (let more: number | null = 1; more !== null && read < length; read += more ?? 0) {
    more = await file.read(bytes.subarray(read));
  }
  return bytes.subarray(0, read);
}

async function replace(given: string, text: string): Promise<void> {
  await Deno.mkdir(dirname(given), { recursive: true });
  const before = await lookAt(given);
  // A device or a pipe cannot be replaced, only written to.
  if (isStream(before)) return await Deno.writeTextFile(given, text, { create: false });
  refuseReadOnly(before);
  // A link stays one: what it leads to is replaced, and who may read it stays as it is.
  const path = before === undefined ? given : await Deno.realPath(given);
  const temporary = `${path}.${crypto.randomUUID().slice(0, 8)}.tmp`;
  try {
    const file = await Deno.open(temporary, { write: true, createNew: true, mode: 0o600 });
    try {
      const bytes = new TextEncoder().encode(text);
      for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
      await file.sync();
    } finally {
      file.close();
    }
    if (typeof before?.mode === "number") await Deno.chmod(temporary, before.mode & 0o777);
    await Deno.rename(temporary, path);
  } catch (error) {
    await remove(temporary);
    throw error;
  }
}

// In one go: many asynchronous steps would cost a fast run more than they save.
function swapText(path: string, text: string): void {
  const temporary = `${path}.tmp`;
  try {
    Deno.writeTextFileSync(temporary, text, { mode: 0o600 });
    Deno.renameSync(temporary, path);
  } catch (error) {
    removeQuietly(temporary);
    throw failed("write", path, error);
  }
}

const ADDING = { append: true };

function append(path: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw failed("write", path, error);
  }
}

async function rename(from: string, to: string): Promise<void> {
  using file = await Deno.open(from, { read: true, write: true });
  await file.sync();
  await Deno.rename(from, to);
}

async function isFile(path: string | URL): Promise<boolean> {
  const found = await lookAt(path);
  return found !== undefined && !found.isDirectory;
}

async function lookAt(path: string | URL): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return undefined;
    }
    throw error;
  }
}

// The system frees the lock when the process ends, so that no stale one stands in the way.
async function lock(path: string): Promise<(() => void) | undefined> {
  const file = await Deno.open(path, { write: true, create: true, mode: 0o600 });
  if (await file.tryLock(true)) return () => file.close();
  file.close();
  return undefined;
}

// A shared lock can be had beside others who look, but not beside a holder.
async function isLocked(path: string): Promise<boolean> {
  if (!await isFile(path)) return false;
  using file = await Deno.open(path);
  return !await file.tryLock(false);
}

async function size(path: string): Promise<number> {
  const found = await lookAt(path);
  if (!found?.isDirectory) return found?.size ?? 0;
  let sum = 0;
  for await (const { name, isSymlink } of Deno.readDir(path)) {
    if (!isSymlink) sum += await size(`${path}/${name}`);
  }
  return sum;
}

const leftovers = new Set<string>();

function removeAtExit(path: string): void {
  if (leftovers.size === 0) globalThis.addEventListener("unload", removeLeftovers);
  leftovers.add(path);
}

function removeLeftovers(): void {
  leftovers.forEach(removeQuietly);
}

function removeQuietly(path: string): void {
  try {
    Deno.removeSync(path, { recursive: true });
  } catch {
    // It is not there, or cannot be removed; there is something else to tell, or nobody to tell it to.
  }
}

async function list(path: string | URL): Promise<string[]> {
  if (await lookAt(path) === undefined) return [];
  const names: string[] = [];
  for await (const entry of Deno.readDir(path)) names.push(entry.name);
  return names.sort();
}

async function remove(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
