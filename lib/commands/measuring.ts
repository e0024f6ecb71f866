import { type Baseline, baseline } from "../benchmarks/baseline.ts";
import { parseBaselineId } from "../benchmarks/baseline_id.ts";
import { isRefused } from "../benchmarks/datasets.ts";
import { type Host } from "../host/host.ts";
import { type Questions } from "../instruments/instrument.ts";
import { type PlannedEntry } from "../personas/calibration_entry.ts";
import { calibrationStudy } from "../studies/calibration_study.ts";
import { type Panel, panel } from "../studies/panel.ts";
import { plannedEntry } from "../studies/planned_entry.ts";
import { type ReadySurvey } from "../studies/ready_survey.ts";
import { type Survey } from "../studies/survey.ts";
import { CalibratedFile } from "./calibrated_file.ts";
import { numberOf, textOf, UsageError, type Values } from "./flag.ts";
import { checkModels, checkRecord } from "./panel_run_checks.ts";
import { checkSpec, groupsOf } from "./panel_run_calibration.ts";
import { dispatched, limited, withModels } from "./panel_run_study.ts";

/** A pack that is to be measured: everything is read and checked, and nothing has been asked. */
export interface Measuring {
  readonly file: CalibratedFile;
  readonly human: Baseline;
  /** Who answers. */
  readonly asked: Panel;
  readonly survey: Survey<Questions>;
}

/**
 * Reads what the flags of `pack calibrate` name.
 *
 * @throws {UsageError} When the flags are wrong, the file is no pack, or the dataset is gated.
 */
export async function measuringOf(
  reference: string,
  values: Values,
  host: Host,
): Promise<Measuring> {
  const against = textOf(values, "against");
  if (against === undefined) {
    throw new UsageError("Cannot calibrate a pack without --against, as in --against gss:HAPPY");
  }
  checkSpec("against", against);
  checkRecord(values);
  checkModels(values);
  const file = await CalibratedFile.open(reference, textOf(values, "output"), host).catch(asUsage);
  const human = await baseline(against, { host }).catch((error: Error) => {
    if (isRefused(parseBaselineId(against).dataset, host)) return asUsage(error);
    throw error;
  });
  const models = await withModels(panel({ host }), values, host);
  const limits = dispatched(limited(models, { ...values, "failure-threshold": undefined }), values);
  const seed = numberOf(values, "seed");
  const asked = seed === undefined ? limits : limits.seed(seed);
  const survey = calibrationStudy(file.pack, human, asked, {
    n: numberOf(values, "n"),
    samples: numberOf(values, "samples-per-question"),
    groups: await groupsOf(against, human, host),
  });
  return { file, human, asked, survey };
}

/** A file that is no pack makes a wrong command line, as in the reference. */
function asUsage(error: Error): never {
  throw new UsageError(error.message);
}

/** The entry as far as it is known before anything is asked. */
export function knownEntry(
  { human, survey }: Measuring,
  { panelists }: ReadySurvey<Questions>,
): PlannedEntry {
  const isSimulated = panelists.some(({ models }) => models.some(({ model }) => model.notice));
  return plannedEntry(human, panelists, { samples: survey.plan.repeats, isSimulated });
}
