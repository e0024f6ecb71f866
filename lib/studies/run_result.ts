import { type Journal } from "../engine/journal.ts";
import { type ModelTotals } from "../engine/model_totals.ts";
import { asMade } from "./as_made.ts";
import { type Course } from "./course.ts";
import { type Panelist } from "./panelists.ts";
import { type Plan } from "./plan.ts";
import { type Prepared } from "./prepare.ts";
import { promptsHash } from "./prompts_hash.ts";
import { type Replies, repliesOf } from "./replies.ts";
import { Rows } from "./rows.ts";
import { runRows } from "./run_rows.ts";
import { summedCost } from "./summed_usage.ts";
import { type Synthesis } from "./synthesis_result.ts";
import { type Wordings, wordingsOf } from "./wordings.ts";

/** What a result is made of. */
export interface Outcome {
  readonly prepared: Prepared;
  readonly run: string;
  readonly journal: Journal;
  /** The way it took. */
  readonly course: Course;
  /** Whether the run was stopped before its end. */
  readonly isCutOff: boolean;
  /** What stopped it, as in `"signal:SIGTERM"`; null where nothing did, or nobody knows. */
  readonly abortReason: string | null;
  /** How long the run took, in seconds. */
  readonly seconds: number;
}

/** What a run leaves behind, whatever is read from its rows: who was asked what, on which way, at what cost. */
export class RunResult {
  /** The run's id. */
  readonly run: string;
  /** What was carried out, with the models that were chosen. */
  readonly plan: Plan;
  /** The fingerprint of everything that shapes an answer. */
  readonly fingerprint: string;
  /** Every row, in panel order; read from the journal as it is walked. */
  readonly rows: Rows;
  /** Whether the run was stopped before its end, so that panelists are missing. */
  readonly isCutOff: boolean;
  /** What stopped it, as in `"signal:SIGTERM"`; null where nothing did, or nobody knows. */
  readonly abortReason: string | null;
  /** What must be said wherever the result is shown; null when nothing must. */
  readonly notice: string | null;
  /** The file that holds every reply. */
  readonly journal: string;
  /** The way the run took: its rounds, what they were summed up as, and where it ended early. */
  readonly course: Course;
  readonly #outcome: Outcome;
  #usage: readonly ModelTotals[] | undefined;

  /** Made by `run()`, from what the run left behind. */
  constructor(outcome: Outcome) {
    const { prepared, run, journal } = outcome;
    this.run = run;
    this.plan = { ...prepared.parts.plan, models: prepared.models };
    this.fingerprint = prepared.fingerprint;
    this.rows = new Rows(() => runRows(outcome));
    this.course = outcome.course;
    this.isCutOff = outcome.isCutOff;
    this.abortReason = outcome.abortReason;
    this.notice = prepared.notice;
    this.journal = journal.path;
    this.#outcome = outcome;
  }

  /** Everybody on the panel, in panel order; variants as they were made. */
  get panelists(): readonly Panelist[] {
    return asMade(this.#outcome.prepared.panelists, this.course.variants);
  }

  /** What the panel's answers were summed up as; null when they were not. */
  get synthesis(): Synthesis | null {
    return this.course.synthesis;
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

  /** How long the run took, in seconds. */
  get seconds(): number {
    return this.#outcome.seconds;
  }

  /**
   * What was spent, by model, whichever run of the journal spent it. A replayed reply counts with what it
   * cost when it was recorded; what verifying took stands in {@linkcode replies} alone.
   */
  get usage(): readonly ModelTotals[] {
    return this.#usage ??= this.#outcome.journal.totals();
  }

  /** What summing up took of it, by model. */
  get synthesisUsage(): readonly ModelTotals[] {
    return this.#outcome.journal.totals("synthesis");
  }

  /** Where the replies are from that the result stands on, and how they stand up to asking again. */
  get replies(): Replies {
    return repliesOf(this.#outcome);
  }

  /** The keys of all requests that the result stands on, sorted; null for one that has none. */
  get requests(): readonly (string | null)[] {
    return this.#outcome.journal.requests();
  }

  /** US dollars of everything that was paid for; null when some model has no known price. */
  get cost(): number | null {
    return summedCost(this.usage);
  }
}
