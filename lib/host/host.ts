import { type Queue } from "./queue.ts";

/** A SQLite connection: the few calls the journal needs, so that a host can hand one out. */
export interface Database {
  /** Runs one or more statements that return nothing. */
  exec(sql: string): void;
  /** Compiles one statement for repeated use. */
  prepare(sql: string): Statement;
  /** Closes the connection; the host forgets it. */
  close(): void;
}

/** A compiled statement of a {@linkcode Database}. */
export interface Statement {
  /** Executes the statement and returns how many rows it changed. */
  run(...values: SqlValue[]): { readonly changes: number | bigint };
  /** Executes the statement and returns its first row, if there is one. */
  get(...values: SqlValue[]): Record<string, SqlValue> | undefined;
  /** Executes the statement and walks its rows one at a time. */
  iterate(...values: SqlValue[]): Iterable<Record<string, SqlValue>>;
}

/** What a cell of a {@linkcode Database} can hold. */
export type SqlValue = string | number | bigint | null | Uint8Array;

/** A file that is being written. It is nowhere to be seen until it is finished. */
export interface FileDraft {
  /** Adds a piece. */
  write(piece: string | Uint8Array): void;
  /** Puts the file in its place, in one step and on the disk. */
  finish(): Promise<void>;
  /** Throws away what was written. */
  discard(): Promise<void>;
}

/** Files as a host offers them; a path is a string or a `file:` URL. */
export interface Files {
  /**
   * Reads a text file of up to 64 million characters; rejects with a sentence that names the path. One whose
   * name ends in `.gz` is unpacked.
   */
  readText(path: string | URL): Promise<string>;
  /** Reads a text file line by line, so that only a line need fit into memory, of as many. */
  readLines(path: string | URL): AsyncIterable<string>;
  /** The same without waiting for anything else: for who must not be kept waiting themselves. */
  linesAtOnce(path: string): Iterable<string>;
  /** Reads a stretch of a file: so many bytes, or as many as there are. */
  readBytes(path: string, from: number, length: number): Promise<Uint8Array>;
  /** Replaces a file in one step: a reader sees the old text or the new, never half. */
  writeText(path: string, text: string): Promise<void>;
  /**
   * Makes sure that a file could be written at a path, so that nothing is spent on what cannot be kept. Its folder
   * is made where there is none; nothing else is changed.
   */
  checkWritable(path: string): Promise<void>;
  /**
   * Replaces a small file in one step and without waiting for the disk: after a power cut it may be the old
   * one. Its folder must be there.
   */
  swapText(path: string, text: string): void;
  /** Adds to the end of a text file, which is made where there is none. */
  appendText(path: string, text: string): void;
  /** The same for bytes. */
  appendBytes(path: string, bytes: Uint8Array): void;
  /** Gives a file another name in one step, when what is in it has reached the disk; one that is there goes. */
  rename(from: string, to: string): Promise<void>;
  /** The path from the root of the file system; it need not exist. */
  absolute(path: string): string;
  /** Tells whether there is something to read at a path; a folder is not. */
  isFile(path: string | URL): Promise<boolean>;
  /** Tells whether there is a folder at a path. */
  isFolder(path: string): Promise<boolean>;
  /** Makes a folder and its parents, readable by their owner only. */
  makeFolder(path: string): Promise<void>;
  /** Makes a fresh folder for what need not last. */
  temporaryFolder(): Promise<string>;
  /** How many bytes a file has, or a folder with all it holds; nothing where nothing is. */
  size(path: string): Promise<number>;
  /** Lists the names in a folder, sorted; an absent folder has none. */
  list(path: string | URL): Promise<string[]>;
  /**
   * Takes the lock of a path, for one holder at a time over all programs of the machine; it is free again
   * when its holder ends, however that comes about.
   *
   * @returns How to give it back; undefined when somebody else holds it.
   */
  lock(path: string): Promise<(() => void) | undefined>;
  /** Tells whether somebody holds the lock of a path; it is not made where there is none. */
  isLocked(path: string): Promise<boolean>;
  /** Removes a folder when the program ends by itself; after a crash it stays. */
  removeAtExit(path: string): void;
  /** Removes a file or a folder with all it holds; an absent one is no error. */
  remove(path: string): Promise<void>;
  /** Begins a file that is written piece by piece, however large; its folder is made where it must be. */
  draft(path: string): Promise<FileDraft>;
}

/** How a user or the system asks a program to end: Ctrl-C and a notebook's Stop, or `kill`. */
export type Interrupt = "SIGINT" | "SIGTERM";

/** Where a person reads: standard output and standard error. */
export interface Terminal {
  /** Writes results. */
  out(text: string): void;
  /** Writes everything that is not a result: progress, warnings, errors; where nobody listens, nothing. */
  err(text: string): void;
  /** Whether standard error is a terminal that can redraw a line. */
  readonly interactive: boolean;
  /** How many columns that terminal has now; 80 where there is none. */
  readonly columns: number;
  /** Whether colour is wanted on standard output. */
  readonly colour: boolean;
  /**
   * Puts a question to the person at the terminal, and waits for the line they type; undefined where nobody
   * sits there, or they have gone.
   */
  ask(question: string): Promise<string | undefined>;
}

/** A cell of a notebook, as what runs in it sees it. */
export interface Notebook {
  /**
   * Shows something in the cell that is running, by media type, or puts it in the place of what was shown under
   * the same name.
   */
  show(name: string, bundle: Readonly<Record<string, string>>): Promise<void>;
}

/** Time as a host tells it. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Milliseconds since some fixed moment; never runs backwards. */
  elapsed(): number;
  /** Waits; rejects with the signal's reason when it is aborted first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Lets pending events in: timers, signals, arriving data. */
  breathe(): Promise<void>;
}

/**
 * Everything outside the program, in one value: clock, files, environment, network, terminal and
 * database. Only `lib/host/` touches the world; every other room is handed what it needs.
 */
export interface Host {
  /** Time. */
  readonly clock: Clock;
  /** Files. */
  readonly files: Files;
  /** Where a person reads. */
  readonly terminal: Terminal;
  /** The notebook that the program runs in; undefined elsewhere. */
  readonly notebook?: Notebook | undefined;
  /** The network; clients of providers are made with this function. */
  readonly fetch: typeof fetch;
  /**
   * The network over a connection that nothing else uses, for what must not be done twice: on a shared one
   * the runtime sends a request again by itself, even a POST, when the connection breaks before the reply.
   */
  readonly fetchOnce: typeof fetch;
  /** Reads an environment variable; undefined where it is not set, empty, or not permitted. */
  env(name: string): string | undefined;
  /**
   * Opens or creates a SQLite database, readable by its owner only; `":memory:"` keeps it in memory. One
   * that is opened to be read only must be there.
   */
  database(path: string, options?: { readonly readOnly?: boolean | undefined }): Promise<Database>;
  /**
   * Connects to a server of queues, by its address as in `nats://host:4222`; rejects with a sentence that holds
   * no password where it cannot be used.
   */
  queue(address: string): Promise<Queue>;
  /** The runtime and its version, as in `"deno 2.9.6"`. */
  readonly runtime: string;
  /** A new random identifier of 32 hexadecimal digits, for names that need not reproduce. */
  identifier(): string;
  /** Calls back each time the program is asked to end; returns the way to undo it. */
  onInterrupt(callback: (signal: Interrupt) => void): () => void;
  /** Ends the program at once, whatever is under way. */
  exit(code: number): void;
}
