import { type RecordedFlags } from "./run_state.ts";

/** The flags that a run was begun with, as they stand on a command line. */
export function flagWords(flags: RecordedFlags): string {
  return Object.entries(flags).flatMap(([name, value]) =>
    [value].flat().map((one) => one === true ? `--${name}` : `--${name} ${shellWord(String(one))}`)
  ).join(" ");
}

/**
 * A text as one word of a shell, in single quotes where it must be: nothing in it is carried out.
 *
 * @example
 * ```ts
 * import { shellWord } from "./shell_words.ts";
 *
 * if (shellWord("it's $HOME") !== `'it'\\''s $HOME'`) throw new Error();
 * ```
 */
export function shellWord(text: string): string {
  return /^[\w./:,=@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
