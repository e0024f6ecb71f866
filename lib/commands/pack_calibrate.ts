import { calibrationJson } from "../analysis/calibration_json.ts";
import { calibrationText } from "../display/calibration_text.ts";
import { plain } from "../display/escape.ts";
import { dollars } from "../display/money.ts";
import { type Host } from "../host/host.ts";
import { type CalibrationEntry } from "../personas/calibration_entry.ts";
import { calibrationEntry, refuseUnsaidSimulation } from "../studies/calibrate.ts";
import { AnotherPlan } from "../studies/another_plan.ts";
import { type SurveyResult } from "../studies/survey_result.ts";
import { type CalibratedFile } from "./calibrated_file.ts";
import { calibrationDryRun } from "./calibration_dry_run.ts";
import { numberOf, textOf, type Values } from "./flag.ts";
import { jsonLine } from "./json_line.ts";
import { type Keeping, keepingOf } from "./keeping.ts";
import { knownEntry, type Measuring, measuringOf } from "./measuring.ts";
import { INTERRUPTED } from "./interruption.ts";
import { watched } from "./watched.ts";

/**
 * Carries out `pack calibrate`: 0 when the entry is written, or printed in a dry run; 1 when it could not be
 * measured or written; 143 when the system asked the program to end.
 */
export async function packCalibrate(
  [reference = ""]: readonly string[],
  values: Values,
  host: Host,
): Promise<number> {
  const measuring = await measuringOf(reference, values, host);
  if (values["dry-run"]) return await calibrationDryRun(measuring, reference, values, host);
  const { file, asked, survey } = measuring;
  refuseUnsaidSimulation(asked, host);
  const checked = await survey.ready();
  // A file that cannot be changed is known before anything is asked, and so is a person who says no.
  await file.withEntry(knownEntry(measuring, checked));
  await host.files.checkWritable(file.target);
  await confirm(file, values, host);
  const keeping = await keepingOf(values, host);
  const ready = await survey.journal(keeping.folder, keeping.options).ready();
  tellSize(measuring, ready.estimate(), host);
  host.terminal.err(`the run is kept in ${keeping.folder}\n`);
  const { result, interrupt } = await watched(ready, { id: keeping.id }, values, host)
    .catch(asOneMeasurement);
  for (const warning of result.warnings) host.terminal.err(`warning: ${plain(warning)}\n`);
  const entry = measured(result, values, keeping, host);
  if (entry === undefined) return interrupt === "SIGTERM" ? INTERRUPTED.SIGTERM : 1;
  await file.write(entry).catch((error: Error) => {
    throw new Error(`${error.message}; ${keeping.goingOn}`, { cause: error });
  });
  tell(result, { entry, measuring, reference }, values, host);
  await keeping.done();
  return 0;
}

/** A run of another plan is not gone on with: half of either would be no measurement. */
function asOneMeasurement(error: unknown): never {
  if (!(error instanceof AnotherPlan)) throw error;
  throw new Error(
    [
      `Cannot go on with the run in "${error.folder}": it was begun with another pack or other flags`,
      ...error.changes,
    ].join("\n  "),
    { cause: error },
  );
}

/** Asks before a file is written over; nobody to ask is a no. */
async function confirm(file: CalibratedFile, values: Values, host: Host): Promise<void> {
  if (values.yes !== undefined || !await file.isThere()) return;
  const answer = await host.terminal.ask(`Write the calibration into "${file.target}"? [y/N] `);
  if (answer === undefined) {
    throw new Error(
      `Cannot write into "${file.target}" without --yes: nobody is at the terminal to confirm it`,
    );
  }
  if (/^y(?:es)?$/i.test(answer)) return;
  throw new Error(`Cannot write into "${file.target}": it was not confirmed`);
}

function tellSize(
  { survey: { plan }, human, file }: Measuring,
  { calls, cost }: { readonly calls: number; readonly cost: number | null },
  { terminal }: Host,
): void {
  terminal.err(
    `calibrating ${file.pack.size} personas against ${human.id} ${human.year ?? ""}: ` +
      `${plan.personas.length} panelists, ${plan.repeats} samples each, ${calls} calls, about ${
        dollars(cost)
      }\n`,
  );
}

/** The entry of a run; where it cannot be used, why, and how it goes on. */
function measured(
  result: SurveyResult,
  values: Values,
  keeping: Keeping,
  host: Host,
): CalibrationEntry | undefined {
  try {
    return calibrationEntry(result, { failures: numberOf(values, "failure-threshold"), host });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    host.terminal.err(`${plain(error.message).replace(/\s+/g, " ")}; ${keeping.goingOn}\n`);
    return undefined;
  }
}

/** Writes what was measured to standard output, and where it stands now to standard error. */
function tell(
  result: SurveyResult,
  { entry, measuring: { file }, reference }: {
    readonly entry: CalibrationEntry;
    readonly measuring: Measuring;
    readonly reference: string;
  },
  values: Values,
  { terminal }: Host,
): void {
  terminal.err(`wrote ${file.target}\n`);
  const { calibration, notice, cost } = result;
  if (calibration === null) return;
  if (textOf(values, "output-format") === "json") {
    terminal.out(jsonLine({
      ...{ pack_yaml: reference, output: file.target, calibration_entry: entry },
      calibration: calibrationJson(calibration),
      total_cost: cost,
      ...(notice === null ? {} : { notice }),
    }));
    return;
  }
  const notes = notice === null ? [] : [notice];
  terminal.out(
    plain([calibrationText(calibration), `cost ${dollars(cost)}`, ...notes, ""].join("\n")),
  );
}
