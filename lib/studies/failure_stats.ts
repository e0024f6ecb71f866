/** What went wrong in a run, in numbers. */
export interface FailureStats {
  /**
   * Questions put, or to be put, over all panelists. Follow-ups do not count, and neither do questions
   * that were given up because they failed too often.
   */
  readonly totalPairs: number;
  /** Those that were answered. */
  readonly answered: number;
  /** Those that were answered, by model that was asked. */
  readonly answeredBy: Readonly<Record<string, number>>;
  /** Those that failed or could not be read, or were never reached. */
  readonly erroredPairs: number;
  /** The share of the pairs that errored, in [0, 1]. */
  readonly failureRate: number;
  /** How many panelists have no answer at all. */
  readonly failedPanelists: number;
  /** The names of those with an answer that failed or could not be read. */
  readonly erroredPersonas: readonly string[];
  /** How many follow-ups were not put, their condition not being met. */
  readonly skippedFollowUps: number;
  /** How many questions were given up because they failed too often. */
  readonly skippedByBudget: number;
  /** From how many answers a second call could extract nothing. */
  readonly lostExtractions: number;
  /** How many panelists replied at all. */
  readonly considered: number;
  /** The names of those who declined to answer something. */
  readonly refusingPersonas: readonly string[];
  /** Whether the run must not be used: too much failed or was declined, nobody answered, or it was stopped. */
  readonly isInvalid: boolean;
  /** What happened, when nobody answered anything. */
  readonly totalFailure: Readonly<Record<string, unknown>> | null;
}
