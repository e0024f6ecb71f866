import { type Database, type Host } from "../host/host.ts";

/** Raised when a journal's tables change, so that an older program refuses a newer file. */
export const JOURNAL_VERSION = 1;

// "QRUM": tells a journal of ours from any other SQLite file.
const APPLICATION = 0x5152554d;

const TABLES = `
  CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE calls (
    id INTEGER PRIMARY KEY,
    unit TEXT NOT NULL, turn INTEGER NOT NULL, purpose TEXT NOT NULL, attempt INTEGER NOT NULL,
    model TEXT NOT NULL, served TEXT NOT NULL, reply TEXT NOT NULL,
    input INTEGER NOT NULL, output INTEGER NOT NULL,
    cache_write INTEGER NOT NULL, cache_read INTEGER NOT NULL,
    cost REAL, started INTEGER NOT NULL, latency REAL NOT NULL
  );
  CREATE TABLE units (position INTEGER PRIMARY KEY, key TEXT NOT NULL, rows TEXT NOT NULL);
`;

const FIRST = `
  BEGIN;
  ${TABLES}
  PRAGMA application_id = ${APPLICATION};
  PRAGMA user_version = ${JOURNAL_VERSION};
  COMMIT;
`;

/** Where the rows of a plan go that was changed since; most runs need no such place. */
export const EARLIER_UNITS =
  "CREATE TABLE IF NOT EXISTS earlier_units (key TEXT PRIMARY KEY, rows TEXT NOT NULL, plan TEXT NOT NULL)";

// Made when a journal is opened again: a new one has nothing to look up, and is written faster without.
// Not unique: two processes at one journal may both have paid for a call, and both count.
const INDEX = "CREATE INDEX IF NOT EXISTS calls_by_key ON calls (unit, turn, purpose, attempt)";

/**
 * Opens the file of a journal, with its tables made where the file is new; one that is only read is left as
 * it is.
 *
 * @throws {Error} When it is another kind of file, or of a newer version; or is to be read, and is not there.
 */
export async function openTables(
  host: Host,
  path: string,
  { readOnly = false }: { readonly readOnly?: boolean | undefined } = {},
): Promise<Database> {
  let database: Database | undefined;
  try {
    database = await host.database(path, { readOnly });
    database.exec("PRAGMA busy_timeout = 5000");
    const isNew = checkNew(database);
    if (readOnly) {
      if (isNew) throw new Error("nothing was written to it");
      return database;
    }
    // The mode stays with the file, so it is set when the file is known to be ours.
    database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000",
    );
    database.exec(isNew ? FIRST : INDEX);
    return database;
  } catch (error) {
    database?.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot open the journal "${path}": ${reason}`, { cause: error });
  }
}

/** Whether the file is empty; fails when it is somebody else's. */
function checkNew(database: Database): boolean {
  const application = pragma(database, "application_id");
  const version = pragma(database, "user_version");
  if (application === 0 && version === 0 && isEmpty(database)) return true;
  if (application !== APPLICATION) throw new Error("it is not a journal of Quorum");
  if (version > JOURNAL_VERSION) {
    throw new Error(`it is of version ${version}, and this program reads up to ${JOURNAL_VERSION}`);
  }
  return false;
}

function pragma(database: Database, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
}

function isEmpty(database: Database): boolean {
  return database.prepare("SELECT 1 FROM sqlite_master LIMIT 1").get() === undefined;
}
