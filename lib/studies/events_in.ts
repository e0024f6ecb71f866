import { type Host } from "../host/host.ts";
import { type EventRow } from "../rows/event_row.ts";

/** The events of a run's file, one after the other. */
export function* eventsIn(path: string, { files }: Host): Generator<EventRow> {
  // The file is ours: every row was checked when it was made.
  for (const line of files.linesAtOnce(path)) yield JSON.parse(line) as EventRow;
}

/** The same of a file that is being written, or was when its program was killed: the last line may be half of one. */
export function* eventsSoFar(path: string, { files }: Host): Generator<EventRow> {
  let before: string | undefined;
  for (const line of files.linesAtOnce(path)) {
    if (before !== undefined) yield JSON.parse(before) as EventRow;
    before = line;
  }
  const last = before === undefined ? undefined : wholeRow(before);
  if (last !== undefined) yield last;
}

function wholeRow(line: string): EventRow | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
