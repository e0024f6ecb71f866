/**
 * Writes to the journal at a path without end and reports each write that was promised to last, a line
 * each; a test kills it in the midst of that.
 */
import { Journal } from "../../lib/engine/journal.ts";
import { denoHost } from "../../lib/host/deno.ts";
import { record } from "./journals.ts";

const host = denoHost();
const journal = await Journal.open(host, Deno.args[0] ?? "");
for (let from = 0;; from += 50) {
  await Promise.all(Array.from({ length: 50 }, async (_, place) => {
    const unit = String(from + place).padStart(6, "0");
    await journal.keep(record(unit));
    host.terminal.out(`${unit}\n`);
  }));
}
