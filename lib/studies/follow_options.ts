import { type CalibrationTarget } from "../analysis/calibration_target.ts";
import { type UntilOptions } from "./until_options.ts";

/** Follows answers without a look before the end, where nobody asked for one. */
const TO_THE_END: UntilOptions = { stop: false, every: Infinity };

/**
 * How the answers of a study are followed: as it is said, or, where they are held against people, to the end;
 * undefined where they are not.
 */
export function followOptions(
  { until, calibration }: {
    readonly until?: UntilOptions | undefined;
    readonly calibration?: CalibrationTarget | undefined;
  },
): UntilOptions | undefined {
  return until ?? (calibration === undefined ? undefined : TO_THE_END);
}
