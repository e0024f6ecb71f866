import { dirname } from "node:path";
import { said } from "./file_failure.ts";
import { isStream, refuseReadOnly } from "./target_file.ts";

/** Makes sure that a file can take its place at a path: what stands there stays, and nothing is left beside it. */
export function checkWritable(given: string): Promise<void> {
  return said("write", given, async () => {
    const there = await Deno.stat(given).catch(() => undefined);
    // Whoever reads from a pipe would take a first writer who leaves for the end.
    if (isStream(there)) return;
    if (there?.isDirectory) throw new Deno.errors.IsADirectory();
    refuseReadOnly(there);
    const path = there === undefined ? given : await Deno.realPath(given);
    await Deno.mkdir(dirname(path), { recursive: true });
    const temporary = `${path}.${crypto.randomUUID().slice(0, 8)}.tmp`;
    const file = await Deno.open(temporary, { write: true, createNew: true, mode: 0o600 });
    file.close();
    await Deno.remove(temporary);
  });
}
