import { type Host } from "../host/host.ts";
import { InputError } from "../schema/input_error.ts";
import {
  isChanged,
  loadState,
  type RecordedFlags,
  type RunState,
  STATE_FILE,
} from "../studies/run_state.ts";
import { shellWord } from "../studies/shell_words.ts";
import { type Checkpoint } from "./checkpoint.ts";
import { type Flag, readValue, type Value, type Values } from "./flag.ts";

/** Flags that say where a run is and how it goes on: they are of one command line, not of the run. */
const OF_ONE_LINE = [
  ...["run-id", "checkpoint-dir", "resume", "keep-failures", "allow-drift", "force-overwrite"],
  ...["abandon", "submit-to-synthbench", "submit-dry-run", "yes", "debug", "output-dir", "fresh"],
  // It may hold a password, and another server will do as well.
  "dispatch",
];

/** Flags of which a new one takes the place of recorded ones that do not go with it. */
const INSTEAD_OF: readonly (readonly [given: RegExp, recorded: RegExp])[] = [
  [/^model$/, /^(models|assign|blend|simulated)$/],
  [/^models$/, /^(model|assign|blend|simulated)$/],
  [/^best-model-for$/, /^(models|assign|blend|simulated)$/],
  [/^schema$/, /^extract-schema$/],
  [/^extract-schema$/, /^schema$/],
  [/^no-synthesis$/, /^synthesis-/],
  [/^synthesis-/, /^no-synthesis$/],
  [/^convergence-rule$/, /^(half-width|convergence-(eps|min-n|m))$/],
  [/^half-width$/, /^convergence-(rule|check-every|eps|min-n|m)$/],
  [/^convergence-(eps|min-n|m)$/, /^(convergence-rule|half-width)$/],
];

/** The flags that are recorded of a run; paths of files are such that they are found from anywhere. */
export async function recordedFlags(
  values: Values,
  flags: readonly Flag[],
  { files }: Host,
): Promise<RecordedFlags | null> {
  const placed = async (value: Value, kind: boolean | "made"): Promise<Value> => {
    if (typeof value !== "string" || kind === false) return value;
    const isFile = kind === "made" || await files.isFile(value).catch(() => false);
    return isFile ? files.absolute(value) : value;
  };
  const recorded: Record<string, Value | Value[]> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || OF_ONE_LINE.includes(name)) continue;
    const kind = flags.find((flag) => flag.name === name)?.file ?? false;
    const list = await Promise.all([value].flat().map((one) => placed(one, kind)));
    const [only] = list;
    recorded[name] = Array.isArray(value) || only === undefined ? list : only;
  }
  return recorded;
}

/** A run that is resumed. */
export interface Resumed extends Pick<Checkpoint, "folder" | "id"> {
  /** The flags without which it cannot be begun. @default {those of a survey} */
  readonly needed?: readonly string[];
}

/**
 * The flags of a run that is resumed: those it was begun with, and over them those that are given now.
 *
 * @throws {Error} When its state cannot be read or has flags that there are not, or it was not begun on the
 * command line and too little is given.
 */
export async function resumedFlags(
  given: Values,
  flags: readonly Flag[],
  { folder, id, needed = ["personas", "instrument"] }: Resumed,
  host: Host,
): Promise<Values> {
  const isWhole = needed.every((name) => given[name] !== undefined);
  const hasState = await host.files.isFile(`${folder}/${STATE_FILE}`);
  if (isWhole && !hasState) return given;
  const state = hasState ? await stateOf(folder, isWhole, host) : null;
  if (state !== null && isChanged(state)) {
    host.terminal.err(
      `warning: "${folder}/${STATE_FILE}" is not as it was written; what it says now counts\n`,
    );
  }
  if (state !== null) refuseOther(state, { folder, id, needed });
  const recorded = state?.cli_args ?? null;
  if (recorded === null && !isWhole) {
    const why = hasState ? "it was not begun on the command line" : `it has no ${STATE_FILE}`;
    throw new Error(
      `Cannot resume "${id}" by its id alone: ${why}; say ${
        needed.map((name) => `--${name}`).join(" and ")
      }`,
    );
  }
  const names = Object.keys(given);
  const replaced = INSTEAD_OF.filter(([now]) => names.some((name) => now.test(name)));
  const kept = Object.entries(recorded ?? {}).filter(([name]) =>
    !replaced.some(([, before]) => before.test(name))
  );
  tellDropped(Object.keys(recorded ?? {}), names, host);
  return { ...readAgain(Object.fromEntries(kept), flags, folder), ...given };
}

/** Refuses a run that another command goes on with. */
function refuseOther({ config }: RunState, { folder, id, needed }: Required<Resumed>): void {
  const isFollowed = config.exposure !== undefined;
  if (isFollowed === needed.includes("config")) return;
  throw new Error(
    `Cannot resume "${id}": its panel was ${
      isFollowed
        ? `followed; events generate --output-dir ${shellWord(folder)} --resume goes on with it`
        : "asked; panel run --resume goes on with it"
    }`,
  );
}

/** Says which recorded flags do not count any more, but for another name of the same, or a new value. */
function tellDropped(recorded: readonly string[], given: readonly string[], host: Host): void {
  for (const name of recorded) {
    if (given.includes(name) || /^models?$/.test(name)) continue;
    const now = given.find((flag) =>
      INSTEAD_OF.some(([other, before]) => other.test(flag) && before.test(name))
    );
    if (now === undefined) continue;
    host.terminal.err(
      `warning: --${now} takes the place of --${name}, which the run was begun with; ` +
        "give it too where it is still wanted\n",
    );
  }
}

/** The state of a run; null where it is damaged, and nothing of it is needed. */
async function stateOf(folder: string, isWhole: boolean, host: Host) {
  return await loadState(folder, host).catch((error) => {
    if (!(error instanceof InputError)) throw error;
    if (isWhole) return null;
    throw new Error(
      `${error.message}\nThe run does without it: say --personas, --instrument and all other flags that it was begun with`,
      { cause: error },
    );
  });
}

/** Recorded flags, read as on a command line: somebody may have changed the file. */
function readAgain(recorded: RecordedFlags, flags: readonly Flag[], folder: string): Values {
  const values: Record<string, Value | Value[]> = {};
  for (const [name, value] of Object.entries(recorded)) {
    const flag = flags.find((flag) => flag.name === name);
    if (flag === undefined || (Array.isArray(value) && !flag.many)) {
      throw new Error(
        `Cannot resume by "${folder}/${STATE_FILE}": there is no flag --${name} with such a value`,
      );
    }
    // A flag that takes nothing is there or not.
    if (value === false) continue;
    const [first = true, ...more] = [value].flat().map((one) => readValue(flag, String(one)));
    values[name] = flag.many ? [first, ...more] : first;
  }
  return values;
}
