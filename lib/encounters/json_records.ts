import { type Host } from "../host/host.ts";
import { parseEventLine } from "../rows/event_lines.ts";
import { InputError } from "../schema/input_error.ts";
import { protoNames } from "../schema/proto_names.ts";
import { issuesOf } from "../schema/read.ts";
import type * as z from "zod";

/**
 * The records of a file of JSON lines, one after the other, so that only one is in the memory.
 *
 * @param most How many are read. @default {all}
 * @throws {InputError} At the first line that is not as the schema says.
 */
export async function* jsonRecords<T>(
  path: string,
  schema: z.ZodType<T>,
  { host, most = Infinity }: { readonly host: Host; readonly most?: number },
): AsyncGenerator<T> {
  let [line, count] = [0, 0];
  for await (const text of host.files.readLines(path)) {
    line += 1;
    const read = parseEventLine(text, line);
    if (read === undefined) continue;
    if (count >= most) return;
    count += 1;
    if ("problem" in read) throw new InputError(path, [{ path: "$", message: read.problem, line }]);
    const lost = protoNames(read.row, text);
    if (lost.length > 0) throw new InputError(path, lost.map((one) => ({ ...one, line })));
    const { success, data, error } = schema.safeParse(read.row);
    if (success) yield data;
    else throw new InputError(path, issuesOf(error, read.row).map((one) => ({ ...one, line })));
  }
}
