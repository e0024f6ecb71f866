import { parseArgs } from "node:util";
import { suggest } from "../schema/suggest.ts";
import { type Flag, readValue, UsageError, type Value, type Values } from "./flag.ts";
import { type Command } from "./command.ts";
import { COMMANDS, commandsOf, GLOBAL_FLAGS } from "./table.ts";

/** A command line that was understood. */
export interface CommandLine {
  /** The command; undefined when none was named, or only the group it stands in. */
  readonly command: Command | undefined;
  /** The words that were said, as in `["panel", "run"]`. */
  readonly words: readonly string[];
  /** What the command is about: the words after its own. */
  readonly operands: readonly string[];
  readonly values: Values;
}

/**
 * Understands a command line. Flags may stand anywhere, also before the command; none is abbreviated, and
 * none is given twice.
 *
 * @throws {UsageError} When a command or flag is unknown, or a value is missing or of the wrong kind.
 *
 * @example
 * ```ts
 * import { parseCommandLine } from "./command_line.ts";
 *
 * const { command, values } = parseCommandLine(["--seed", "7", "panel", "run"]);
 * if (command?.words.join(" ") !== "panel run" || values.seed !== 7) throw new Error();
 * ```
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  // Of several commands' flags of one name, one with a value and one without, that of the command counts.
  const isSaid = ({ words }: Command) => words.every((word) => args.includes(word));
  const inTurn = COMMANDS.toSorted((one, other) => Number(isSaid(one)) - Number(isSaid(other)));
  const all = new Map([...GLOBAL_FLAGS, ...inTurn.flatMap(({ flags }) => flags)]
    .map((flag) => [flag.name, flag]));
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries([...all].map(([name, { takes, short }]) => [
      name,
      {
        type: takes === "nothing" ? "boolean" as const : "string" as const,
        ...(short === undefined ? {} : { short }),
      },
    ])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  // Flags come first: what follows an unknown one is its value, not a word of the command.
  const given = tokens.flatMap((token) =>
    token.kind === "option" ? [{ ...token, flag: findFlag(token.rawName, token.name, all) }] : []
  );
  const words = tokens.flatMap((token) => token.kind === "positional" ? [token.value] : []);
  const command = findCommand(words);
  const values: Record<string, Value | readonly Value[]> = {};
  for (const { name, value: text, flag: known } of given) {
    // Several commands may have a flag of this name, each with choices of its own.
    const flag = command?.flags.find((own) => own.name === name) ?? known;
    const value = readToken(flag, text);
    const before = values[name];
    if (before !== undefined && !flag.many) throw new UsageError(`Cannot use --${name} twice`);
    values[name] = flag.many ? [before ?? [], value].flat() : value;
  }
  for (const name of Object.keys(values)) refuseStranger(name, command);
  const operands = words.slice(command?.words.length);
  if (command && !values.help && !values.version) checkOperands(operands, command);
  return { command, words, operands, values };
}

function findCommand(words: readonly string[]): Command | undefined {
  const command = COMMANDS.find(({ words: own }) => own.every((word, at) => words[at] === word));
  if (command || commandsOf(words).length > 0) return command;
  const said = words.join(" ");
  const known = COMMANDS.map((other) => other.words.join(" "));
  const near = suggest(said, known);
  const help = near ? `did you mean "${near}"?` : `the commands are ${known.join(", ")}`;
  throw new UsageError(`Cannot do "${said}": there is no such command (${help})`);
}

function checkOperands(given: readonly string[], { words, operands = [] }: Command): void {
  const needed = operands.filter((operand) => !operand.startsWith("["));
  if (given.length >= needed.length && given.length <= operands.length) return;
  const name = words.join(" ");
  const wanted = operands.length === 0 ? "flags only" : operands.join(" and ");
  const stranger = given[operands.length];
  const missing = needed.slice(given.length);
  throw new UsageError(
    stranger === undefined
      ? `Cannot do "${name}": ${missing.join(" and ")} ${
        missing.length === 1 ? "is" : "are"
      } missing ` +
        `(${name} ${operands.join(" ")})`
      : `Cannot use "${stranger}" with ${name}: it takes ${wanted}`,
  );
}

function findFlag(written: string, name: string, all: ReadonlyMap<string, Flag>): Flag {
  const flag = all.get(name);
  if (flag && (written === `--${name}` || written === `-${flag.short}`)) return flag;
  const near = suggest(name, [...all.keys()]);
  const help = near ? `: did you mean --${near}?` : "; --help lists them";
  throw new UsageError(`Cannot use ${written}: there is no such flag${help}`);
}

function refuseStranger(name: string, command: Command | undefined): void {
  const taken = [...GLOBAL_FLAGS, ...(command?.flags ?? [])];
  if (taken.some((flag) => flag.name === name)) return;
  const where = command === undefined ? "without a command" : `with ${command.words.join(" ")}`;
  throw new UsageError(`Cannot use --${name} ${where}: the command does not take it`);
}

function readToken(flag: Flag, value: string | undefined): Value {
  if (flag.takes === "nothing") {
    if (value !== undefined) {
      throw new UsageError(`Cannot use --${flag.name}=${value}: it takes no value`);
    }
    return true;
  }
  // A flag right after another one is that flag's missing value, not its value.
  if (value === undefined || /^--[a-z]/.test(value)) {
    throw new UsageError(`Cannot use --${flag.name}: its value is missing`);
  }
  return readValue(flag, value);
}
