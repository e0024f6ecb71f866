import { type Host } from "../host/host.ts";
import { type EventRow } from "../rows/event_row.ts";
import { type EventCounts } from "./event_counter.ts";
import { type PreparedTimeline } from "./prepare_timeline.ts";
import { Rows } from "./rows.ts";
import { type BudgetHalt, type RunEnd } from "./run_end.ts";
import { type StudyOutcome, StudyResult } from "./study_result.ts";

/** What a result over time is made of. */
export interface TimelineOutcome extends StudyOutcome {
  readonly prepared: PreparedTimeline;
  readonly end: Pick<RunEnd, "halt" | "drift">;
  readonly counts: EventCounts;
  /** Where the events stand. */
  readonly path: string;
}

/**
 * What came of following a panel: events, tallies, uptake and cost. The rows stay in the run's file of events.
 * It shows itself in a notebook and in the REPL.
 */
export class TimelineResult extends StudyResult {
  /** Every event: period by period, in panel order; read from the file as it is walked. */
  readonly rows: Rows<EventRow>;
  /** The file of the events. */
  readonly events: string;
  /** How many events there are, and what went wrong with them. */
  readonly counts: EventCounts;
  /** Where the money ended the run; null when it did not. */
  readonly halt: BudgetHalt | null;
  readonly #outcome: TimelineOutcome;

  /** Made by `run()`, from what the run left behind. */
  constructor(outcome: TimelineOutcome) {
    super(outcome);
    const { prepared: { parts: { world: { host } } }, path, counts, end } = outcome;
    this.rows = new Rows(() => rowsIn(path, host));
    this.events = path;
    this.counts = counts;
    this.halt = end.halt;
    this.#outcome = outcome;
  }

  /** Whether so much went wrong, or is missing, that the run must not be used. */
  get isInvalid(): boolean {
    const { prepared: { parts: { conduct: { failureThreshold = 0.5 } } } } = this.#outcome;
    const { rows, withoutOutcomes, withoutSelection } = this.counts;
    if (this.isCutOff || this.halt !== null) return true;
    return rows > 0 && (withoutOutcomes + withoutSelection) / rows > failureThreshold;
  }
}

function* rowsIn(path: string, { files }: Host): Generator<EventRow> {
  // The file is ours: every row was checked when it was made.
  for (const line of files.linesAtOnce(path)) yield JSON.parse(line) as EventRow;
}
