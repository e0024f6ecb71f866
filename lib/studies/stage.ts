import { type ConvergenceCheck } from "../analysis/convergence_check.ts";
import { drain, type Known } from "../engine/drain.ts";
import { DEFAULT_CONCURRENCY } from "../engine/gate.ts";
import { type KeptUnit } from "../engine/journal.ts";
import { Progress } from "../engine/progress.ts";
import { type Round } from "../instruments/instrument.ts";
import { type Row } from "../rows/row.ts";
import { type Running } from "./begin_run.ts";
import { followOptions } from "./follow_options.ts";
import { Converged, followedOf, Following } from "./following.ts";
import { interview, isDoneBefore } from "./interview.ts";
import { keepCourse } from "./kept_course.ts";
import { layOff } from "./lay_off.ts";
import { stageProgress } from "./stage_progress.ts";
import { countAnswers, recallAnswers } from "./survey_pulse.ts";
import { type Unit } from "./unit.ts";
import { ToldLooks } from "./told_looks.ts";
import { placeOf, unitsOf } from "./units.ts";

/** A unit, and the rows that came of it. */
interface Asked {
  readonly unit: KeptUnit;
  readonly rows: readonly Row[];
}

/** One round of a run under way: everybody is asked, or as many as it takes. */
export class Stage {
  readonly #round: Round;
  readonly #running: Running;
  readonly #before: readonly number[] | undefined;
  readonly #following: Following | null;
  readonly #told: ToldLooks | null;

  /** @param before Those who were asked in the rounds before, where that was not everybody. */
  constructor(round: Round, running: Running, before: readonly number[] | undefined) {
    this.#round = round;
    this.#running = running;
    this.#before = before;
    const { course: { begun }, desk: { prepared } } = running;
    const until = followOptions(prepared.parts.conduct);
    // Who is asked is decided in the first round whose questions have options.
    const isFirst = begun.every((one) => followedOf(one, prepared).length === 0);
    this.#following = until && isFirst && followedOf(round, prepared).length > 0
      ? new Following(round, prepared, until)
      : null;
    this.#told = until && this.#following ? new ToldLooks(running.desk.journal, until) : null;
    const following = this.#following;
    // Of what is followed to the end unasked, nobody said how well it should be known.
    const isAsked = prepared.parts.conduct.until !== undefined;
    if (following !== null && isAsked) running.desk.pulse.follow(() => following.reading);
  }

