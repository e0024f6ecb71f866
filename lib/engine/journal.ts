import { type Clock, type Database, type Host, type Statement } from "../host/host.ts";
import { type Row } from "../rows/row.ts";
import { BatchStore } from "./batch_store.ts";
import { type CallKey, type CallRecord, type CallSource, type KeptReply } from "./call_record.ts";
import { CALL, callValues, UNCOUNTED } from "./call_values.ts";
import { GroupCommit } from "./group_commit.ts";
import { EARLIER_UNITS, openTables } from "./journal_tables.ts";
import { modelLatencies } from "./model_latencies.ts";
import { type ModelTotals, modelTotals } from "./model_totals.ts";
import { PlaceSet } from "./place_set.ts";
import { checkedReads, sealed } from "./sealed.ts";
import { settledPositions } from "./settled_positions.ts";
import { added, NOTHING, type Spent, spentWhere } from "./spent.ts";
import { tornPages } from "./wal_tail.ts";

/** A unit that was finished, and its place in panel order. */
export interface KeptUnit {
  readonly position: number;
  readonly key: string;
}

/** The mark of what was asked under another plan. */
type Drifted = Pick<Row, "drift">;

/** How many calls, and what they cost in US dollars: at most, where nothing could be read. */
export type Counted = Pick<Spent, "calls" | "cost">;

// What was replayed was paid for elsewhere; what was asked again to verify it, the run does not stand on.
const PAID = "source <> 'replayed'";
const STOOD_ON = "source <> 'verification'";

const COUNTS_AFTER = "counts_after";

const UNIT = "position, key, rows, settled, seal";
// All columns, so that a row of an older file can be read too.
const UNITS = "SELECT * FROM units ORDER BY position";

/**
 * The journal of a run: every reply that was paid for, and the rows made of them, in a SQLite file that
 * survives the end of the process at any moment. What is written counts only when its promise resolves.
 */
export class Journal {
  /** The path of the file. */
  readonly path: string;
  /** Whether the journal was empty when it was opened, so that there is nothing to look up. */
  readonly isNew: boolean;
  /** How many pages at the end of the file were half-written, and dropped, when it was opened. */
  readonly torn: number;
  readonly #database: Database;
  readonly #writes: GroupCommit;
  /** The batches that calls of the run are made in. */
  readonly batches: BatchStore;
  readonly #reply: Statement;
  readonly #rows: Statement;
  // Replies to a plan that was changed since do not count; variants that were made for it do.
  #countsAfter: number;
  #spent: Spent;
  // Made when it is first used: who may only read an older file sees calls that take no others.
  #addCall: Statement | undefined;
  #addUnit: Statement | undefined;
  #areCallsSound: boolean;
  #isClosed = false;

  private constructor(path: string, database: Database, clock: Clock, torn: number) {
    this.path = path;
    this.torn = torn;
    this.#database = checkedReads(database, path);
    this.#writes = new GroupCommit({ path, database, clock });
    this.batches = new BatchStore(this.#database);
    this.#reply = this.#database.prepare(
      "SELECT * FROM calls WHERE unit = ? AND turn = ? AND purpose = ? AND attempt = ? " +
        "AND reply <> 'null' AND (id > ? OR purpose = 'variant')",
    );
    this.#rows = this.#database.prepare("SELECT * FROM units WHERE position = ?");
    this.#countsAfter = Number(this.note(COUNTS_AFTER) ?? 0);
    this.isNew = this.#database.prepare("SELECT 1 FROM calls LIMIT 1").get() === undefined;
    this.#areCallsSound = this.isNew;
    this.#spent = this.isNew ? NOTHING : spentWhere(this.#database, PAID);
  }

