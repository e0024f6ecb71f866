import { isInstalled } from "./requires.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

/** What a finished command left. */
export interface Finished {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** How a command is started. */
export interface Start {
  /** The permission set of `deno.json`. @default "cli" */
  readonly permissions?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The program that starts it, with its arguments. @default {none} */
  readonly under?: readonly string[];
}

/** What makes a program heed the modes of files, as root it does not; undefined where nothing does. */
export const unprivileged: readonly string[] | undefined = Deno.uid() !== 0
  ? []
  : isInstalled("setpriv")
  ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"]
  : undefined;

/** Starts the command line as a process of its own, with no more of an environment than it is given. */
export function start(
  args: readonly string[],
  { permissions = "cli", env = {}, under = [] }: Start = {},
) {
  const [program = "", ...rest] = [...under, Deno.execPath()];
  return new Deno.Command(program, {
    args: [...rest, "run", "-q", `-P=${permissions}`, "cli.ts", ...args],
    cwd: ROOT,
    clearEnv: true,
    env: { ...keep("HOME", "PATH", "DENO_DIR", "TMPDIR"), NO_COLOR: "1", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Runs the command line to its end. */
export async function finished(args: readonly string[], options?: Start): Promise<Finished> {
  const { code, stdout, stderr } = await start(args, options).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

function keep(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  }));
}
