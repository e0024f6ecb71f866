import { Stopped } from "../engine/ending.ts";
import { failedSynthesis } from "./envelope_ending.ts";
import { type SurveyResult } from "./survey_result.ts";

/** Why a run ended before its time, as its `state.json` says; null when it is finished. */
export function abortReason(result: SurveyResult, signal: AbortSignal | undefined): string | null {
  if (result.isCutOff) {
    return signal?.reason instanceof Stopped ? signal.reason.message : "stopped";
  }
  if (result.course.halt !== null) return "cost_exceeded";
  return failedSynthesis(result) === undefined ? null : "synthesis_failed";
}
