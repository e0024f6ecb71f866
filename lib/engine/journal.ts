import { type Clock, type Database, type Host, type Statement } from "../host/host.ts";
import { type Reply, type Usage } from "../models/model.ts";
import { type Row } from "../rows/row.ts";
import { GroupCommit } from "./group_commit.ts";
import { EARLIER_UNITS, openTables } from "./journal_tables.ts";
import { type ModelTotals, modelTotals } from "./model_totals.ts";
import { added, NOTHING, type Spent, spentWhere } from "./spent.ts";

/** Names one call of a unit; it never changes, whatever the order or speed of a run. */
export interface CallKey {
  /** The unit: panelist, arm, repeat and round. */
  readonly unit: string;
  /** The place of the question in the conversation, from 0. */
  readonly turn: number;
  /** Why the call is made. */
  readonly purpose: string;
  /** Which attempt at a readable reply, from 0. */
  readonly attempt: number;
}

/** A reply as it is kept. */
export interface KeptReply {
  readonly reply: Reply;
  /** US dollars; null where no price is known. */
  readonly cost: number | null;
}

/** A unit that was finished, and its place in panel order. */
export interface KeptUnit {
  readonly position: number;
  readonly key: string;
}

/**
 * Where a reply is from: a model that was asked, a response store, or a model that was asked again to
 * verify one.
 */
export type CallSource = "asked" | "replayed" | "verification";

/** What one call was, for the record. */
export interface CallRecord {
  readonly key: CallKey;
  /** The key of what was asked, whatever unit asked it. */
  readonly request: string;
  readonly source: CallSource;
  /** The model as it was named. */
  readonly model: string;
  /** What came; null when it could not be read. */
  readonly reply: Reply | null;
  /** US dollars, the most it can have been where nothing could be read; null where no price is known. */
  readonly cost: number | null;
  /** When it was sent, in milliseconds since 1970, and how long the reply took. */
  readonly started: number;
  readonly latency: number;
}

/** How many calls, and what they cost in US dollars: at most, where nothing could be read. */
export type Counted = Pick<Spent, "calls" | "cost">;

// What was replayed was paid for elsewhere; what was asked again to verify it, the run does not stand on.
const PAID = "source <> 'replayed'";
const STOOD_ON = "source <> 'verification'";

const COUNTS_AFTER = "counts_after";

const ADD_CALL = "INSERT INTO calls (unit, turn, purpose, attempt, model, served, reply, input, " +
  "output, cache_write, cache_read, cost, started, latency, request, source) " +
  "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

// Nobody counted the tokens of a reply that could not be read.
const UNCOUNTED: Usage = { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 };

/**
 * The journal of a run: every reply that was paid for, and the rows made of them, in a SQLite file that
 * survives the end of the process at any moment. What is written counts only when its promise resolves.
 */
export class Journal {
  /** The path of the file. */
  readonly path: string;
  /** Whether the journal was empty when it was opened, so that there is nothing to look up. */
  readonly isNew: boolean;
  readonly #database: Database;
  readonly #writes: GroupCommit;
  readonly #reply: Statement;
  readonly #rows: Statement;
  readonly #addUnit: Statement;
  // Replies to a plan that was changed since do not count; variants that were made for it do.
  #countsAfter: number;
  #spent: Spent;
  // Made when it is first used: who may only read an older file sees calls that take no others.
  #addCall: Statement | undefined;
  #isClosed = false;

