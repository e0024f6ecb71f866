import { type Host } from "../host/host.ts";
import { VERSION } from "../host/version.ts";
import { plain } from "../display/escape.ts";
import { parseCommandLine } from "./command_line.ts";
import { UsageError } from "./flag.ts";
import { commandHelp, programHelp } from "./help.ts";

/**
 * Carries out a command line and returns the exit code: 0 done; 1 an input cannot be used; 2 a wrong
 * command line, or an invalid run. What goes wrong is one sentence on standard error; `--debug` adds
 * where it arose.
 */
export async function main(args: readonly string[], host: Host): Promise<number> {
  try {
    const { command, words, operands, values } = parseCommandLine(args);
    if (values.version) {
      host.terminal.out(`quorum ${VERSION}\n`);
      return 0;
    }
    if (values.help) {
      host.terminal.out(command === undefined ? programHelp(words) : commandHelp(command));
      return 0;
    }
    if (command !== undefined) return await command.run(values, host, operands);
    host.terminal.err(programHelp(words));
    return 2;
  } catch (error) {
    // The reader of our output has left, as in `… | head`: there is nobody to tell.
    if (error instanceof Error && error.name === "BrokenPipe") return 0;
    host.terminal.err(`${plain(sentenceOf(error, args.includes("--debug")))}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

function sentenceOf(error: unknown, withTrace: boolean): string {
  if (!(error instanceof Error)) return String(error);
  return withTrace ? error.stack ?? error.message : error.message;
}
