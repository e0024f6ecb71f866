import { main } from "./lib/commands/main.ts";
import { denoHost } from "./lib/host/deno.ts";

if (import.meta.main) Deno.exitCode = await main(Deno.args, denoHost());