  private constructor(path: string, database: Database, clock: Clock) {
    this.path = path;
    this.#database = database;
    this.#writes = new GroupCommit({ path, database, clock });
    this.#reply = database.prepare(
      "SELECT reply, cost FROM calls WHERE unit = ? AND turn = ? AND purpose = ? AND attempt = ? " +
        "AND reply <> 'null' AND (id > ? OR purpose = 'variant')",
    );
    this.#rows = database.prepare("SELECT rows FROM units WHERE position = ? AND key = ?");
    this.#addUnit = database.prepare(
      "INSERT INTO units (position, key, rows) VALUES (?, ?, ?) " +
        "ON CONFLICT (position) DO UPDATE SET key = excluded.key, rows = excluded.rows",
    );
    this.#countsAfter = Number(this.note(COUNTS_AFTER) ?? 0);
    this.isNew = database.prepare("SELECT 1 FROM calls LIMIT 1").get() === undefined;
    this.#spent = this.isNew ? NOTHING : spentWhere(this.#database, PAID);
  }

  /**
   * Opens the journal at a path, or begins one.
   *
   * @param options `readOnly` opens one that is there, also beside its writer, and refuses every change.
   * @throws {Error} When the file is no journal of this version.
   */
  static async open(
    host: Host,
    path: string,
    options?: { readonly readOnly?: boolean },
  ): Promise<Journal> {
    return new Journal(path, await openTables(host, path, options), host.clock);
  }

  /** A note kept with the run, such as its plan; undefined when there is none of that name. */
  note(name: string): string | undefined {
    const row = this.#database.prepare("SELECT value FROM notes WHERE name = ?").get(name);
    return typeof row?.value === "string" ? row.value : undefined;
  }

  /** Makes several changes one: all of them are kept, or none. */
  atOnce(change: () => void): void {
    this.#writes.atOnce(change);
  }

  /** Keeps a note, at once. */
  keepNote(name: string, value: string): void {
    this.atOnce(() =>
      this.#database.prepare("INSERT OR REPLACE INTO notes (name, value) VALUES (?, ?)")
        .run(name, value)
    );
  }

  /** The reply to a call that was made before. */
  find({ unit, turn, purpose, attempt }: CallKey): KeptReply | undefined {
    const row = this.#reply.get(unit, turn, purpose, attempt, this.#countsAfter);
    if (typeof row?.reply !== "string") return undefined;
    return { reply: JSON.parse(row.reply), cost: typeof row.cost === "number" ? row.cost : null };
  }

  /** Keeps a call; resolves when it is durable. */
  keep(record: CallRecord): Promise<void> {
    const { key, model, reply, cost, started, latency, request, source } = record;
    const { input, output, cacheWrite, cacheRead } = reply?.usage ?? UNCOUNTED;
    const served = reply?.served ?? "";
    const text = JSON.stringify(reply);
    if (source !== "replayed") this.#spent = added(this.#spent, { calls: 1, input, output, cost });
    return this.#writes.write(() => {
      this.#addCall ??= this.#database.prepare(ADD_CALL);
      this.#addCall.run(
        ...[key.unit, key.turn, key.purpose, key.attempt, model, served, text],
        ...[input, output, cacheWrite, cacheRead, cost, started, latency, request, source],
      );
    });
  }

  /** The rows of a unit that was finished before, at its place in panel order. */
  finished(position: number, unit: string): Row[] | undefined {
    const row = this.#rows.get(position, unit);
    return typeof row?.rows === "string" ? JSON.parse(row.rows) : undefined;
  }

  /** Keeps the rows of a finished unit; resolves when they and all its replies are durable. */
  finish(position: number, unit: string, rows: readonly Row[]): Promise<void> {
    return this.#writes.write(() => this.#addUnit.run(position, unit, JSON.stringify(rows)));
  }

  /**
   * Lays apart what was asked under another plan: its rows are found by the key of their unit, wherever
   * that stands in the panel now, and replies of which no rows were made do not count any more.
   *
   * @param plan What the rows are marked with.
   */
  layApart(plan: string): void {
    const last = this.#database.prepare("SELECT coalesce(max(id), 0) AS id FROM calls").get();
    this.#countsAfter = Number(last?.id);
    this.#database.exec(EARLIER_UNITS);
    this.#database.prepare(
      "INSERT OR REPLACE INTO earlier_units (key, rows, plan) SELECT key, rows, ? FROM units",
    ).run(plan);
    this.#database.exec("DELETE FROM units");
    this.keepNote(COUNTS_AFTER, String(this.#countsAfter));
  }

  /**
   * The rows of a unit that was laid apart: those of this very plan, where it was carried out before, else the
   * last ones. What was asked under another plan is marked with it.
   *
   * @param plan What the rows of this plan are marked with elsewhere.
   */
  earlier(unit: string, plan: string): Row[] | undefined {
    if (this.#countsAfter === 0) return undefined;
    const row = this.#database.prepare(
      "SELECT rows, plan FROM earlier_units WHERE key = ? ORDER BY plan = ? DESC, rowid DESC LIMIT 1",
    ).get(unit, plan);
    if (typeof row?.rows !== "string") return undefined;
    const rows: Row[] = JSON.parse(row.rows);
    return rows.map(({ drift = String(row.plan), ...one }) =>
      drift === plan ? one : { drift, ...one }
    );
  }

  /** Walks the rows in panel order, a unit at a time: of all units, or of those that are wanted. */
  *rows(isWanted: (unit: KeptUnit) => boolean = () => true): Generator<Row> {
    // A statement of its own, so that several walks can be under way.
    const all = this.#database.prepare("SELECT position, key, rows FROM units ORDER BY position");
    for (const { position, key, rows } of all.iterate()) {
      if (!isWanted({ position: Number(position), key: String(key) })) continue;
      yield* JSON.parse(String(rows)) as Row[];
    }
  }

  /** Why nothing can be written any more; undefined as long as it can. */
  get failure(): Error | undefined {
    return this.#writes.failure;
  }

  /**
   * What was spent so far: over all models, and over all runs that have gone on here. What was replayed was
   * paid for elsewhere.
   */
  get spent(): Spent {
    return this.#spent;
  }

  /** The money of it, in US dollars, as far as prices are known. */
  get paid(): number {
    const sum = `SELECT round(total(cost), 9) AS cost FROM calls WHERE ${PAID}`;
    return Number(this.#database.prepare(sum).get()?.cost);
  }

  /**
   * What the replies cost that the run stands on, by model, in the order of the names: all of them, or
   * those for one purpose. What was replayed counts with what it cost when it was recorded.
   */
  totals(purpose?: string): ModelTotals[] {
    return modelTotals(this.#database, STOOD_ON, purpose);
  }

  /** The replies that could not be read, of everything that the run stands on. */
  get unread(): Counted {
    return this.#counted(`reply = 'null' AND ${STOOD_ON}`);
  }

  /** What came from a source, and what it cost there. */
  from(source: CallSource): Counted {
    return this.#counted("source = ?", source);
  }

  /** The keys of everything the run stands on, sorted, each once; null for calls that have none. */
  requests(): (string | null)[] {
    const keys = this.#database.prepare(
      `SELECT DISTINCT request FROM calls WHERE reply <> 'null' AND ${STOOD_ON} ORDER BY request`,
    );
    return [...keys.iterate()].map(({ request }) => typeof request === "string" ? request : null);
  }

  /** Makes everything durable that has been written so far. */
  flush(): void {
    this.#writes.flush();
  }

  /** Makes everything durable and closes the file. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#writes.end();
    this.#database.close();
  }

  #counted(where: string, ...values: readonly string[]): Counted {
    const { calls, cost } = spentWhere(this.#database, where, ...values);
    return { calls, cost };
  }
}
