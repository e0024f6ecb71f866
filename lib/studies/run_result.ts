import { withFace } from "../display/face.ts";
import { type ModelTotals } from "../engine/model_totals.ts";
import { asMade } from "./as_made.ts";
import { type Course, COURSE_FACE } from "./course.ts";
import { type Panelist } from "./panelists.ts";
import { type Prepared } from "./prepare.ts";
import { promptsHash } from "./prompts_hash.ts";
import { type Replies, repliesOf } from "./replies.ts";
import { Rows } from "./rows.ts";
import { type BatchReport, batchReports, isWaiting } from "./batch_reports.ts";
import { runRows } from "./run_rows.ts";
import { type StudyOutcome, StudyResult } from "./study_result.ts";
import { synthesisFace } from "./synthesis_face.ts";
import { type Synthesis } from "./synthesis_result.ts";
import { USAGE_FACE } from "./usage_face.ts";
import { type Wordings, wordingsOf } from "./wordings.ts";

/** What a survey's result is made of. */
export interface Outcome extends StudyOutcome {
  readonly prepared: Prepared;
  /** The way it took. */
  readonly course: Course;
}

/** What a survey leaves behind, whatever is read from its rows: who was asked what, on which way. */
export class RunResult extends StudyResult {
  /** Every row, in panel order; read from the journal as it is walked. */
  readonly rows: Rows;
  /** The way the run took: its rounds, what they were summed up as, and where it ended early. */
  readonly course: Course;
  readonly #outcome: Outcome;

  /** Made by `run()`, from what the run left behind. */
  constructor(outcome: Outcome) {
    super(outcome);
    this.rows = new Rows(() => runRows(outcome));
    this.course = withFace(outcome.course, COURSE_FACE);
    this.#outcome = outcome;
  }

  /** Everybody on the panel, in panel order; variants as they were made. */
  get panelists(): readonly Panelist[] {
    return asMade(this.#outcome.prepared.panelists, this.course.variants);
  }

  /** What the panel's answers were summed up as; null when they were not. */
  get synthesis(): Synthesis | null {
    const { synthesis } = this.course;
    return synthesis && withFace(synthesis, synthesisFace(this.notice));
  }

  /** The names of the rounds that were carried out, in their order. */
  get path(): readonly string[] {
    return this.course.path;
  }

  /** The model that summed up what was said, as its provider calls it; null when none did. */
  get synthesiser(): string | null {
    return this.#outcome.prepared.synthesiser?.model.id ?? null;
  }

  /** Questions and follow-ups by key, in words. */
  get wordings(): Wordings {
    return wordingsOf(this.#outcome.prepared.asked);
  }

  /** The fingerprint of everything that was put in words. */
  get promptsHash(): string {
    return promptsHash(this.#outcome.prepared);
  }

  /** The most tokens that an answer may have where nothing else is asked for, by question and follow-up. */
  get answerTokens(): Readonly<Record<string, number>> {
    const { words } = this.#outcome.prepared;
    return Object.fromEntries([...words].map(([key, { maxTokens }]) => [key, maxTokens]));
  }

  /** How the batches of the run stand; none where panelists were asked by themselves. */
  get batches(): readonly BatchReport[] {
    return batchReports(this.#outcome.journal);
  }

  /** Whether replies are under way in batches: run again, the study goes on with them. */
  get isWaiting(): boolean {
    return isWaiting(this.#outcome.journal);
  }

  /** What summing up took of it, by model. */
  get synthesisUsage(): readonly ModelTotals[] {
    return withFace(this.#outcome.journal.totals("synthesis"), USAGE_FACE);
  }

  /** Where the replies are from that the result stands on, and how they stand up to asking again. */
  get replies(): Replies {
    return repliesOf(this.#outcome);
  }
}
