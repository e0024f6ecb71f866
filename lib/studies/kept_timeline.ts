import { type Journal } from "../engine/journal.ts";
import { type EventCounts } from "./event_counter.ts";
import { type PreparedTimeline } from "./prepare_timeline.ts";
import { type ResponseStore } from "./response_store.ts";
import { type BudgetHalt } from "./run_end.ts";
import { type StudyOutcome } from "./study_result.ts";
import { type VerificationReport } from "./verification.ts";

/** How a run over time ended: cut off, as long as it has not. */
export interface TimelineEnding extends Pick<StudyOutcome, "isCutOff" | "abortReason" | "seconds"> {
  /** Where the money ended it; null when it did not. */
  readonly halt: BudgetHalt | null;
  /** What asking again came to; null where nothing was verified. */
  readonly verification: VerificationReport | null;
  /** How many events there are; null as long as more may come. */
  readonly counts: EventCounts | null;
}

/** What a journal says of a run over time, beside its plan, as plain data. */
export interface KeptTimeline extends TimelineEnding {
  /** Whether a model was asked anything, so that the journal has the rows. */
  readonly isAsked: boolean;
  /** Whether decisions depended on earlier rows, so that only the file has those that count. */
  readonly looksBack: boolean;
  /** What should be known, a sentence each. */
  readonly warnings: readonly string[];
  /** Above which share of failures the run is invalid; absent where nobody said. */
  readonly failureThreshold?: number | undefined;
  /** The store of replies and how it was used; absent where there was none. */
  readonly responses?: ResponseStore | undefined;
}

const UNDER_WAY: TimelineEnding = {
  ...{ isCutOff: true, abortReason: null, seconds: 0 },
  ...{ halt: null, verification: null, counts: null },
};

/** Keeps what a result over time needs beside its plan and its rows, so that it can be opened again. */
export function keepTimeline(
  journal: Journal,
  { isAsked, policy, warnings, parts: { conduct } }: PreparedTimeline,
  ending: TimelineEnding = UNDER_WAY,
): void {
  const { failureThreshold, responses } = conduct;
  const { looksBack = false } = policy;
  const kept: KeptTimeline = {
    ...{ isAsked, looksBack, warnings, failureThreshold, responses },
    ...ending,
  };
  journal.keepNote("course", JSON.stringify(kept));
}
