import { Journal } from "../engine/journal.ts";
import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { LIST_PRICES } from "../models/prices.ts";
import { fingerprint } from "../rows/fingerprint.ts";
import { courseOf, type KeptCourse } from "./kept_course.ts";
import { keptPlan } from "./kept_plan.ts";
import { restoredModels } from "./kept_models.ts";
import { prepare, type Prepared } from "./prepare.ts";
import { checkpointsFolder, foundRun, isRun } from "./run_root.ts";
import { SurveyResult } from "./survey_result.ts";

/**
 * Opens the result of a run: as it was when the run ended or, of a run that is under way or was
 * interrupted, as far as it has come. Nothing is asked and nothing is changed, and neither the files nor
 * the keys of the run are needed: its journal holds everything.
 *
 * @param reference The run's folder, or its id under `~/.quorum/checkpoints`; a folder comes first.
 * @throws {Error} When there is no such run, or its journal cannot be read or was changed.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, instrument, loadRun, panel } from "../../mod.ts";
 *
 * const folder = await Deno.makeTempDir();
 * const plans = instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) });
 * await panel().personas([{ name: "Maya" }]).models("simulated").journal(folder).ask(plans).run();
 * const result = await loadRun(folder);
 * assert(result.tally("tier").n === 1 && !result.isCutOff);
 * ```
 */
export async function loadRun(
  reference: string,
  { host = denoHost() }: { readonly host?: Host } = {},
): Promise<SurveyResult> {
  const folder = await isRun(reference, host)
    ? reference
    : await foundRun(reference, checkpointsFolder(host), host);
  const journal = await Journal.open(host, `${folder}/run.sqlite`, { readOnly: true });
  try {
    return await resultIn(journal, host);
  } catch (error) {
    journal.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot open the run in "${folder}": ${reason}`, { cause: error });
  }
}

async function resultIn(journal: Journal, host: Host): Promise<SurveyResult> {
  const noted = (name: string) => journal.note(name) ?? missing(name);
  const plan = keptPlan(journal) ?? missing("plan");
  if (plan.exposure !== undefined) {
    throw new Error("its panel was followed, not asked: loadEvents() reads its events.jsonl");
  }
  // All of it was written by us, and the journal is of a version that we read.
  const kept: KeptCourse = JSON.parse(noted("course"));
  const parts = {
    plan,
    conduct: {
      failureThreshold: kept.failureThreshold,
      calibration: kept.calibration,
      responses: kept.responses,
    },
    world: { host, models: restoredModels(JSON.parse(noted("models"))) },
  };
  const prepared = sealed(await prepare(parts, LIST_PRICES), {
    sections: JSON.parse(noted("sections")),
    fingerprint: noted("fingerprint"),
  });
  // Journals of earlier versions do not say what stopped the run.
  const { isCutOff, abortReason = null, seconds } = kept;
  const course = courseOf(kept, journal, prepared);
  const run = noted("run");
  return new SurveyResult({ prepared, run, journal, course, isCutOff, abortReason, seconds });
}

function missing(note: string): never {
  throw new Error(`its journal does not say its ${note}`);
}

/** What was made of a plan, checked against what was noted when the run was begun. */
function sealed(
  prepared: Prepared,
  noted: Pick<Prepared, "sections" | "fingerprint">,
): Prepared {
  // Another version of the program may word prompts otherwise; those of the run were worded as noted.
  const sections = { ...prepared.sections, prompts: noted.sections.prompts };
  if (fingerprint(sections) !== noted.fingerprint) {
    throw new Error("its plan is not the one that was carried out: the journal was changed");
  }
  return { ...prepared, sections, fingerprint: noted.fingerprint };
}
