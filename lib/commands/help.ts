import { wrapped } from "../display/wrapped.ts";
import { type Flag } from "./flag.ts";
import { type Command } from "./command.ts";
import { commandsOf, GLOBAL_FLAGS } from "./table.ts";

const PROGRAM = "deno task cli";
const WIDEST = 100;

/**
 * The help of the program: its commands, and what all of them take.
 *
 * @param group The words of a group, as in `["panel"]`: the commands that begin so.
 */
export function programHelp(group: readonly string[] = []): string {
  const rows = commandsOf(group).map((command) => [wordsOf(command), command.help] as const);
  return [
    "Quorum asks synthetic survey panels and says how far to trust the answers.",
    "",
    `Usage: ${[PROGRAM, ...group].join(" ")} COMMAND [FLAGS]`,
    "",
    "Commands:",
    ...indented(rows),
    "",
    "Flags of every command:",
    ...indented(GLOBAL_FLAGS.map(flagRow)),
    "",
    `Say ${PROGRAM} COMMAND --help for the flags of a command.`,
    "Exit codes: 0 done; 1 an input cannot be used; 2 a wrong command line, or an invalid run;",
    "3 an answer failed in a strict run.",
    "",
  ].join("\n");
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const { help, flags, notes = [] } = command;
  return [
    `${help}.`,
    "",
    `Usage: ${PROGRAM} ${wordsOf(command)} [FLAGS]`,
    "",
    ...(flags.length === 0 ? [] : ["Flags:", ...indented(flags.map(flagRow)), ""]),
    "Flags of every command:",
    ...indented(GLOBAL_FLAGS.map(flagRow)),
    "",
    ...notes.flatMap((note) => [...wrapped(note, WIDEST, { most: Infinity }), ""]),
  ].join("\n");
}

/** A command as it is called, as in `runs show ID`. */
function wordsOf({ words, operands = [] }: Command): string {
  return [...words, ...operands].join(" ");
}

/** Rows of a word and what it means, the meanings side by side in as many lines as they need. */
function indented(rows: readonly (readonly [word: string, meaning: string])[]): string[] {
  const widest = Math.max(...rows.map(([word]) => word.length));
  return rows.flatMap(([word, meaning]) =>
    wrapped(meaning, WIDEST - widest - 4, { most: Infinity })
      .map((line, place) => `  ${(place === 0 ? word : "").padEnd(widest)}  ${line}`)
  );
}

function flagRow(flag: Flag): [word: string, meaning: string] {
  return [`--${flagWord(flag)}`, flagHelp(flag)];
}

/** A flag with the word for its value, as in `seed N`. */
export function flagWord({ name, takes, value, choices }: Flag): string {
  if (takes === "nothing") return name;
  return `${name} ${value ?? choices?.join("|")}`;
}

/** What a flag does, and its value where it is absent. */
export function flagHelp({ help, standard }: Flag): string {
  return standard === undefined ? help : `${help} (default: ${standard})`;
}
