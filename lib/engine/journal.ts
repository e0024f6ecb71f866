import { type Clock, type Database, type Host, type Statement } from "../host/host.ts";
import { type Reply, type Usage } from "../models/model.ts";
import { type Row } from "../rows/row.ts";
import { GroupCommit } from "./group_commit.ts";
import { EARLIER_UNITS, openTables } from "./journal_tables.ts";

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

/** What one call was, for the record. */
export interface CallRecord {
  readonly key: CallKey;
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

/** Replies that could not be read, and may have been paid for. */
export interface Unread {
  readonly calls: number;
  /** The most they can have cost, in US dollars; null where a price is not known. */
  readonly cost: number | null;
}

/** Tokens, money and calls of one model over a whole run. */
export interface ModelTotals {
  /** The model as it was named. */
  readonly model: string;
  /** The ids under which it was served. */
  readonly served: readonly string[];
  /** How many replies were paid for, or may have been. */
  readonly calls: number;
  /** Input tokens outside caches. */
  readonly input: number;
  /** Output tokens. */
  readonly output: number;
  /** Input tokens written to caches. */
  readonly cacheWrite: number;
  /** Input tokens read from caches. */
  readonly cacheRead: number;
  /** US dollars; null when some call has no known price. */
  readonly cost: number | null;
}

/** Tokens, money and calls over all models. */
export type Spent = Pick<ModelTotals, "calls" | "input" | "output" | "cost">;

const NOTHING: Spent = { calls: 0, input: 0, output: 0, cost: 0 };

function added(sum: Spent, { calls, input, output, cost }: Spent): Spent {
  return {
    calls: sum.calls + calls,
    input: sum.input + input,
    output: sum.output + output,
    cost: sum.cost === null || cost === null ? null : sum.cost + cost,
  };
}

const COUNTS_AFTER = "counts_after";

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
  readonly #addCall: Statement;
  readonly #addUnit: Statement;
  // Replies to a plan that was changed since do not count; variants that were made for it do.
  #countsAfter: number;
  #spent: Spent;
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
    this.#addCall = database.prepare(
      "INSERT INTO calls (unit, turn, purpose, attempt, model, served, reply, input, output, " +
        "cache_write, cache_read, cost, started, latency) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    );
    this.#addUnit = database.prepare(
      "INSERT INTO units (position, key, rows) VALUES (?, ?, ?) " +
        "ON CONFLICT (position) DO UPDATE SET key = excluded.key, rows = excluded.rows",
    );
    this.#countsAfter = Number(this.note(COUNTS_AFTER) ?? 0);
    this.isNew = database.prepare("SELECT 1 FROM calls LIMIT 1").get() === undefined;
    this.#spent = this.isNew ? NOTHING : this.totals().reduce<Spent>(added, NOTHING);
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
  keep({ key, model, reply, cost, started, latency }: CallRecord): Promise<void> {
    const { input, output, cacheWrite, cacheRead } = reply?.usage ?? UNCOUNTED;
    const served = reply?.served ?? "";
    const text = JSON.stringify(reply);
    this.#spent = added(this.#spent, { calls: 1, input, output, cost });
    return this.#writes.write(() =>
      this.#addCall.run(
        ...[key.unit, key.turn, key.purpose, key.attempt, model, served, text],
        ...[input, output, cacheWrite, cacheRead, cost, started, latency],
      )
    );
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

  /** The rows of a unit that was finished under another plan, marked with it. */
  earlier(unit: string): Row[] | undefined {
    if (this.#countsAfter === 0) return undefined;
    const row = this.#database.prepare("SELECT rows, plan FROM earlier_units WHERE key = ?")
      .get(unit);
    if (typeof row?.rows !== "string") return undefined;
    const rows: Row[] = JSON.parse(row.rows);
    return rows.map((one) => ({ drift: String(row.plan), ...one }));
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

  /** What was spent so far: over all models, and over all runs that have gone on here. */
  get spent(): Spent {
    return this.#spent;
  }

  /** What was spent, by model, in the order of the names: for everything, or for one purpose. */
  totals(purpose?: string): ModelTotals[] {
    const sums = this.#database.prepare(
      "SELECT model, group_concat(DISTINCT served) AS served, count(*) AS calls, " +
        "sum(input) AS input, sum(output) AS output, sum(cache_write) AS cacheWrite, " +
        "sum(cache_read) AS cacheRead, " +
        "CASE WHEN count(cost) = count(*) THEN round(sum(cost), 9) END AS cost " +
        "FROM calls WHERE ?1 IS NULL OR purpose = ?1 GROUP BY model ORDER BY model",
    );
    return [...sums.iterate(purpose ?? null)].map(({ served, ...sum }) => ({
      // The columns are named after the members and hold what was written to them.
      ...(sum as unknown as Omit<ModelTotals, "served">),
      served: String(served).split(",").filter((id) => id !== "").sort(),
    }));
  }

  /** The replies that could not be read, of everything. */
  get unread(): Unread {
    const { calls, cost } = this.#database.prepare(
      "SELECT count(*) AS calls, CASE WHEN count(cost) = count(*) THEN round(total(cost), 9) END " +
        "AS cost FROM calls WHERE reply = 'null'",
    ).get() ?? {};
    return { calls: Number(calls), cost: typeof cost === "number" ? cost : null };
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
}
