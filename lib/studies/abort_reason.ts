import { Stopped } from "../engine/ending.ts";
import { failedSynthesis } from "./envelope_ending.ts";
import { WAITING } from "./run_state.ts";
import { type SurveyResult } from "./survey_result.ts";

/** What stopped a run from outside, as in `"signal:SIGINT"`; null where nothing did. */
export function stoppedBy(signal: AbortSignal | undefined): string | null {
  if (!signal?.aborted) return null;
  return signal.reason instanceof Stopped ? signal.reason.message : "stopped";
}

/** Why a run ended before its time, as its `state.json` says; null when it is finished. */
export function abortReason(result: SurveyResult): string | null {
  if (result.isWaiting) return WAITING;
  if (result.isCutOff) return result.abortReason ?? "stopped";
  if (result.course.halt !== null) return "cost_exceeded";
  return failedSynthesis(result) === undefined ? null : "synthesis_failed";
}
