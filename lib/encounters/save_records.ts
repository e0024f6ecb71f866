import { type Host } from "../host/host.ts";

/** Writes records into a file of JSON lines, which is in its place when all are written; returns their number. */
export async function saveRecords(
  path: string,
  records: Iterable<object> | AsyncIterable<object>,
  host: Host,
): Promise<number> {
  const draft = await host.files.draft(path);
  let [count, piece] = [0, ""];
  try {
    for await (const record of records) {
      count += 1;
      piece += `${JSON.stringify(record)}\n`;
      if (piece.length < 65_536) continue;
      draft.write(piece);
      piece = "";
    }
    draft.write(piece);
    await draft.finish();
    return count;
  } finally {
    await draft.discard();
  }
}
