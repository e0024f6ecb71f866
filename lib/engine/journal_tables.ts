import { type Database, type Host } from "../host/host.ts";
import { type FileKind, openFile, whyForeign } from "./database_file.ts";

// A call is made by a `source`: asked, replayed from a response store, or asked again to verify one.
// `request` is the key of what was asked; calls of version 1 have none. A unit is settled when nothing of it is
// worth another attempt. The seal of a row is the checksum of its other columns; rows of version 2 have none.
const VERSION = 3;

const JOURNAL: FileKind = {
  what: "journal",
  // "QRUM"
  application: 0x5152554d,
  version: VERSION,
  settings:
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000",
  tables: `
    CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL, seal INTEGER);
    CREATE TABLE IF NOT EXISTS calls (
      id INTEGER PRIMARY KEY,
      unit TEXT NOT NULL, turn INTEGER NOT NULL, purpose TEXT NOT NULL, attempt INTEGER NOT NULL,
      model TEXT NOT NULL, served TEXT NOT NULL, reply TEXT NOT NULL,
      input INTEGER NOT NULL, output INTEGER NOT NULL,
      cache_write INTEGER NOT NULL, cache_read INTEGER NOT NULL,
      cost REAL, started INTEGER NOT NULL, latency REAL NOT NULL,
      request TEXT, source TEXT NOT NULL DEFAULT 'asked', seal INTEGER
    );
    CREATE TABLE IF NOT EXISTS units (
      position INTEGER PRIMARY KEY, key TEXT NOT NULL, rows TEXT NOT NULL,
      settled INTEGER NOT NULL DEFAULT 0, seal INTEGER
    )`,
  upgrades: [
    "ALTER TABLE calls ADD COLUMN request TEXT; " +
    "ALTER TABLE calls ADD COLUMN source TEXT NOT NULL DEFAULT 'asked'",
    "CREATE TABLE IF NOT EXISTS earlier_units (key TEXT NOT NULL, rows TEXT NOT NULL, " +
    "plan TEXT NOT NULL, PRIMARY KEY (key, plan)); " +
    "ALTER TABLE units ADD COLUMN settled INTEGER NOT NULL DEFAULT 0; " +
    ["notes", "calls", "units", "earlier_units"]
      .map((table) => `ALTER TABLE ${table} ADD COLUMN seal INTEGER`).join(";"),
  ],
  views: [
    "CREATE TEMP VIEW calls AS SELECT *, NULL AS request, 'asked' AS source FROM main.calls",
  ],
  // A new journal has nothing to look up, and is written faster without. Not unique: two processes at one
  // journal may both have paid for a call, and both count.
  again: "CREATE INDEX IF NOT EXISTS calls_by_key ON calls (unit, turn, purpose, attempt)",
  check,
};

/** The columns of the tables: their names and types, and which of them is the key. */
const COLUMNS: Readonly<Record<string, string>> = {
  notes: "name TEXT 1,value TEXT 0,seal INTEGER 0",
  calls: "id INTEGER 1,unit TEXT 0,turn INTEGER 0,purpose TEXT 0,attempt INTEGER 0,model TEXT 0," +
    "served TEXT 0,reply TEXT 0,input INTEGER 0,output INTEGER 0,cache_write INTEGER 0," +
    "cache_read INTEGER 0,cost REAL 0,started INTEGER 0,latency REAL 0,request TEXT 0," +
    "source TEXT 0,seal INTEGER 0",
  units: "position INTEGER 1,key TEXT 0,rows TEXT 0,settled INTEGER 0,seal INTEGER 0",
};

/** Where the rows of a plan go that was changed since; most runs need no such place. */
export const EARLIER_UNITS =
  "CREATE TABLE IF NOT EXISTS earlier_units (key TEXT NOT NULL, rows TEXT NOT NULL, " +
  "plan TEXT NOT NULL, seal INTEGER, PRIMARY KEY (key, plan))";

/**
 * Opens the file of a journal, with its tables made where the file is new; one that is only read is left as
 * it is.
 *
 * @throws {Error} When it is another kind of file, or of a newer version; or is to be read, and is not there.
 */
export function openTables(
  host: Host,
  path: string,
  options?: { readonly readOnly?: boolean | undefined },
): Promise<Database> {
  return openFile(host, path, JOURNAL, options);
}

/** Why the file at a path is no journal of ours; null where it is one, damaged or not, or none is there. */
export function whyNoJournal(host: Host, path: string): Promise<string | null> {
  return whyForeign(host, path, JOURNAL);
}

/** What can be told of damage without reading every row: a page or a table that is not as it was made. */
function check(database: Database, version: number): void {
  const { quick_check: found } = database.prepare("PRAGMA quick_check(1)").get() ?? {};
  if (found !== "ok") throw new Error(`it is damaged: ${String(found).replace(/\s+/g, " ")}`);
  if (version < VERSION) return;
  const columns = database.prepare(
    "SELECT group_concat(name || ' ' || type || ' ' || pk) AS columns FROM pragma_table_info(?)",
  );
  for (const [table, made] of Object.entries(COLUMNS)) {
    if (columns.get(table)?.columns === made) continue;
    throw new Error(`it is damaged: the table "${table}" is not as it was made`);
  }
}
