import { main } from "./lib/commands/main.ts";
import { denoHost } from "./lib/host/deno.ts";

if (import.meta.main) {
  try {
    Deno.exitCode = await main(Deno.args, denoHost());
  } catch (error) {
    // The reader of our output has left, as in `… | head`.
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}
