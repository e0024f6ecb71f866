import { withFace } from "../display/face.ts";
import { type Journal } from "../engine/journal.ts";
import { MerkleTree } from "../engine/merkle_tree.ts";
import { type ModelTotals } from "../engine/model_totals.ts";
import { keepsPlan } from "./kept_plan.ts";
import { type Plan } from "./plan.ts";
import { type PreparedStudy } from "./prepared_study.ts";
import { summedCost } from "./summed_usage.ts";
import { USAGE_FACE } from "./usage_face.ts";

/** What every result is made of. */
export interface StudyOutcome {
  /** What was carried out. */
  readonly prepared: PreparedStudy;
  /** The run's id. */
  readonly run: string;
  /** Where everything was kept. */
  readonly journal: Journal;
  /** Whether the run was stopped before its end. */
  readonly isCutOff: boolean;
  /** What stopped it, as in `"signal:SIGTERM"`; null where nothing did, or nobody knows. */
  readonly abortReason: string | null;
  /** How long the run took, in seconds. */
  readonly seconds: number;
}

/** What every run leaves behind, whatever it did with the panel: who answered, and at what cost. */
export class StudyResult {
  /** The run's id. */
  readonly run: string;
  /** What was carried out, with the models that were chosen. */
  readonly plan: Plan;
  /** The fingerprint of everything that shapes an answer. */
  readonly fingerprint: string;
  /** Whether the run was stopped before its end, so that panelists are missing. */
  readonly isCutOff: boolean;
  /** What stopped it, as in `"signal:SIGTERM"`; null where nothing did, or nobody knows. */
  readonly abortReason: string | null;
  /** What must be said wherever the result is shown; null when nothing must. */
  readonly notice: string | null;
  /** The file that holds every reply. */
  readonly journal: string;
  /** How long the run took, in seconds. */
  readonly seconds: number;
  readonly #journal: Journal;
  readonly #named: PreparedStudy["named"];
  #usage: readonly ModelTotals[] | undefined;

  /** Made by `run()`, from what the run left behind. */
  constructor({ prepared, run, journal, isCutOff, seconds, ...how }: StudyOutcome) {
    this.run = run;
    this.plan = { ...prepared.parts.plan, models: prepared.models };
    this.fingerprint = prepared.fingerprint;
    this.isCutOff = isCutOff;
    this.abortReason = how.abortReason;
    this.notice = prepared.notice;
    this.journal = journal.path;
    this.seconds = seconds;
    this.#journal = journal;
    this.#named = prepared.named;
  }

  /** Whether its folder stays when the program ends, so that `loadRun()` opens it again. */
  get isKept(): boolean {
    return keepsPlan(this.#journal);
  }

  /**
   * What was spent, by model, whichever run of the journal spent it. A replayed reply counts with what it
   * cost when it was recorded; what verifying took stands apart.
   */
  get usage(): readonly ModelTotals[] {
    return this.#usage ??= withFace(this.#journal.totals(), USAGE_FACE);
  }

  /**
   * How long the replies of language models took, in milliseconds, by model, from the shortest on. They are of the
   * clock, and so not in the rows: the same study run again has others. None in batches, where replies wait for
   * each other, of replies from a store, and of simulated respondents.
   */
  get latencies(): ReadonlyMap<string, readonly number[]> {
    const isTimed = (name: string) => this.#named.get(name)?.model.notice === undefined;
    return new Map([...this.#journal.latencies()].filter(([name]) => isTimed(name)));
  }

  /** The keys of all requests that the result stands on, sorted; null for one that has none. */
  get requests(): readonly (string | null)[] {
    return [...this.#journal.requests()];
  }

  /** How many of these requests have a key, and the Merkle root of the keys; null where one has none. */
  get requestKeys(): { readonly count: number; readonly merkleRoot: string | null } {
    const tree = new MerkleTree();
    let isWhole = true;
    for (const key of this.#journal.requests()) {
      if (key === null) isWhole = false;
      else tree.add(key);
    }
    return { count: tree.count, merkleRoot: isWhole ? tree.root : null };
  }

  /** US dollars of everything that was paid for; null when some model has no known price. */
  get cost(): number | null {
    return summedCost(this.usage);
  }
}
