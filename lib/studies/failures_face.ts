import { counted } from "../display/counted.ts";
import { type Face } from "../display/face.ts";
import { recordFace } from "../display/record_face.ts";
import { type FailureStats } from "./failure_stats.ts";

/** What went wrong, as it is shown. */
export const FAILURES_FACE: Face<FailureStats> = recordFace({
  title: ({ erroredPairs, totalPairs, isInvalid }) =>
    `${counted(erroredPairs, "answer")} of ${totalPairs.toLocaleString("en-GB")} failed` +
    (isInvalid ? ": the run must not be used" : ""),
});
