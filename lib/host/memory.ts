import { type Clock, type Database, type Files, type Host } from "./host.ts";

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
  /** Acts as the user pressing Ctrl-C. */
  interrupt(): void;
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
  const interrupts = new Set<() => void>();
  const time = new MovedClock();
  let identifiers = 0;
  return {
    contents,
    written,
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
    database: keptDatabases(),
    runtime: "memory",
    identifier: () => (identifiers++).toString(16).padStart(32, "0"),
    onInterrupt: (callback) => {
      interrupts.add(callback);
      return () => interrupts.delete(callback);
    },
    interrupt: () => interrupts.forEach((callback) => callback()),
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

  readonly now = (): number => this.#now;
  readonly elapsed = (): number => this.#now;

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const sleeper = { at: this.#now + Math.max(0, milliseconds), wake: resolve };
      signal?.addEventListener("abort", () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal.reason);
      }, { once: true });
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
    try {
      return await act();
    } finally {
      this.#busy -= 1;
      this.#advanceSoon();
    }
  }

  #advanceSoon(): void {
    setTimeout(() => this.#advance(), 0);
  }

  #advance(): void {
    if (this.#busy > 0 || this.#sleepers.length === 0) return;
    const next = this.#sleepers.reduce((first, other) => other.at < first.at ? other : first);
    this.#sleepers = this.#sleepers.filter((other) => other !== next);
    this.#now = Math.max(this.#now, next.at);
    next.wake();
    if (this.#sleepers.length > 0) this.#advanceSoon();
  }
}

function filesIn(contents: Map<string, string>): Files {
  const name = (path: string | URL) => path instanceof URL ? path.pathname : path;
  const inside = (path: string | URL) => [...contents.keys()].filter(startsWith(name(path)));
  return {
    readText: (path) => {
      const text = contents.get(name(path));
      if (text !== undefined) return Promise.resolve(text);
      return Promise.reject(new Error(`Cannot read "${name(path)}": there is no such file`));
    },
    readLines: async function* (path) {
      yield* (await this.readText(path)).split("\n");
    },
    writeText: (path, text) => Promise.resolve(void contents.set(path, text)),
    exists: (path) => Promise.resolve(contents.has(name(path)) || inside(path).length > 0),
    makeFolder: () => Promise.resolve(),
    temporaryFolder: () => Promise.resolve(`/temporary/${contents.size}`),
    list: (path) => {
      const rest = inside(path).map((file) => file.slice(name(path).length).split("/")[1] ?? "");
      return Promise.resolve([...new Set(rest)].sort());
    },
    remove: (path) => {
      for (const file of [path, ...inside(path)]) contents.delete(file);
      return Promise.resolve();
    },
  };
}

function startsWith(folder: string): (path: string) => boolean {
  return (path) => path.startsWith(`${folder.replace(/\/$/, "")}/`);
}

// A database outlives its connection, as a file does: opening the same path finds the same rows.
function keptDatabases(): (path: string) => Promise<Database> {
  const kept = new Map<string, Database>();
  return async (path) => {
    const known = kept.get(path);
    if (known) return known;
    const { DatabaseSync } = await import("node:sqlite");
    const real = new DatabaseSync(":memory:");
    const database: Database = {
      exec: (sql) => real.exec(sql),
      // The runtime's statement has this shape; its types allow more value kinds than we store.
      prepare: (sql) => real.prepare(sql) as unknown as ReturnType<Database["prepare"]>,
      close: () => {},
    };
    if (path !== ":memory:") kept.set(path, database);
    return database;
  };
}