  /**
   * Opens the journal at a path, or begins one.
   *
   * @param options `readOnly` opens one that is there, also beside its writer, and refuses every change.
   * @throws {Error} When the file is no journal of this version, or is damaged.
   */
  static async open(
    host: Host,
    path: string,
    options?: { readonly readOnly?: boolean },
  ): Promise<Journal> {
    // Beside its writer the end of the file is in motion.
    const torn = options?.readOnly ? 0 : await tornPages(`${path}-wal`, host.files);
    return new Journal(path, await openTables(host, path, options), host.clock, torn);
  }

  /** A note kept with the run, such as its plan; undefined when there is none of that name. */
  note(name: string): string | undefined {
    const row = this.#database.prepare("SELECT * FROM notes WHERE name = ?").get(name);
    return typeof row?.value === "string" ? row.value : undefined;
  }

  /** Makes several changes one: all of them are kept, or none. */
  atOnce(change: () => void): void {
    this.#writes.atOnce(change);
  }

  /**
   * Keeps a note, at once.
   *
   * @param options `isSoon` keeps it with what is written next: it is lost where the program is killed before.
   */
  keepNote(name: string, value: string, { isSoon = false }: { readonly isSoon?: boolean } = {}) {
    const add = () => void this.#adding("notes", "name, value, seal").run(...sealed([name, value]));
    // What cannot be written is met where the run is flushed.
    if (isSoon) this.#writes.write(add).catch(() => {});
    else this.atOnce(add);
  }

  /** The reply to a call that was made before. */
  find({ unit, turn, purpose, attempt }: CallKey): KeptReply | undefined {
    const row = this.#reply.get(unit, turn, purpose, attempt, this.#countsAfter);
    if (typeof row?.reply !== "string") return undefined;
    return { reply: JSON.parse(row.reply), cost: typeof row.cost === "number" ? row.cost : null };
  }

