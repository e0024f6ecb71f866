import { main } from "../../lib/commands/main.ts";
import { denoHost } from "../../lib/host/deno.ts";
import { peakMegabytes } from "./process.ts";

/**
 * Carries out a command of events and prints the peak of the resident memory in MB, in place of what the command
 * says: run as a process of its own.
 */
if (import.meta.main) {
  const host = denoHost();
  const code = await main(["events", ...Deno.args], {
    ...host,
    terminal: { ...host.terminal, out: () => {} },
  });
  if (code !== 0) throw new Error(`Cannot bench: the command ended with ${code}`);
  console.log(JSON.stringify({ megabytes: await peakMegabytes() }));
}
