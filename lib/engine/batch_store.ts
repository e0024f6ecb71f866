import { type Database, type SqlValue } from "../host/host.ts";
import { type BatchMark } from "../models/model.ts";
import { type CallKey } from "./call_record.ts";
import { sealed } from "./sealed.ts";

/**
 * How far a batch has come: `intended` before it is known to be handed over, `submitted` when the provider has
 * named it, `collected` when its results are in the journal, `refused` when the provider did not take it, `lost` when
 * what it has not brought was given up.
 */
export type BatchState = "intended" | "submitted" | "collected" | "refused" | "lost";

/** A batch as it is kept. */
export interface KeptBatch {
  readonly key: string;
  /** The model as it was named. */
  readonly model: string;
  /** The provider's id; null as long as it is not known. */
  readonly batch: string | null;
  readonly state: BatchState;
  /** The newest batch of the account before it. */
  readonly since: BatchMark | null;
  /** How many requests it has. */
  readonly total: number;
  /** When it was made, in milliseconds since 1970. */
  readonly made: number;
  /** How it stands in the provider's word; empty as long as nobody has looked. */
  readonly said: string;
  readonly answered: number;
  readonly failed: number;
  /** Why it is not handed over, was not taken, or was given up; null where that is not so. */
  readonly reason: string | null;
}

