import { denoHost } from "./deno.ts";
import { type Host } from "./host.ts";

/** Runs a program's entry with this process's arguments, and ends the process with the code it returns. */
export async function runAsProgram(
  entry: (args: readonly string[], host: Host) => Promise<number>,
): Promise<void> {
  Deno.exitCode = await entry(Deno.args, denoHost());
}
