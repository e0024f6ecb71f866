import { type Database, type Host } from "../host/host.ts";

/** A kind of file that we keep in SQLite: how it is told from others, and what is in it. */
export interface FileKind {
  /** What it is called, as in `"journal"`. */
  readonly what: string;
  /** Four letters as a number: SQLite's application id. */
  readonly application: number;
  /** Raised when the tables change, so that an older program refuses a newer file. */
  readonly version: number;
  /** What is set on every connection. */
  readonly settings: string;
  /** Makes the tables of a new file. */
  readonly tables: string;
  /** What makes a file of version 1 one of version 2, and so on. */
  readonly upgrades?: readonly string[];
  /** What shows a file of version 1 as one of version 2, and so on, to who may only read it. */
  readonly views?: readonly string[];
  /** What is done when a file is opened again. */
  readonly again?: string;
  /** Fails when a file that was there is damaged. */
  readonly check?: (database: Database, version: number) => void;
}

/**
 * Opens a file of ours, with its tables made where it is new.
 *
 * @param options `isWanted` refuses a file that is not there or empty; `readOnly` does too, and leaves the
 * file as it is.
 * @throws {Error} When it is another kind of file, of a newer version, or damaged.
 */
export async function openFile(
  host: Host,
  path: string,
  kind: FileKind,
  { readOnly = false, isWanted = readOnly }: {
    readonly readOnly?: boolean | undefined;
    readonly isWanted?: boolean | undefined;
  } = {},
): Promise<Database> {
  let database: Database | undefined;
  try {
    if (isWanted && !await host.files.isFile(path)) throw new Error("there is no such file");
    database = await host.database(path, { readOnly });
    database.exec("PRAGMA busy_timeout = 5000");
    const version = versionOf(database, kind);
    if (version === 0 && isWanted) throw new Error("it is empty");
    if (version > 0) kind.check?.(database, version);
    if (readOnly) {
      database.exec((kind.views ?? []).slice(version - 1).join(";"));
      return database;
    }
    // Settings may stay with the file, so they are made when it is known to be ours.
    database.exec(kind.settings);
    database.exec(statementsFor(version, kind));
    return database;
  } catch (error) {
    database?.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot open the ${kind.what} "${path}": ${reason}`, { cause: error });
  }
}

/**
 * Why the file at a path is not one of ours, so that it must not be thrown away; null where it is, damaged or
 * not, and where there is none or nothing in it.
 */
export async function whyForeign(host: Host, path: string, kind: FileKind): Promise<string | null> {
  if (!await host.files.isFile(path)) return null;
  let database: Database | undefined;
  try {
    database = await host.database(path, { readOnly: true });
    const { application_id: application } = database.prepare("PRAGMA application_id").get() ?? {};
    if (application === kind.application) return null;
    versionOf(database, kind);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    database?.close();
  }
}

function statementsFor(version: number, kind: FileKind): string {
  const { tables, upgrades = [], again = "" } = kind;
  if (version === kind.version) return again;
  const changes = version === 0 ? [tables] : upgrades.slice(version - 1);
  // Others who begin the same file at the same moment wait, and find it begun.
  return `
    BEGIN IMMEDIATE;
    ${changes.join(";")};
    PRAGMA application_id = ${kind.application};
    PRAGMA user_version = ${kind.version};
    COMMIT;
    ${version === 0 ? "" : again};
  `;
}

/** The version of the file, 0 where it is empty; fails when it is somebody else's. */
function versionOf(database: Database, kind: FileKind): number {
  // In one statement, which sees one state of the file: others may be making its tables.
  const { application, version, isEmpty } = database.prepare(
    "SELECT (SELECT count(*) FROM sqlite_master) = 0 AS isEmpty, " +
      "(SELECT application_id FROM pragma_application_id) AS application, " +
      "(SELECT user_version FROM pragma_user_version) AS version",
  ).get() ?? {};
  if (application === 0 && version === 0 && isEmpty) return 0;
  if (application !== kind.application) throw new Error(`it is not a ${kind.what} of Quorum`);
  if (Number(version) > kind.version) {
    throw new Error(`it is of version ${version}, and this program reads up to ${kind.version}`);
  }
  return Number(version);
}
