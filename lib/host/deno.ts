import { denoFiles } from "./deno_files.ts";
import { denoNotebook } from "./deno_notebook.ts";
import { type Database, type Host, type Interrupt } from "./host.ts";
import { type Queue } from "./queue.ts";

/**
 * The real world: this machine, as the Deno runtime offers it.
 *
 * @example
 * ```ts
 * import { denoHost } from "./deno.ts";
 *
 * const host = denoHost();
 * if (host.clock.now() < 1_700_000_000_000) throw new Error("the clock is wrong");
 * ```
 */
export function denoHost(): Host {
  return {
    clock: { now: Date.now, elapsed: () => performance.now(), sleep, breathe },
    files: denoFiles(),
    terminal: {
      out: (text) => writeAll(Deno.stdout, text),
      err: tell,
      interactive: Deno.stderr.isTerminal(),
      get columns() {
        return columns();
      },
      colour: Deno.stdout.isTerminal() && !Deno.noColor,
      ask,
    },
    notebook: denoNotebook(),
    fetch: (input, init) => fetch(input, init),
    fetchOnce,
    env: readEnv,
    database: openDatabase,
    queue: openQueue,
    runtime: `deno ${Deno.version.deno}`,
    identifier: () => crypto.randomUUID().replaceAll("-", ""),
    onInterrupt,
    exit: Deno.exit,
  };
}

async function fetchOnce(input: Request | URL | string, init?: RequestInit): Promise<Response> {
  using client = Deno.createHttpClient({ poolMaxIdlePerHost: 0 });
  const alone: RequestInit & { readonly client: Deno.HttpClient } = { ...init, client };
  return await fetch(input, alone);
}

// A terminal hands over a line at a time, of no more than 4,096 bytes.
const LONGEST_LINE = 4096;

// A timer holds no more than this; beyond it the runtime would fire at once.
const LONGEST_TIMER = 2 ** 31 - 1;

async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  for (let left = milliseconds; left > LONGEST_TIMER; left -= LONGEST_TIMER) {
    milliseconds = left - LONGEST_TIMER;
    await sleepOnce(LONGEST_TIMER, signal);
  }
  await sleepOnce(milliseconds, signal);
}

function sleepOnce(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

// A timer would wait for two milliseconds, which is as long as the work between two breaths.
function breathe(): Promise<void> {
  return new Promise((resolve) => void setImmediate(() => resolve()));
}

function readEnv(name: string): string | undefined {
  try {
    return Deno.env.get(name) || undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) return undefined;
    throw error;
  }
}

/** The columns of a terminal that nobody can ask for its size. */
const COLUMNS = 80;

function columns(): number {
  try {
    return Deno.consoleSize().columns || COLUMNS;
  } catch {
    return COLUMNS;
  }
}

// Results are elsewhere, and a run that costs money must not end because nobody hears of its progress.
function tell(text: string): void {
  try {
    writeAll(Deno.stderr, text);
  } catch {
    // There is nobody to tell.
  }
}

// Both ends must be a person's: the question is read on standard error, the answer typed on standard input.
async function ask(question: string): Promise<string | undefined> {
  if (!Deno.stdin.isTerminal() || !Deno.stderr.isTerminal()) return undefined;
  tell(question);
  const line = new Uint8Array(LONGEST_LINE);
  const length = await Deno.stdin.read(line);
  return length === null ? undefined : new TextDecoder().decode(line.subarray(0, length)).trim();
}

function writeAll(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  let bytes: Uint8Array = new TextEncoder().encode(text);
  try {
    while (bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
  } catch (error) {
    // Who left is no failure; it is told apart by its name where the program ends.
    if (error instanceof Deno.errors.BrokenPipe || !(error instanceof Error)) throw error;
    const reason = error.message.replace(/ \(os error \d+\)/, "").toLowerCase();
    throw new Error(`Cannot write the output: ${reason}`, { cause: error });
  }
}

// The client is loaded when work is handed to other machines, not at start-up.
async function openQueue(address: string): Promise<Queue> {
  const { natsQueue } = await import("./nats_queue.ts");
  return await natsQueue(address);
}

// The SQLite module is loaded when a journal is, not at start-up.
async function openDatabase(
  path: string,
  { readOnly = false }: { readonly readOnly?: boolean | undefined } = {},
): Promise<Database> {
  const { DatabaseSync } = await import("node:sqlite");
  if (path !== ":memory:" && !readOnly) makePrivate(path);
  const database = new DatabaseSync(path, { readOnly });
  return {
    exec: (sql) => database.exec(sql),
    // The runtime's statement has this shape; its types allow more value kinds than we store.
    prepare: (sql) => database.prepare(sql) as unknown as ReturnType<Database["prepare"]>,
    close: () => database.close(),
  };
}

// SQLite lets everybody read what it makes, and what it puts beside it takes over the permissions. A file
// that is there must not even be opened: closing it again would free the locks that this process holds on it.
function makePrivate(path: string): void {
  try {
    Deno.openSync(path, { write: true, createNew: true, mode: 0o600 }).close();
  } catch {
    // It is there already, or cannot be made; SQLite tells which.
  }
}

function onInterrupt(callback: (signal: Interrupt) => void): () => void {
  // Windows knows no SIGTERM that could be listened to.
  const signals: Interrupt[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
  const listeners = signals.map((signal) => [signal, () => callback(signal)] as const);
  for (const [signal, listener] of listeners) Deno.addSignalListener(signal, listener);
  return () => {
    for (const [signal, listener] of listeners) Deno.removeSignalListener(signal, listener);
  };
}
