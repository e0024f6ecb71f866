import { type Status } from "../rows/row.ts";

/** How many rows there are of each status. */
export type Statuses = Readonly<Record<Status, number>>;

/** No rows of any status yet. */
export function noStatuses(): Record<Status, number> {
  return { ok: 0, refused: 0, unparsable: 0, failed: 0, skipped: 0, late: 0 };
}
