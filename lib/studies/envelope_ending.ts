import { type FailureStats } from "./failure_stats.ts";
import { type SurveyResult } from "./survey_result.ts";

/** How a run ended, in one sentence. */
export function messageOf(result: SurveyResult, stats: FailureStats): string {
  const counts = `${stats.answered} of ${stats.totalPairs} answers`;
  if (result.isCutOff) return `The run was stopped: ${counts} are there`;
  if (result.course.halt) return `The money is spent: ${counts} are there`;
  if (stats.isInvalid) return `The run is invalid: ${counts} are there`;
  const failed = failedSynthesis(result);
  if (failed) return `The answers could not be summed up: ${failed}`;
  return `The run is complete: ${counts} are there`;
}

/** Why a synthesis of the run failed; undefined when none did. */
export function failedSynthesis(
  { course: { rounds, synthesis } }: SurveyResult,
): string | undefined {
  const failed = [...rounds.values(), synthesis].find((one) => one?.status === "failed");
  return failed?.status === "failed" ? failed.message : undefined;
}

/** Where a run ended before its time, as it stands in the envelope. */
export function abortJson(result: SurveyResult, stats: FailureStats): Record<string, unknown> {
  const { halt, questionFailures } = result.course;
  const completed = halt === null
    ? 0
    : new Set(result.rows[Symbol.iterator]().map(({ panelist }) => panelist)).size;
  return {
    ...(result.isCutOff ? { abort_reason: stopOf(result) } : {}),
    ...(halt === null ? {} : {
      abort_reason: "cost_exceeded",
      cost_exceeded: true,
      halted_at_panelist: completed,
      cost_gate: {
        max_cost_usd: halt.cap,
        running_cost_usd: halt.spent,
        completed,
        total_panelists: result.panelists.length,
        halted: true,
      },
    }),
    ...(stats.totalFailure === null ? {} : {
      abort_reason: isRateLimited(stats) ? "rate_limit_exhausted" : "total_failure",
      total_failure: stats.totalFailure,
    }),
    ...(questionFailures === null ? {} : {
      question_failure_budget: {
        threshold_count: questionFailures.thresholdCount,
        threshold_fraction: questionFailures.thresholdFraction,
        total_panelists: questionFailures.totalPanelists,
        disabled_count: questionFailures.disabled.length,
        disabled: questionFailures.disabled,
        failure_counts: questionFailures.failureCounts,
      },
      disabled_questions: questionFailures.disabled,
    }),
  };
}

/** The signal that stopped a run, or that something did. */
function stopOf({ abortReason }: SurveyResult): string {
  const [, signal] = /^signal:(.*)$/.exec(abortReason ?? "") ?? [];
  return signal?.toLowerCase() ?? "stopped";
}

function isRateLimited({ totalFailure }: FailureStats): boolean {
  const samples = totalFailure?.sample_errors;
  return Array.isArray(samples) && samples.length > 0 &&
    samples.every(({ text }) => / 429 |rate limit/i.test(String(text)));
}

/** What went wrong, as it stands in the envelope. */
export function statsJson(stats: FailureStats): Record<string, unknown> {
  return {
    failure_stats: {
      total_pairs: stats.totalPairs,
      errored_pairs: stats.erroredPairs,
      failure_rate: stats.failureRate,
      failed_panelists: stats.failedPanelists,
      errored_personas: stats.erroredPersonas,
      skipped_follow_ups: stats.skippedFollowUps,
      skipped_by_budget: stats.skippedByBudget,
    },
    missing_input_stats: {
      considered: stats.considered,
      refusing: stats.refusingPersonas.length,
      refusal_rate: stats.considered === 0 ? 0 : stats.refusingPersonas.length / stats.considered,
      refusing_personas: stats.refusingPersonas,
    },
  };
}
