import { type TimelineResult } from "./timeline_result.ts";

/** Why a run over time ended before it was whole, as its `state.json` says; null when it is finished. */
export function timelineAbort(
  { isCutOff, abortReason, halt }: Pick<TimelineResult, "isCutOff" | "abortReason" | "halt">,
): string | null {
  if (isCutOff) return abortReason ?? "stopped";
  return halt === null ? null : "cost_exceeded";
}