  /** Whether the answers are enough, so that nobody more need be asked. */
  get #isOver(): boolean {
    return this.#following?.isOver ?? false;
  }

  /** Those who were asked, where that is not everybody. */
  get people(): readonly number[] | undefined {
    return this.#isOver ? this.#following?.released : this.#before;
  }

  /**
   * Asks them, and hands on the rows as they become durable.
   *
   * @param tell Told of each check of convergence that no earlier run told.
   */
  async *rows(tell: (check: ConvergenceCheck) => void): AsyncGenerator<Row> {
    const { course, desk, ending, limits, record } = this.#running;
    const people = this.#following?.dispatch.people ?? this.#before;
    const units = unitsOf(this.#round, [...course.begun], desk.prepared, people);
    course.begun.push(this.#round);
    record.begin(this.#round.name, people?.length);
    keepCourse(desk.journal, course, desk.prepared);
    const progress = stageProgress(ending, desk.journal);
    const isKnown = !desk.journal.isNew || desk.calls.isReplaying;
    const next = this.#following && isKnown ? yield* this.#heard(units, progress, tell) : [];
    const working = drain<Unit, Asked>(
      chained(next, units),
      async (unit) => {
        const { value, durable } = await interview(unit, desk, progress);
        return { value: { unit, rows: value }, durable };
      },
      { ...limits, progress, ahead: this.#ahead },
      this.#known(),
    );
    for await (const { unit, rows } of working) {
      record.handOn(rows, this.#isOver);
      countAnswers(rows, desk);
      yield* this.#released(unit, rows, tell);
    }
    if (this.#isOver) record.settle();
    this.#end(progress);
    if (this.people !== undefined) layOff(this.#round, this.people, this.#running);
    ending.nextStage();
  }

  /**
   * Hands on those who were through before, as far as they follow each other: whether the answers are enough
   * must be known before anybody new is asked. Those whose replies are recorded are gone through one after
   * the other: of nobody who would come after the stop is a reply certain to be there.
   *
   * @returns The first who is not through; nobody where all are.
   */
  async *#heard(
    units: Iterator<Unit>,
    progress: Progress,
    tell: (check: ConvergenceCheck) => void,
  ): AsyncGenerator<Row, readonly Unit[]> {
    const { desk, ending, limits: { clock }, record } = this.#running;
    for (let next = units.next(); !next.done; next = units.next()) {
      const isReplayed = desk.calls.isReplaying && !ending.begun.aborted;
      if (!isReplayed && !isDoneBefore(next.value, desk)) return [next.value];
      const { value, durable } = await interview(next.value, desk, progress);
      if (isReplayed) {
        desk.journal.flush();
        await clock.breathe();
      }
      await durable;
      record.handOn(value, this.#isOver);
      countAnswers(value, desk);
      yield* this.#released(next.value, value, tell);
    }
    return [];
  }

  /**
   * Those of whom nothing is worth another attempt: their rows stay in the journal until it is their turn.
   * Where the answers are followed everybody waits for those before, and where replies are recorded or asked
   * again, or failures counted, everybody is gone through, so that nobody is passed over.
   */
  #known(): Known<Unit, Asked> | undefined {
    const { desk, course } = this.#running;
    const { calls, failures, journal, prepared, verification } = desk;
    const areAllHeard = calls.isRecording || verification !== undefined || failures !== undefined;
    if (this.#following !== null || areAllHeard) return undefined;
    const settled = journal.settled(...placeOf(course.begun, prepared));
    return {
      find: ({ position }) => settled.has(position) ? position : undefined,
      read: (position) => {
        const kept = journal.unitAt(position);
        recallAnswers(kept.rows, desk);
        return kept;
      },
    };
  }

  /** Nobody is asked on a guess: beyond those who are at work at once, each waits for what was said. */
  get #ahead(): number | undefined {
    if (this.#following === null) return undefined;
    return this.#running.desk.prepared.parts.conduct.concurrency ?? DEFAULT_CONCURRENCY;
  }

  /** The rows of a conversation, marked where they came after the answers were enough. */
  #released(
    { position, key }: KeptUnit,
    rows: readonly Row[],
    tell: (check: ConvergenceCheck) => void,
  ): readonly Row[] {
    const { desk: { journal }, ending } = this.#running;
    const isLate = this.#isOver;
    const marked = rows.map((row) =>
      row.afterStop === isLate ? row : { ...row, afterStop: isLate }
    );
    if (marked.some((row, at) => row !== rows[at])) {
      journal.finish(position, key, marked).catch(() => {});
    }
    // With somebody missing nobody can tell how it stands.
    if (isLate || this.#running.batches?.isWaiting) return marked;
    const check = this.#following?.hear(marked) ?? null;
    if (check !== null) this.#told?.tell(check, tell);
    if (this.#isOver) ending.endStage(new Converged("the answers are enough"));
    return marked;
  }

  #end({ halted, whole }: Progress): void {
    const { course } = this.#running;
    course.whole = whole;
    if (!(halted instanceof Converged)) course.halted ??= halted;
    if (this.#following === null) return;
    course.convergence = this.#following.report;
    course.released = this.#isOver ? this.#following.released.length : null;
  }
}

function* chained<Item>(first: Iterable<Item>, rest: Iterable<Item>): Generator<Item> {
  yield* first;
  yield* rest;
}
