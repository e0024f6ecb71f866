import { type Database, type Host, type Interrupt } from "./host.ts";
import { filesIn } from "./memory_files.ts";
import { MovedClock } from "./moved_clock.ts";

/** What a {@linkcode memoryHost} starts with. */
export interface MemoryOptions {
  /** Files that exist at the start, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Environment variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** What a person at the terminal types, line by line. @default {nobody sits there} */
  readonly typed?: readonly string[];
  /** The whole network: what a request is answered with. @default {a network that is unreachable} */
  readonly fetch?: typeof fetch;
}

/** A host made of maps, with what a test wants to look at. */
export interface MemoryHost extends Host {
  /** Every file, by path. */
  readonly contents: Map<string, string>;
  /** All that was written to standard output and standard error. */
  readonly written: { out: string; err: string };
  /** With which code the program was ended at once; undefined as long as it was not. */
  readonly ended: { code: number | undefined };
  /** Acts as the user pressing Ctrl-C, or as the system asking the program to end. */
  interrupt(signal?: Interrupt): void;
}

/**
 * A world of maps: files, environment and network are what it is given, and its clock jumps to the
 * next sleeper as soon as no request is in flight, so that minutes of waiting take no time.
 *
 * @example
 * ```ts
 * import { memoryHost } from "./memory.ts";
 *
 * const host = memoryHost({ files: { "a.txt": "one" } });
 * await host.clock.sleep(60_000);
 * if (host.clock.now() !== 60_000) throw new Error("the clock did not move");
 * ```
 */
export function memoryHost(options: MemoryOptions = {}): MemoryHost {
  const contents = new Map(Object.entries(options.files ?? {}));
  const written = { out: "", err: "" };
  const ended: MemoryHost["ended"] = { code: undefined };
  const interrupts = new Set<(signal: Interrupt) => void>();
  const time = new MovedClock();
  const databases = keptDatabases(contents);
  let identifiers = 0;
  return {
    ...{ contents, written, ended },
    clock: time,
    files: filesIn(contents),
    terminal: terminalOf(written, options.typed),
    fetch: (input, init) => time.during(() => (options.fetch ?? unreachable)(input, init)),
    fetchOnce: (input, init) => time.during(() => (options.fetch ?? unreachable)(input, init)),
    env: (name) => options.env?.[name] || undefined,
    database: (path, options) => time.during(() => databases(path, options)),
    queue: unreachable,
    runtime: "memory",
    identifier: () => (identifiers++).toString(16).padStart(32, "0"),
    onInterrupt: (callback) => {
      interrupts.add(callback);
      return () => interrupts.delete(callback);
    },
    exit: (code) => void (ended.code = code),
    interrupt: (signal = "SIGINT") => interrupts.forEach((callback) => callback(signal)),
  };
}

/** A terminal that nobody watches; questions are answered by what is typed, where anything is. */
function terminalOf(
  written: MemoryHost["written"],
  typed: readonly string[] | undefined,
): Host["terminal"] {
  const answers = [...typed ?? []];
  return {
    out: (text) => void (written.out += text),
    err: (text) => void (written.err += text),
    interactive: false,
    columns: 80,
    colour: false,
    ask: (question) => {
      if (typed === undefined) return Promise.resolve(undefined);
      written.err += question;
      return Promise.resolve(answers.shift());
    },
  };
}

function unreachable(): Promise<never> {
  return Promise.reject(new TypeError("the network of this host is unreachable"));
}

// A database outlives its connection, as a file does: opening the same path finds the same rows.
function keptDatabases(contents: Map<string, string>): Host["database"] {
  const kept = new Map<string, Promise<Database>>();
  return (path, { readOnly = false } = {}) => {
    const known = contents.has(path) ? kept.get(path) : undefined;
    if (known) return known;
    if (readOnly) return Promise.reject(new Error("unable to open database file"));
    const database = newDatabase();
    if (path !== ":memory:") {
      kept.set(path, database);
      contents.set(path, "");
    }
    return database;
  };
}

async function newDatabase(): Promise<Database> {
  const { DatabaseSync } = await import("node:sqlite");
  const real = new DatabaseSync(":memory:");
  return {
    exec: (sql) => real.exec(sql),
    // The runtime's statement has this shape; its types allow more value kinds than we store.
    prepare: (sql) => real.prepare(sql) as unknown as ReturnType<Database["prepare"]>,
    // What was not committed is gone, as it is when a file is closed.
    close: () => {
      if (real.isTransaction) real.exec("ROLLBACK");
    },
  };
}
