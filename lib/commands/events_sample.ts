import { type Host } from "../host/host.ts";
import { type Stream, stream } from "../random/stream.ts";
import { parseEventLine } from "../rows/event_lines.ts";
import { InputError } from "../schema/input_error.ts";
import { eventsPath } from "./events_flags.ts";
import { numberOf, type Values } from "./flag.ts";
import { visible } from "./json_line.ts";

/**
 * Carries out `events sample`: rows drawn at random, in the order of the file, as a JSON list.
 *
 * @throws {InputError} When a line that was drawn is not JSON.
 */
export async function eventsSample(
  operands: readonly string[],
  values: Values,
  host: Host,
): Promise<number> {
  const path = await eventsPath("events sample", operands, values, host);
  const most = numberOf(values, "n") ?? 10;
  const random = stream(numberOf(values, "seed") ?? 0).fork("sample");
  const lines = await drawn(host.files.readLines(path), most, random);
  const rows = lines.map(({ line, text }) => {
    const read = parseEventLine(text, line);
    if (read !== undefined && "row" in read) return read.row;
    throw new InputError(path, [{ path: "$", message: read?.problem ?? "is blank", line }]);
  });
  host.terminal.out(`${visible(JSON.stringify(rows, null, 2))}\n`);
  return 0;
}

interface Line {
  readonly line: number;
  readonly text: string;
}

/** So many lines, each as likely to be among them, with no more of them in the memory (Vitter 1985, R). */
async function drawn(lines: AsyncIterable<string>, most: number, random: Stream): Promise<Line[]> {
  const kept: Line[] = [];
  let [line, seen] = [0, 0];
  for await (const text of lines) {
    line += 1;
    if (text.trim() === "") continue;
    seen += 1;
    const place = seen <= most ? seen - 1 : most === 0 ? most : random.integer(seen);
    if (place < most) kept[place] = { line, text };
  }
  return kept.sort((a, b) => a.line - b.line);
}
