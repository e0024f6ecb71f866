import { type ConvergenceCheck } from "../analysis/convergence_check.ts";
import { ConvergenceTracker } from "../analysis/convergence_tracker.ts";
import { type Convergence } from "../analysis/convergence_report.ts";
import { type Tallied } from "../analysis/tally.ts";
import { categoriesOf } from "../analysis/tally_counter.ts";
import { type Answered, type Tracked, trackedOf } from "../analysis/tracked.ts";
import { type ConvergenceReading } from "../display/progress_state.ts";
import { Halt } from "../engine/halt.ts";
import { type Round } from "../instruments/instrument.ts";
import { type Row } from "../rows/row.ts";
import { type Dispatch, dispatchOf } from "./dispatch.ts";
import { type Prepared } from "./prepare.ts";
import { talliedOf } from "./tallied.ts";
import { type UntilOptions } from "./until_options.ts";
import { conversationsOf } from "./units.ts";

/** The answers are enough: nobody more is asked. */
export class Converged extends Halt {
  override readonly name = "Converged";
}

/** The questions with options of a round: those whose shares can be followed. */
export function followedOf(
  round: Round | undefined,
  { asked }: Pick<Prepared, "asked">,
): Tracked[] {
  const tallied = talliedOf(asked);
  return (round?.questions ?? []).flatMap((key) => tallied.get(key) ?? []).map(trackedOf)
    .filter(({ options }) => options !== null);
}

/** Follows the shares of a round's questions while panelists are through with it, one after the other. */
export class Following {
  /** In which order panelists are asked. */
  readonly dispatch: Dispatch;
  readonly #tracker: ConvergenceTracker;
  readonly #asked: ReadonlyMap<string, Tallied>;
  readonly #stops: boolean;
  readonly #prepared: Pick<Prepared, "humanBaseline" | "notice">;
  // How many conversations belong to those who count as one.
  readonly #width: number;
  #heard: Answered[] = [];
  #conversations = 0;
  #released = 0;

  constructor(round: Round, prepared: Prepared, { stop = true, ...options }: UntilOptions) {
    this.dispatch = dispatchOf(prepared, options);
    const followed = followedOf(round, prepared);
    this.#tracker = new ConvergenceTracker(followed, options);
    const keys = new Set(followed.map(({ key }) => key));
    this.#asked = new Map([...talliedOf(prepared.asked)].filter(([key]) => keys.has(key)));
    this.#stops = stop;
    this.#prepared = prepared;
    const each = conversationsOf(prepared) / prepared.panelists.length;
    this.#width = each * this.dispatch.together;
  }

  /** Whether nobody more need be asked. */
  get isOver(): boolean {
    return this.#stops && this.#tracker.isMet;
  }

  /** Those whose answers count, by their places in the panel. */
  get released(): readonly number[] {
    return this.dispatch.people.slice(0, this.#released * this.dispatch.together);
  }

  /** What can be said now. */
  get report(): Convergence {
    const { humanBaseline, notice } = this.#prepared;
    return this.#tracker.report({ autoStopped: this.isOver, humanBaseline, notice });
  }

  /** How well the shares are known now. */
  get reading(): ConvergenceReading {
    const { settings, halfWidth, lastJsd } = this.#tracker;
    return settings.rule === "precision"
      ? { measure: "half-width", now: halfWidth, enough: settings.halfWidth }
      : { measure: "jsd", now: lastJsd, enough: settings.epsilon };
  }

  /** Hears the rows of one conversation; the check, where one was due. */
  hear(rows: readonly Row[]): ConvergenceCheck | null {
    for (const row of rows) {
      const asked = this.#asked.get(row.question);
      if (asked === undefined || row.status !== "ok") continue;
      this.#heard.push({ question: row.question, categories: categoriesOf(row, asked) });
    }
    this.#conversations += 1;
    if (this.#conversations % this.#width !== 0) return null;
    const heard = this.#heard;
    this.#heard = [];
    this.#released += 1;
    return this.#tracker.add(heard);
  }
}
