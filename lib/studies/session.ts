import { type Coordinator } from "../engine/coordinator.ts";
import { Ending } from "../engine/ending.ts";
import { type Responses } from "../engine/responses.ts";
import { coordinatorOf, openQueue } from "./dispatching.ts";
import { type PreparedStudy } from "./prepared_study.ts";
import { Pulse } from "./pulse.ts";
import { openStore } from "./response_store.ts";
import { type OpenRun, openRun } from "./run_folder.ts";
import { RunRecord } from "./run_record.ts";
import { type RecordedFlags } from "./run_state.ts";

/** How a run is begun and ended, whatever it does with the panel. */
export interface SessionOptions {
  /**
   * Stops the run: what has finished is kept, and the result says that it is partial. Answers in flight are
   * cut off, unless the reason is a {@linkcode Stopped} that lets them arrive.
   */
  readonly signal?: AbortSignal | undefined;
  /** The run's id. @default {the time in UTC and six random digits} */
  readonly id?: string | undefined;
  /** What the run is watched by while it goes on. */
  readonly pulse?: Pulse | undefined;
  /** Whether what an earlier run left in the folder is thrown away, and everything asked again. @default false */
  readonly fresh?: boolean | undefined;
  /**
   * Whether a notebook keeps the run in `runs` where no folder is named. False is for simulations by the dozen: they cost
   * nothing, come again by their seed, and would leave a folder each. @default true
   */
  readonly keep?: boolean | undefined;
  /** What is noted in `state.json` of how the run was started: the flags of a command line, by name. */
  readonly cliArgs?: RecordedFlags | null | undefined;
}

/** A run that is open: its folder and journal, its record, and the way to end it. */
export class Session {
  readonly open: OpenRun;
  readonly record: RunRecord;
  readonly ending: Ending;
  /** Counts how far it has come. */
  readonly pulse: Pulse;
  /** The store of replies; undefined where there is none. */
  readonly responses: Responses | undefined;
  /** Hands calls to workers on other machines; undefined where they are made here. */
  readonly coordinator: Coordinator | undefined;
  readonly #begun: number;
  readonly #prepared: PreparedStudy;
  readonly #signal: AbortSignal | undefined;
  #isLeft = false;
  #isWhole = false;

  private constructor(
    prepared: PreparedStudy,
    { open, record, responses, coordinator, pulse, signal }:
      & Pick<
        Session,
        "open" | "record" | "responses" | "coordinator" | "pulse"
      >
      & {
        readonly signal: AbortSignal | undefined;
      },
  ) {
    const { clock } = prepared.parts.world.host;
    this.open = open;
    this.record = record;
    this.responses = responses;
    this.coordinator = coordinator;
    this.pulse = pulse;
    this.ending = new Ending(clock, signal);
    this.#begun = clock.elapsed();
    this.#prepared = prepared;
    this.#signal = signal;
  }

  /**
   * Opens the run of a prepared study: from here on nobody else can write in its folder.
   *
   * @throws {TypeError} When it cannot be kept there, or not be dispatched as it is to be.
   */
  static async begin(
    prepared: PreparedStudy,
    { signal, id, cliArgs = null, pulse = new Pulse(), fresh = false }: SessionOptions,
  ): Promise<Session> {
    const { conduct, world: { host } } = prepared.parts;
    if (prepared.choice !== null) host.terminal.err(`${prepared.choice}\n`);
    const queue = await openQueue(conduct, host);
    let [open, responses]: [OpenRun?, Responses?] = [];
    try {
      responses = await openStore(conduct.responses, host);
      open = await openRun(prepared, { id, fresh });
      if (open.notice !== null) host.terminal.err(`${open.notice}\n`);
      const record = new RunRecord({ ...open, cliArgs }, prepared, host);
      const isAnew = fresh || conduct.fresh === true;
      const coordinator = queue &&
        await coordinatorOf(queue, prepared, { ...open, record, isAnew });
      return new Session(prepared, { open, record, responses, coordinator, pulse, signal });
    } catch (error) {
      await queue?.close();
      open?.journal.flush();
      open?.release();
      responses?.[Symbol.dispose]();
      throw error;
    }
  }

  /** Whether the run was stopped from outside. */
  get isCutOff(): boolean {
    return this.#signal?.aborted ?? false;
  }

  /** How long it has been going on, in seconds. */
  get seconds(): number {
    return (this.#prepared.parts.world.host.clock.elapsed() - this.#begun) / 1000;
  }

  /** Whether nothing is left to be kept of a run: it went to its end, and nobody asked for its folder. */
  leaves(reason: string | null): boolean {
    this.#isWhole = reason === null;
    if (!this.open.isTemporary || reason !== null) return false;
    this.open.leave();
    this.#isLeft = true;
    return true;
  }

  /** Closes what is open; a reader who leaves early must not leave calls behind. */
  async close(): Promise<void> {
    const { journal, release } = this.open;
    this.ending.abort(new Error("the reader of the rows has left"));
    this.ending.close();
    journal.flush();
    await this.coordinator?.end({ isWhole: this.#isWhole });
    if (!this.#isLeft) this.record.leave();
    release();
    this.responses?.[Symbol.dispose]();
  }
}
