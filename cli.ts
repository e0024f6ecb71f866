import { main } from "./lib/commands/main.ts";
import { runAsProgram } from "./lib/host/program.ts";

if (import.meta.main) await runAsProgram(main);
