import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { openedRun } from "./opened_run.ts";
import { checkpointsFolder, foundRun, isRun } from "./run_root.ts";
import { type SurveyResult } from "./survey_result.ts";
import { type TimelineResult } from "./timeline_result.ts";

/** How a run is opened. */
export interface LoadOptions {
  /** Whether its panel was followed over time, and not asked. @default false */
  readonly followed?: boolean | undefined;
  /** The world that is read from. @default {this machine} */
  readonly host?: Host | undefined;
}

/**
 * Opens the result of a run: as it was when the run ended or, of a run that is under way or was
 * interrupted, as far as it has come. Nothing is asked and nothing is changed, and neither the files nor
 * the keys of the run are needed: its journal holds everything, but the events that were worked out without
 * asking anybody, which stay in the run's file.
 *
 * @param reference The run's folder, or its id under `~/.quorum/checkpoints`; a folder comes first.
 * @param options `followed: true` opens the run of a panel that was followed.
 * @throws {Error} When there is no such run, its journal cannot be read or was changed, or it is of the other kind.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, instrument, loadRun, panel, selfSelection } from "../../mod.ts";
 *
 * const [asked, followed] = [await Deno.makeTempDir(), await Deno.makeTempDir()];
 * const plans = instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) });
 * const people = panel().personas([{ name: "Maya" }]).models("simulated");
 * await people.journal(asked).ask(plans).run();
 * const result = await loadRun(asked);
 * assert(result.tally("tier").n === 1 && !result.isCutOff);
 *
 * await people.journal(followed).expose([{ id: "ale" }, { id: "bock" }], selfSelection()).over(3).run();
 * const diary = await loadRun(followed, { followed: true });
 * assert(diary.picks().n === 3 && diary.rows.toArray()[0]?.event_type === "selection");
 * ```
 */
export function loadRun(
  reference: string,
  options?: LoadOptions & { readonly followed?: false | undefined },
): Promise<SurveyResult>;
/** Opens the result of the run of a panel that was followed. */
export function loadRun(
  reference: string,
  options: LoadOptions & { readonly followed: true },
): Promise<TimelineResult>;
export async function loadRun(
  reference: string,
  { host = denoHost(), followed = false }: LoadOptions = {},
): Promise<SurveyResult | TimelineResult> {
  const folder = await isRun(reference, host)
    ? reference
    : await foundRun(reference, checkpointsFolder(host), host);
  return await openedRun(folder, host, followed);
}