/** A request of a batch as it is kept. */
export interface KeptItem {
  readonly batch: string;
  /** Its name in the batch. */
  readonly item: string;
  readonly call: CallKey;
  /** The key of what is asked. */
  readonly request: string;
  /** How many forms of a structured answer had been refused before; -1 where none is asked for. */
  readonly form: number;
  /** The most it can cost, in US dollars; null where no price is known. */
  readonly most: number | null;
  /** What has become of it: `""` as long as nothing has, `answered`, or a failure as JSON. */
  readonly outcome: string;
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS batches (
    key TEXT PRIMARY KEY, model TEXT NOT NULL, batch TEXT, state TEXT NOT NULL, since TEXT NOT NULL,
    total INTEGER NOT NULL, made INTEGER NOT NULL, said TEXT NOT NULL, answered INTEGER NOT NULL,
    failed INTEGER NOT NULL, reason TEXT, seal INTEGER
  );
  CREATE TABLE IF NOT EXISTS batch_items (
    batch TEXT NOT NULL, item TEXT NOT NULL, unit TEXT NOT NULL, turn INTEGER NOT NULL,
    purpose TEXT NOT NULL, attempt INTEGER NOT NULL, request TEXT NOT NULL, form INTEGER NOT NULL,
    most REAL, outcome TEXT NOT NULL, seal INTEGER, PRIMARY KEY (batch, item)
  );
  CREATE INDEX IF NOT EXISTS batch_items_by_call ON batch_items (unit, turn, purpose, attempt)`;

const BATCH = "key, model, batch, state, since, total, made, said, answered, failed, reason, seal";
const ITEM = "batch, item, unit, turn, purpose, attempt, request, form, most, outcome, seal";

/** The batches of a run, in its journal. Changes are made within `atOnce` of the journal. */
export class BatchStore {
  readonly #database: Database;
  #isUsed: boolean;

  /** The batches in a journal, of which most have none. */
  constructor(database: Database) {
    this.#database = database;
    this.#isUsed = database.prepare(
      "SELECT 1 FROM sqlite_master WHERE name = 'batch_items'",
    ).get() !== undefined;
  }

  /** Whether there ever was a batch. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  /** All batches, in the order in which they were made. */
  get all(): KeptBatch[] {
    if (!this.#isUsed) return [];
    return [...this.#database.prepare("SELECT * FROM batches ORDER BY rowid").iterate()].map(
      batchOf,
    );
  }

  /** Those that are not known to have ended. */
  get open(): KeptBatch[] {
    return this.all.filter(({ state }) => state === "intended" || state === "submitted");
  }

  /** The most that what is under way can cost, in US dollars. */
  get reserved(): number {
    if (!this.#isUsed) return 0;
    const sum = "SELECT total(most) AS most FROM batch_items WHERE outcome = ''";
    return Number(this.#database.prepare(sum).get()?.most);
  }

  /** Keeps a batch with its requests, before it is handed over. */
  intend(batch: KeptBatch, items: readonly KeptItem[]): void {
    if (!this.#isUsed) this.#database.exec(TABLES);
    this.#isUsed = true;
    this.keep(batch);
    const add = this.#adding("batch_items", ITEM);
    for (const item of items) add.run(...sealed(itemValues(item)));
  }

  /** Keeps how a batch stands. */
  keep(batch: KeptBatch): void {
    const { key, model, batch: id, state, since, total, made, said, answered, failed, reason } =
      batch;
    const values = [key, model, id, state, JSON.stringify(since), total, made, said];
    const known = this.#database.prepare("SELECT 1 FROM batches WHERE key = ?").get(key);
    const all = sealed([...values, answered, failed, reason]);
    if (known === undefined) return void this.#adding("batches", BATCH).run(...all);
    // Its place among the others stays.
    const columns = BATCH.split(", ").map((column) => `${column} = ?`).join(", ");
    this.#database.prepare(`UPDATE batches SET ${columns} WHERE key = ?`).run(...all, key);
  }

  /** Forgets a batch that was not handed over. */
  forget(key: string): void {
    this.#database.prepare("DELETE FROM batch_items WHERE batch = ?").run(key);
    this.#database.prepare("DELETE FROM batches WHERE key = ?").run(key);
  }

  /** The requests of a batch of which nothing has become yet, by their names. */
  waiting(key: string): Map<string, KeptItem> {
    const items = this.#database.prepare(
      "SELECT * FROM batch_items WHERE batch = ? AND outcome = ''",
    );
    return new Map([...items.iterate(key)].map(itemOf).map((item) => [item.item, item]));
  }

  /** What was tried of a call, in the order in which it was. */
  tried({ unit, turn, purpose, attempt }: CallKey): KeptItem[] {
    if (!this.#isUsed) return [];
    const items = this.#database.prepare(
      "SELECT * FROM batch_items WHERE unit = ? AND turn = ? AND purpose = ? AND attempt = ? " +
        "ORDER BY rowid",
    );
    return [...items.iterate(unit, turn, purpose, attempt)].map(itemOf);
  }

  /** How many forms of a structured answer a model is known to refuse. */
  refusedForms(model: string): number {
    if (!this.#isUsed) return 0;
    const most = this.#database.prepare(
      "SELECT coalesce(max(form + 1), 0) AS refused FROM batch_items " +
        "JOIN batches ON batches.key = batch_items.batch " +
        `WHERE model = ? AND outcome LIKE '{"kind":"form"%'`,
    );
    return Number(most.get(model)?.refused);
  }

  /** Takes note of what has become of a request. */
  settle(item: KeptItem, outcome: string): void {
    this.#adding("batch_items", ITEM).run(...sealed(itemValues({ ...item, outcome })));
  }

  /** Forgets failures, so that what failed can be tried again. */
  forgetFailures(): void {
    if (!this.#isUsed) return;
    this.#database.exec("DELETE FROM batch_items WHERE outcome <> '' AND outcome <> 'answered'");
  }

  #adding(table: string, columns: string) {
    const places = columns.replace(/\w+/g, "?");
    return this.#database.prepare(
      `INSERT OR REPLACE INTO ${table} (${columns}) VALUES (${places})`,
    );
  }
}

function itemValues({ batch, item, call, request, form, most, outcome }: KeptItem): SqlValue[] {
  const { unit, turn, purpose, attempt } = call;
  return [batch, item, unit, turn, purpose, attempt, request, form, most, outcome];
}

type Found = Readonly<Record<string, SqlValue>>;

function batchOf({ since, seal: _, ...row }: Found): KeptBatch {
  // The columns are named after the members and hold what was written to them.
  return { ...(row as unknown as Omit<KeptBatch, "since">), since: JSON.parse(String(since)) };
}

function itemOf({ unit, turn, purpose, attempt, seal: _, ...row }: Found): KeptItem {
  const call = { unit, turn, purpose, attempt };
  // The same.
  return { ...row, call } as unknown as KeptItem;
}