  /** Keeps a call; resolves when it is durable. */
  keep(record: CallRecord): Promise<void> {
    const { reply, cost, source } = record;
    const { input, output } = reply?.usage ?? UNCOUNTED;
    if (source !== "replayed") this.#spent = added(this.#spent, { calls: 1, input, output, cost });
    return this.#writes.write(() => {
      this.#addCall ??= this.#adding("calls", CALL);
      this.#addCall.run(...sealed(callValues(record)));
    });
  }

  /** The rows of a unit that was finished before, at its place in panel order: what was kept there. */
  finished<Kept = Row>(position: number, unit: string): Kept[] | undefined {
    const row = this.#rows.get(position);
    return row?.key === unit ? JSON.parse(String(row.rows)) : undefined;
  }

  /** A unit that was finished before, by its place in panel order: one that {@linkcode settled} tells of. */
  unitAt<Kept = Row>(position: number): { unit: KeptUnit; rows: readonly Kept[] } {
    const { key, rows = "[]" } = this.#rows.get(position) ?? {};
    return { unit: { position, key: String(key) }, rows: JSON.parse(String(rows)) };
  }

  /**
   * Keeps the rows of a finished unit; resolves when they and all its replies are durable.
   *
   * @param options `isSettled` tells that nothing of the unit is worth another attempt.
   */
  finish(
    position: number,
    unit: string,
    rows: readonly object[],
    { isSettled = false }: { readonly isSettled?: boolean } = {},
  ): Promise<void> {
    const values = sealed([position, unit, JSON.stringify(rows), Number(isSettled)]);
    return this.#writes.write(() => {
      (this.#addUnit ??= this.#adding("units", UNIT)).run(...values);
    });
  }

  /**
   * The positions of the units of which nothing is worth another attempt: those from one place on and before
   * another whose keys end so.
   */
  settled(from: number, before: number, ending: string): PlaceSet {
    return this.isNew ? new PlaceSet() : settledPositions(this.#database, from, before, ending);
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
    const add = this.#adding("earlier_units", "key, rows, plan, seal");
    for (const { key = null, rows = null } of this.#database.prepare(UNITS).iterate()) {
      add.run(...sealed([key, rows, plan]));
    }
    this.#database.exec("DELETE FROM units");
    this.keepNote(COUNTS_AFTER, String(this.#countsAfter));
  }

  /**
   * The rows of a unit that was laid apart: those of this very plan, where it was carried out before, else the
   * last ones. What was asked under another plan is marked with it.
   *
   * @param plan What the rows of this plan are marked with elsewhere.
   */
  earlier<Kept = Row>(unit: string, plan: string): (Kept & Drifted)[] | undefined {
    if (this.#countsAfter === 0) return undefined;
    const row = this.#database.prepare(
      "SELECT * FROM earlier_units WHERE key = ? ORDER BY plan = ? DESC, rowid DESC LIMIT 1",
    ).get(unit, plan);
    if (typeof row?.rows !== "string") return undefined;
    const rows: (Kept & Drifted)[] = JSON.parse(row.rows);
    // The same rows, whatever they hold besides.
    return rows.map(({ drift = String(row.plan), ...one }) =>
      (drift === plan ? one : { drift, ...one }) as Kept & Drifted
    );
  }

  /** Walks the rows in panel order, a unit at a time: of all units, or of those that are wanted. */
  *rows<Kept = Row>(isWanted = (_: KeptUnit): boolean => true): Generator<Kept> {
    // A statement of its own, so that several walks can be under way.
    for (const { position, key, rows } of this.#database.prepare(UNITS).iterate()) {
      if (!isWanted({ position: Number(position), key: String(key) })) continue;
      yield* JSON.parse(String(rows)) as Kept[];
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
    this.#checkCalls();
    const sum = `SELECT round(total(cost), 9) AS cost FROM calls WHERE ${PAID}`;
    return Number(this.#database.prepare(sum).get()?.cost);
  }

  /**
   * What the replies cost that the run stands on, by model, in the order of the names: all of them, or
   * those for one purpose. What was replayed counts with what it cost when it was recorded.
   */
  totals(purpose?: string): ModelTotals[] {
    this.#checkCalls();
    return modelTotals(this.#database, STOOD_ON, purpose);
  }

  /**
   * How long replies took, in milliseconds, by model, from the shortest on; none of a run in batches, where that is
   * the time of a batch.
   */
  latencies(): ReadonlyMap<string, readonly number[]> {
    this.#checkCalls();
    return this.batches.all.length > 0 ? new Map() : modelLatencies(this.#database, STOOD_ON);
  }

  /** The replies that could not be read, of everything that the run stands on. */
  get unread(): Counted {
    return this.#counted(`reply = 'null' AND ${STOOD_ON}`);
  }

  /** What came from a source, and what it cost there. */
  from(source: CallSource): Counted {
    return this.#counted("source = ?", source);
  }

  /**
   * The keys of everything the run stands on, sorted, each once; null for calls that have none. Read as they are
   * walked.
   */
  *requests(): Generator<string | null> {
    this.#checkCalls();
    const keys = this.#database.prepare(
      `SELECT DISTINCT request FROM calls WHERE reply <> 'null' AND ${STOOD_ON} ORDER BY request`,
    );
    for (const { request } of keys.iterate()) yield typeof request === "string" ? request : null;
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

  /** Sums say nothing of a damaged row, so every row is read once before they count. */
  #checkCalls(): void {
    if (this.#areCallsSound) return;
    const calls = this.#database.prepare("SELECT * FROM calls").iterate()[Symbol.iterator]();
    while (!calls.next().done);
    this.#areCallsSound = true;
  }

  #adding(table: string, columns: string): Statement {
    const places = columns.replace(/\w+/g, "?");
    return this.#database.prepare(
      `INSERT OR REPLACE INTO ${table} (${columns}) VALUES (${places})`,
    );
  }

  #counted(where: string, ...values: readonly string[]): Counted {
    this.#checkCalls();
    const { calls, cost } = spentWhere(this.#database, where, ...values);
    return { calls, cost };
  }
}
