import { Journal } from "../engine/journal.ts";
import { type Host } from "../host/host.ts";
import { LIST_PRICES } from "../models/prices.ts";
import { courseOf, type KeptCourse } from "./kept_course.ts";
import { restoredModels } from "./kept_models.ts";
import { keptPlan } from "./kept_plan.ts";
import { missing, noted, sealedPlan } from "./noted.ts";
import { timelineIn } from "./opened_timeline.ts";
import { type Plan } from "./plan.ts";
import { prepare } from "./prepare.ts";
import { SurveyResult } from "./survey_result.ts";
import { type TimelineResult } from "./timeline_result.ts";

/** The kinds of runs, as they are opened. */
type Opened = SurveyResult | TimelineResult;

/**
 * Opens the result of the run in a folder, whatever was done with the panel.
 *
 * @param followed Which of the two it must be. @default {either}
 * @throws {Error} When its journal cannot be read or was changed, or it is of the other kind.
 */
export async function openedRun(folder: string, host: Host, followed?: boolean): Promise<Opened> {
  const journal = await Journal.open(host, `${folder}/run.sqlite`, { readOnly: true });
  try {
    const plan = keptPlan(journal) ?? missing("plan");
    const isFollowed = plan.exposure !== undefined;
    if (followed === isFollowed || followed === undefined) {
      return isFollowed
        ? await timelineIn({ journal, folder, plan }, host)
        : await surveyIn(journal, plan, host);
    }
    throw new Error(
      isFollowed
        ? "its panel was followed, not asked: { followed: true } opens it"
        : "its panel was asked, not followed: without { followed: true } it is opened",
    );
  } catch (error) {
    journal.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot open the run in "${folder}": ${reason}`, { cause: error });
  }
}

async function surveyIn(journal: Journal, plan: Plan, host: Host): Promise<SurveyResult> {
  // All of it was written by us, and the journal is of a version that we read.
  const kept: KeptCourse = JSON.parse(noted(journal, "course"));
  const parts = {
    plan,
    conduct: {
      failureThreshold: kept.failureThreshold,
      calibration: kept.calibration,
      responses: kept.responses,
    },
    world: { host, models: restoredModels(JSON.parse(noted(journal, "models"))) },
  };
  const prepared = sealedPlan(await prepare(parts, LIST_PRICES), journal);
  // Journals of earlier versions do not say what stopped the run.
  const { isCutOff, abortReason = null, seconds } = kept;
  const course = courseOf(kept, journal, prepared);
  const run = noted(journal, "run");
  return new SurveyResult({ prepared, run, journal, course, isCutOff, abortReason, seconds });
}
