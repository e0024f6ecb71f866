import { loadEventConfig } from "../encounters/event_study.ts";
import { type Host } from "../host/host.ts";
import { EVENT_OUTPUTS } from "../studies/run_files.ts";
import { checkedId, newRunId } from "../studies/run_id.ts";
import { folderOf, isRun, noRun } from "../studies/run_root.ts";
import { loadState } from "../studies/run_state.ts";
import { shellWord } from "../studies/shell_words.ts";
import { type JournalOptions } from "../studies/study.ts";
import { EVENTS_GENERATE_FLAGS } from "./events_generate_flags.ts";
import { numberOf, textOf, UsageError, type Values } from "./flag.ts";
import { checkResponses } from "./panel_run_checks.ts";
import { resumedFlags } from "./resumed.ts";

/**
 * Refuses flags of `events generate` that make no sense together, before anything is read.
 *
 * @throws {Error} With the first of them.
 */
export function checkGenerate(values: Values): void {
  const given = (name: string) => values[name] !== undefined;
  const dry = ["checkpoint-dir", "run-id", "resume"].find(given);
  if (given("dry-run") && dry !== undefined) {
    throw new Error(`Cannot use --${dry} with --dry-run: a dry run is not recorded`);
  }
  if (given("output-dir") && given("checkpoint-dir")) {
    throw new Error(
      "Cannot use --output-dir and --checkpoint-dir together: either says where the run is kept",
    );
  }
  const anew = ["fresh", "force-overwrite"].find(given);
  if (given("resume") && anew !== undefined) {
    throw new Error(`Cannot use --${anew} with --resume: the run is thrown away, or gone on with`);
  }
  if (given("keep-failures") && !given("resume")) {
    throw new Error("Cannot use --keep-failures without --resume");
  }
  if (given("resume") && given("checkpoint-dir") && !given("run-id")) {
    throw new Error(
      "Cannot use --resume with --checkpoint-dir without --run-id: it says which run",
    );
  }
  if (given("run-id")) checkedId(String(values["run-id"]));
  checkResponses(values);
}

/** The flags of a run: where one is gone on with those it was begun with, and over them those given now. */
export async function settledFlags(given: Values, host: Host): Promise<Values> {
  if (given.resume === undefined) return withFolder(given, host);
  const folder = saidFolder(given) ?? await configuredFolder(given, host);
  if (!await isRun(folder, host)) {
    if (given.config !== undefined) return { ...given, "output-dir": folder };
    const [root, id] = [textOf(given, "checkpoint-dir"), textOf(given, "run-id")];
    if (root !== undefined && id !== undefined) throw await noRun(id, root, host);
    throw new Error(`Cannot go on with the run in "${folder}": there is none; --config begins one`);
  }
  const place = { folder, id: folder.split("/").at(-1) ?? folder, needed: ["config"] };
  const values = await resumedFlags(given, EVENTS_GENERATE_FLAGS, place, host);
  // In a folder of such a name the run may be called otherwise.
  const id = given["checkpoint-dir"] === undefined ? given["run-id"] : undefined;
  return { ...values, "checkpoint-dir": undefined, "run-id": id, "output-dir": folder };
}

/** A run that is kept in a folder of its own has an id, which is the folder's name. */
function withFolder(given: Values, host: Host): Values {
  const root = textOf(given, "checkpoint-dir");
  if (root === undefined) return given;
  const id = textOf(given, "run-id") ?? newRunId(host);
  return { ...given, "checkpoint-dir": undefined, "run-id": id, "output-dir": folderOf(root, id) };
}

function saidFolder(values: Values): string | undefined {
  const [root, id] = [textOf(values, "checkpoint-dir"), textOf(values, "run-id")];
  return root === undefined || id === undefined ? textOf(values, "output-dir") : folderOf(root, id);
}

async function configuredFolder(values: Values, host: Host): Promise<string> {
  // Which models answer may be known from the run alone.
  const { config } = await loadEventConfig(pathOf(values), { host, hasModels: true });
  return config.outputDir ?? STANDARD;
}

/** The folder of a run of which nobody says where it is kept. */
export const STANDARD = "outputs/run";

/**
 * The path of the configuration.
 *
 * @throws {UsageError} When none is given.
 */
export function pathOf(values: Values): string {
  const path = textOf(values, "config");
  if (path === undefined) throw new UsageError('Cannot do "events generate": --config is missing');
  return path;
}

/** How the run is kept and gone on with, as the flags say. */
export function keptAs(values: Values): JournalOptions {
  const given = (name: string) => values[name] !== undefined;
  return {
    drift: given("allow-drift") ? "allow" : "refuse",
    fresh: given("fresh") || given("force-overwrite"),
    overwrite: given("force-overwrite"),
    keepFailures: given("keep-failures"),
    every: numberOf(values, "checkpoint-every"),
  };
}

/**
 * Refuses a folder with a run that did not end, where nobody says what becomes of it, and one with files of no run
 * that would be replaced.
 */
export async function refuseLeftover(folder: string, values: Values, host: Host): Promise<void> {
  if (values["force-overwrite"] !== undefined) return;
  if (!await isRun(folder, host)) {
    for (const name of EVENT_OUTPUTS) {
      if (!await host.files.isFile(`${folder}/${name}`)) continue;
      throw new Error(
        `Cannot begin a run in "${folder}": its ${name} is of no run; --force-overwrite replaces it`,
      );
    }
    return;
  }
  if (["resume", "fresh", "allow-drift"].some((name) => values[name] !== undefined)) return;
  const { status } = await loadState(folder, host);
  if (status === "finished") return;
  throw new Error(
    `Cannot begin a run in "${folder}": one is there that did not end; --resume goes on with it, ` +
      "--fresh throws it away",
  );
}

/** How a run goes on that ended before its time. */
export function goingOn(folder: string): string {
  return `--output-dir ${shellWord(folder)} --resume goes on with it, and asks nothing twice`;
}
