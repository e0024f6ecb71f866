import { type Database, type Host } from "../host/host.ts";
import { type FileKind, openFile } from "./database_file.ts";

// A call is made by a `source`: asked, replayed from a response store, or asked again to verify one.
// `request` is the key of what was asked; calls of version 1 have none.
const JOURNAL: FileKind = {
  what: "journal",
  // "QRUM"
  application: 0x5152554d,
  version: 2,
  settings:
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000",
  tables: `
    CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS calls (
      id INTEGER PRIMARY KEY,
      unit TEXT NOT NULL, turn INTEGER NOT NULL, purpose TEXT NOT NULL, attempt INTEGER NOT NULL,
      model TEXT NOT NULL, served TEXT NOT NULL, reply TEXT NOT NULL,
      input INTEGER NOT NULL, output INTEGER NOT NULL,
      cache_write INTEGER NOT NULL, cache_read INTEGER NOT NULL,
      cost REAL, started INTEGER NOT NULL, latency REAL NOT NULL,
      request TEXT, source TEXT NOT NULL DEFAULT 'asked'
    );
    CREATE TABLE IF NOT EXISTS units (
      position INTEGER PRIMARY KEY, key TEXT NOT NULL, rows TEXT NOT NULL
    )`,
  upgrades: [
    "ALTER TABLE calls ADD COLUMN request TEXT; " +
    "ALTER TABLE calls ADD COLUMN source TEXT NOT NULL DEFAULT 'asked'",
  ],
  views: [
    "CREATE TEMP VIEW calls AS SELECT *, NULL AS request, 'asked' AS source FROM main.calls",
  ],
  // A new journal has nothing to look up, and is written faster without. Not unique: two processes at one
  // journal may both have paid for a call, and both count.
  again: "CREATE INDEX IF NOT EXISTS calls_by_key ON calls (unit, turn, purpose, attempt)",
};

/** Where the rows of a plan go that was changed since; most runs need no such place. */
export const EARLIER_UNITS =
  "CREATE TABLE IF NOT EXISTS earlier_units (key TEXT NOT NULL, rows TEXT NOT NULL, " +
  "plan TEXT NOT NULL, PRIMARY KEY (key, plan))";

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
