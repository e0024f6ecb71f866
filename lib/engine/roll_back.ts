import { type Database } from "../host/host.ts";

/** Takes back what was written since the transaction was begun. */
export function rollBack(database: Database): void {
  try {
    database.exec("ROLLBACK");
  } catch {
    // Where the disk was full SQLite has done it already; the first error is the one to tell.
  }
}
