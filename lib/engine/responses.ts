import { type Clock, type Database, type Host, type Statement } from "../host/host.ts";
import { type About } from "../models/model.ts";
import { ModelError } from "../models/model_error.ts";
import { type FileKind, openFile } from "./database_file.ts";
import { FlushTimer, MOST_WAITING } from "./flush_timer.ts";
import { type KeptReply } from "./call_record.ts";
import { checksum, readRecorded, type Recorded, writeRecorded } from "./recorded.ts";
import { type Addressee } from "./request_key.ts";
import { type ResponseMode } from "./response_mode.ts";
import { rollBack } from "./roll_back.ts";

// No write-ahead log: the store is one file that can be copied and read from a folder that is not ours.
const STORE: FileKind = {
  what: "response store",
  // "QRSP"
  application: 0x51525350,
  version: 1,
  settings: "PRAGMA synchronous = EXTRA",
  tables: `
    CREATE TABLE IF NOT EXISTS responses (
      key TEXT PRIMARY KEY, is_reply INTEGER NOT NULL, recorded TEXT NOT NULL, checksum TEXT NOT NULL
    ) WITHOUT ROWID`,
};

interface Waiting {
  readonly key: string;
  readonly recorded: Recorded;
  readonly held: PromiseWithResolvers<Recorded>;
}

/**
 * A store of replies by the keys of their requests, in one SQLite file that can be copied and shipped. A
 * reply that is there is never replaced, also where several programs record into one file; a recorded
 * failure is, by a reply.
 */
export class Responses implements Disposable {
  /** The path of the file. */
  readonly path: string;
  /** How it is used. */
  readonly mode: ResponseMode;
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #timer: FlushTimer;
  readonly #find: Statement;
  readonly #add: Statement;
  #waiting: Waiting[] = [];
  #broken: Error | undefined;

  private constructor(path: string, mode: ResponseMode, database: Database, clock: Clock) {
    this.path = path;
    this.mode = mode;
    this.#database = database;
    this.#clock = clock;
    this.#timer = new FlushTimer(clock, () => this.#flush());
    this.#find = database.prepare("SELECT recorded, checksum FROM responses WHERE key = ?");
    this.#add = database.prepare(
      "INSERT INTO responses (key, is_reply, recorded, checksum) VALUES (?, ?, ?, ?) " +
        "ON CONFLICT (key) DO UPDATE SET is_reply = excluded.is_reply, " +
        "recorded = excluded.recorded, checksum = excluded.checksum " +
        "WHERE NOT responses.is_reply AND excluded.is_reply",
    );
  }

  /**
   * Opens the store at a path; recording begins one.
   *
   * @throws {Error} When the file is no store of this version or damaged, or, unless it is to be recorded,
   * is not there.
   */
  static async open(host: Host, path: string, mode: ResponseMode): Promise<Responses> {
    const database = await openFile(host, path, STORE, { isWanted: mode !== "record" });
    try {
      const found = Object.values(database.prepare("PRAGMA quick_check(1)").get() ?? {})[0];
      if (found !== "ok") throw new Error(String(found).replace(/\s+/g, " "));
      return new Responses(path, mode, database, host.clock);
    } catch (error) {
      database.close();
      throw cannot("read", path, `it is damaged (${reasonOf(error)})`, error);
    }
  }

  /**
   * The reply to a request. While recording, undefined where it is yet to be asked for.
   *
   * @throws {ModelError} The failure that was recorded in its place, unless it is recorded again.
   * @throws {Error} When there is none and nothing may be asked; the sentence names the request.
   */
  find(key: string, to: Addressee, about: About): KeptReply | undefined {
    const recorded = this.#held(key);
    const isRecording = this.mode === "record";
    if (recorded instanceof ModelError) {
      if (isRecording) return undefined;
      throw recorded;
    }
    if (recorded === undefined && !isRecording) throw this.#missing(key, to, about);
    return recorded;
  }

  /**
   * Keeps the reply to a request, or how it failed for good.
   *
   * @returns What the store holds when that is durable: what another program has recorded meanwhile wins.
   */
  keep(key: string, recorded: Recorded): Promise<Recorded> {
    if (this.#broken) return Promise.reject(this.#broken);
    const held = Promise.withResolvers<Recorded>();
    this.#waiting.push({ key, recorded, held });
    if (this.#waiting.length >= MOST_WAITING) this.#flush();
    else this.#timer.soon();
    return held.promise;
  }

  /** Makes everything durable and closes the file. */
  close(): void {
    this.#flush();
    this.#broken ??= cannot("write", this.path, "it is closed");
    this.#database.close();
  }

  /** Closes it. */
  [Symbol.dispose](): void {
    this.close();
  }

  // In one short transaction: others who record into the file must not wait for long.
  #flush(): void {
    this.#timer.cancel();
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    const begun = this.#clock.elapsed();
    try {
      this.#database.exec("BEGIN IMMEDIATE");
      const held = waiting.map(({ key, recorded }) => this.#put(key, recorded));
      this.#database.exec("COMMIT");
      // There is one for each that waits.
      waiting.forEach((one, place) => one.held.resolve(held[place] as Recorded));
    } catch (error) {
      this.#break(error, waiting);
    }
    this.#timer.took(this.#clock.elapsed() - begun);
  }

  #put(key: string, recorded: Recorded): Recorded {
    const text = writeRecorded(recorded);
    const isReply = recorded instanceof ModelError ? 0 : 1;
    const { changes } = this.#add.run(key, isReply, text, checksum(key, text));
    return changes === 0 ? this.#held(key) ?? recorded : recorded;
  }

  #held(key: string): Recorded | undefined {
    try {
      const row = this.#find.get(key);
      if (row === undefined) return undefined;
      const text = String(row.recorded);
      if (row.checksum !== checksum(key, text)) throw new Error("a reply is not as it was written");
      return readRecorded(text);
    } catch (error) {
      throw cannot("read", this.path, `it is damaged (${reasonOf(error)})`, error);
    }
  }

  #missing(key: string, { model }: Addressee, about: About): Error {
    const { purpose, panelist, persona, repeat, question } = about;
    const name = typeof persona.name === "string" ? `"${persona.name}" (${panelist})` : panelist;
    return new Error(
      `Cannot ${this.mode} the ${purpose} of ${name} to "${question.key}", repeat ${repeat}, by ` +
        `${model.id} (${model.spec.provider}): the response store "${this.path}" does not hold the ` +
        `request of key ${key}`,
    );
  }

  #break(error: unknown, waiting: readonly Waiting[]): void {
    this.#broken = cannot("write", this.path, reasonOf(error), error);
    for (const { held } of waiting) held.reject(this.#broken);
    rollBack(this.#database);
  }
}

function cannot(verb: string, path: string, reason: string, cause?: unknown): Error {
  return new Error(`Cannot ${verb} the response store "${path}": ${reason}`, { cause });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
