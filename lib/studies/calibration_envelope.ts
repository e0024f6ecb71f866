import { type Calibration } from "../analysis/calibration.ts";
import { calibrationJson } from "../analysis/calibration_json.ts";

/**
 * A calibration as it stands in the envelope: beside the other numbers of the run, and, as the reference has it,
 * in the report of convergence with the question it is of.
 */
export function calibratedJson(
  calibration: Calibration | null,
  converged: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (calibration === null) return converged;
  const json = calibrationJson(calibration);
  const report = Object(converged.convergence);
  const one = Object(report.per_question)[calibration.question];
  if (one === undefined) return { ...converged, calibration: json };
  const questions = {
    ...report.per_question,
    [calibration.question]: { ...one, calibration: json },
  };
  return { convergence: { ...report, per_question: questions }, calibration: json };
}
