import { type Journal } from "../engine/journal.ts";
import { type Host } from "../host/host.ts";
import { type Row } from "../rows/row.ts";
import { type PreparedStudy } from "./prepared_study.ts";
import { type Drift } from "./run_drift.ts";
import {
  type RecordedFlags,
  type RunState,
  sealedState,
  STATE_FILE,
  STATE_VERSION,
} from "./run_state.ts";
import { conversationsOf } from "./units.ts";

/** What a record is of. */
export interface Recorded {
  readonly run: string;
  /** The run's folder. */
  readonly folder: string;
  readonly journal: Journal;
  /** Where the plan was changed while the run was under way. */
  readonly drift: readonly Drift[];
  readonly cliArgs: RecordedFlags | null;
}

/** How many panelists are finished between two writings, unless it is said. */
export const WRITTEN_EVERY = 25;

/** Keeps the `state.json` of a run under way. */
export class RunRecord {
  readonly #host: Host;
  readonly #recorded: Recorded;
  readonly #prepared: PreparedStudy;
  readonly #created: string;
  readonly #every: number;
  #end: Pick<RunState, "status" | "abort_reason" | "run_invalid"> = {
    status: "running",
    abort_reason: null,
    run_invalid: null,
  };
  #round: string | null = null;
  #total: number;
  #isEnough = false;
  #completed = 0;
  #failed = 0;
  #unwritten = 0;
  // When it may be written again: writing takes no more than a hundredth of the time.
  #due = 0;

  constructor(recorded: Recorded, prepared: PreparedStudy, host: Host) {
    const { conduct } = prepared.parts;
    this.#recorded = recorded;
    this.#prepared = prepared;
    this.#host = host;
    this.#total = conversationsOf(prepared);
    this.#created = recorded.journal.note("created") ?? this.#now();
    recorded.journal.keepNote("created", this.#created);
    // Nobody looks into a temporary folder while the run goes on.
    this.#every = conduct.journal === undefined ? Infinity : conduct.every ?? WRITTEN_EVERY;
    this.#write();
  }

  /** When the run was begun: ISO 8601, UTC. */
  get created(): string {
    return this.#created;
  }

  /**
   * Takes note of a round that begins.
   *
   * @param people How many panelists are asked in it. @default {all}
   */
  begin(round: string, people: number | null = null): void {
    this.#round = round;
    this.#total = conversationsOf(this.#prepared, people);
    this.#isEnough = false;
    this.#completed = 0;
  }

  /** Takes note that nobody more is asked in the round: the answers are enough. */
  settle(): void {
    this.#isEnough = true;
  }

  /**
   * Takes note of a panelist who is through with the round, and of what is durable of them; who is late does
   * not count.
   */
  handOn(rows: readonly Pick<Row, "status">[], isLate = false): void {
    if (isLate) return;
    this.#completed += 1;
    this.#failed += rows.filter(({ status }) => status === "failed").length;
    this.#unwritten += 1;
    const isDue = this.#host.clock.elapsed() >= this.#due;
    if (this.#unwritten >= this.#every && isDue) this.#write();
  }

  /** Takes note of the end: why it came before its time, or null, and whether the result must not be used. */
  end(reason: string | null, isInvalid: boolean | null): void {
    const status = reason === null ? "finished" : "aborted";
    this.#end = { status, abort_reason: reason, run_invalid: isInvalid };
    this.#write();
  }

  /** Takes note that nobody carries the run out any more: an error ended it, or its reader has left. */
  leave(): void {
    if (this.#end.status !== "running") return;
    this.#end = { ...this.#end, status: "aborted", abort_reason: "broken_off" };
    try {
      this.#write();
    } catch {
      // What ended the run is on its way to be told; where nothing can be written, that says so.
    }
  }

  #write(): void {
    this.#unwritten = 0;
    const path = `${this.#recorded.folder}/${STATE_FILE}`;
    const begun = this.#host.clock.elapsed();
    this.#host.files.swapText(path, `${JSON.stringify(sealedState(this.#state()), null, 2)}\n`);
    const ended = this.#host.clock.elapsed();
    this.#due = ended + 99 * (ended - begun);
  }

  #state(): RunState {
    const { run, journal, drift, cliArgs } = this.#recorded;
    const { sections, fingerprint } = this.#prepared;
    const [total, completed] = [this.#total, this.#completed];
    const { calls, input, output, cost } = journal.spent;
    return {
      schema_version: STATE_VERSION,
      run_id: run,
      ...this.#end,
      created_at: this.#created,
      updated_at: this.#now(),
      config: { ...sections },
      config_fingerprint: fingerprint,
      earlier_fingerprints: drift.map(({ from }) => from),
      round: this.#round,
      counts: {
        total,
        completed,
        remaining: this.#isEnough ? 0 : total - completed,
        failed_answers: this.#failed,
      },
      usage: { calls, input_tokens: input, output_tokens: output, cost },
      cli_args: cliArgs,
    };
  }

  #now(): string {
    return new Date(this.#host.clock.now()).toISOString();
  }
}
