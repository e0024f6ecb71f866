import { type Database, type SqlValue, type Statement } from "../host/host.ts";
import { crc32 } from "../random/crc32.ts";

/** The values of a row with their checksum, which is kept beside them. */
export function sealed(values: readonly SqlValue[]): SqlValue[] {
  return [...values, crc32(values.join("\u0000"))];
}

/**
 * A database of whose rows each is read only as it was written, and whose failures to read name its file. A
 * column `seal`, where a query has one, is the checksum of all others but an `id`, in their order.
 */
export function checkedReads(database: Database, path: string): Database {
  return {
    ...database,
    prepare: (sql) => {
      try {
        return checked(database.prepare(sql), path);
      } catch (error) {
        throw cannotRead(path, error);
      }
    },
  };
}

function checked(statement: Statement, path: string): Statement {
  return {
    run: (...values) => statement.run(...values),
    get: (...values) => {
      try {
        const row = statement.get(...values);
        return row && sound(row);
      } catch (error) {
        throw cannotRead(path, error);
      }
    },
    *iterate(...values) {
      try {
        for (const row of statement.iterate(...values)) yield sound(row);
      } catch (error) {
        throw cannotRead(path, error);
      }
    },
  };
}

/** A row without its seal, where it has one; those of files of older versions have none. */
function sound(row: Record<string, SqlValue>): Record<string, SqlValue> {
  if (typeof row.seal !== "number") return row;
  // The number of a row is given by SQLite when it is written.
  const { seal, id: _, ...written } = row;
  if (sealed(Object.values(written)).at(-1) === seal) return written;
  throw new Error("it is damaged: a row is not as it was written");
}

function cannotRead(path: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(`Cannot read the journal "${path}": ${reason}`, { cause: error });
}
