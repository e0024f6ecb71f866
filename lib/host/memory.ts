import { type Clock, type Database, type Files, type Host, type Interrupt } from "./host.ts";
import { LONGEST_TEXT, TOO_LONG } from "./longest_text.ts";

/** What a {@linkcode memoryHost} starts with. */
export interface MemoryOptions {
  /** Files that exist at the start, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Environment variables. */
  readonly env?: Readonly<Record<string, string>>;
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
    contents,
    written,
    ended,
    clock: time,
    files: filesIn(contents),
    terminal: {
      out: (text) => void (written.out += text),
      err: (text) => void (written.err += text),
      interactive: false,
      colour: false,
    },
    fetch: (input, init) => time.during(() => (options.fetch ?? unreachable)(input, init)),
    env: (name) => options.env?.[name] || undefined,
    database: (path) => time.during(() => databases(path)),
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

function unreachable(): Promise<Response> {
  return Promise.reject(new TypeError("the network of this host is unreachable"));
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

class MovedClock implements Clock {
  #now = 0;
  #busy = 0;
  #sleepers: Sleeper[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly now = (): number => this.#now;
  readonly elapsed = (): number => this.#now;

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const stop = () => {
        this.#leave(sleeper);
        reject(signal?.reason);
      };
      const wake = () => {
        signal?.removeEventListener("abort", stop);
        resolve();
      };
      const sleeper = { at: this.#now + Math.max(0, milliseconds), wake };
      signal?.addEventListener("abort", stop, { once: true });
      this.#sleepers.push(sleeper);
      this.#advanceSoon();
    });
  }

  breathe(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 0));
  }

  /** Runs an act during which time stands still. */
  async during<T>(act: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    this.#advanceSoon();
    try {
      return await act();
    } finally {
      this.#busy -= 1;
      this.#advanceSoon();
    }
  }

  // One timer at most, and none when nobody sleeps, so that a test leaves none behind.
  #advanceSoon(): void {
    clearTimeout(this.#timer);
    if (this.#busy > 0 || this.#sleepers.length === 0) return;
    this.#timer = setTimeout(() => this.#advance(), 0);
  }

  #advance(): void {
    const next = this.#sleepers.reduce((first, other) => other.at < first.at ? other : first);
    this.#now = Math.max(this.#now, next.at);
    this.#leave(next);
    next.wake();
  }

  #leave(sleeper: Sleeper): void {
    this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
    this.#advanceSoon();
  }
}

function filesIn(contents: Map<string, string>): Files {
  const folders = new Set<string>();
  const inside = (path: string) => [...contents.keys(), ...folders].filter(startsWith(path));
  const textAt = (path: string | URL): string => {
    const text = contents.get(nameOf(path));
    if (text === undefined) throw cannotRead(path, "there is no such file");
    return text;
  };
  const makeFolder = (path: string) => Promise.resolve(void folders.add(nameOf(path)));
  let temporary = 0;
  return {
    // deno-lint-ignore require-await -- what is absent must reject, not throw
    readText: async (path) => checked(textAt(path), path),
    readLines: async function* (path) {
      const lines = textAt(path).split("\n").map((line) => checked(line, path));
      yield* lines.at(-1) === "" ? lines.slice(0, -1) : lines;
    },
    writeText: (path, text) => Promise.resolve(void contents.set(path, text)),
    swapText: (path, text) => void contents.set(path, text),
    absolute: (path) => path.startsWith("/") ? path : `/${path}`,
    isFile: (path) => Promise.resolve(path !== "" && contents.has(nameOf(path))),
    makeFolder,
    temporaryFolder: async () => {
      const path = `/temporary/${temporary++}`;
      await makeFolder(path);
      return path;
    },
    lock: locks(),
    removeAtExit: () => {},
    list: (path) => {
      const name = nameOf(path);
      const names = inside(name).map((file) => file.slice(name.length + 1).split("/", 1)[0] ?? "");
      return Promise.resolve([...new Set(names)].sort());
    },
    remove: (path) => {
      const name = nameOf(path);
      for (const file of [name, ...inside(name)]) contents.delete(file) || folders.delete(file);
      return Promise.resolve();
    },
  };
}

function checked(text: string, path: string | URL): string {
  if (text.length > LONGEST_TEXT) throw cannotRead(path, TOO_LONG);
  return text;
}

function cannotRead(path: string | URL, reason: string): Error {
  return new Error(`Cannot read "${nameOf(path)}": ${reason}`);
}

function locks(): Files["lock"] {
  const held = new Set<string>();
  return (path) => {
    if (held.has(path)) return Promise.resolve(undefined);
    held.add(path);
    return Promise.resolve(() => void held.delete(path));
  };
}

function nameOf(path: string | URL): string {
  return (path instanceof URL ? decodeURI(path.pathname) : path).replace(/\/$/, "");
}

function startsWith(folder: string): (path: string) => boolean {
  return (path) => path.startsWith(`${folder}/`);
}

// A database outlives its connection, as a file does: opening the same path finds the same rows.
function keptDatabases(contents: Map<string, string>): (path: string) => Promise<Database> {
  const kept = new Map<string, Promise<Database>>();
  return (path) => {
    const known = contents.has(path) ? kept.get(path) : undefined;
    if (known) return known;
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
