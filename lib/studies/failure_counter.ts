import { grown } from "../rows/grown.ts";
import { Places } from "../rows/places.ts";
import { type Row, type Status } from "../rows/row.ts";
import { type FailureStats } from "./failure_stats.ts";

/** From this share of panelists who declined something a run is invalid. */
const MOST_REFUSING = 0.5;

/** What failures are counted against. */
export interface Expected {
  /** Pairs of panelist and question. */
  readonly pairs: number;
  /** The keys of the questions; any other row is a follow-up's. */
  readonly questions: { has(key: string): boolean };
  /** Whether the run ended before its time. */
  readonly isCutShort: boolean;
  /** Who answered. */
  readonly models: readonly string[];
  /** Above which share of failures the run is invalid. */
  readonly threshold: number;
}

/** What one person has done at all, as bits of a byte: a run may have a million of them. */
const [ANSWERED, REFUSED, ERRORED] = [1, 2, 4];

/** What went wrong in a run of so many pairs of panelist and question, counted a row at a time. */
export class FailureCounter {
  readonly #expected: Expected;
  readonly #places = new Places();
  #done = new Uint8Array(0);
  readonly #refusing: string[] = [];
  readonly #errored: string[] = [];
  readonly #samples: { readonly persona: string; readonly text: string }[] = [];
  readonly #answeredBy: Record<string, number> = {};
  readonly #counts = { ok: 0, refused: 0, skipped: 0, followUps: 0, lost: 0 };

  /** Nothing has gone wrong yet. */
  constructor(expected: Expected) {
    this.#expected = expected;
  }

  /** Counts a row. */
  count({ panelist, arm, persona, model, question, status, error, afterStop }: Row): void {
    if (afterStop) return;
    const counts = this.#counts;
    if (!this.#expected.questions.has(question)) {
      if (status === "skipped") counts.followUps += 1;
      return;
    }
    const news = this.#news(arm === null ? panelist : `${panelist} ${arm}`, bitOf(status));
    this.#answeredBy[model] = (this.#answeredBy[model] ?? 0) + (status === "ok" ? 1 : 0);
    if (status === "ok" || status === "refused" || status === "skipped") counts[status] += 1;
    if (status === "ok" && error !== null) counts.lost += 1;
    if (news === REFUSED) this.#refusing.push(persona);
    if (news === ERRORED) this.#errored.push(persona);
    if (bitOf(status) === ERRORED && this.#samples.length < 3) {
      this.#samples.push({ persona, text: error ?? status });
    }
  }

  /** What was counted; to be taken when everything is. */
  get stats(): FailureStats {
    const { pairs, isCutShort, threshold } = this.#expected;
    const [counts, refusing] = [this.#counts, this.#refusing];
    const considered = this.#considered;
    const totalPairs = pairs - counts.skipped;
    const erroredPairs = totalPairs - counts.ok - counts.refused;
    const failureRate = totalPairs === 0 ? 0 : erroredPairs / totalPairs;
    const isLost = counts.ok === 0 && !isCutShort;
    return {
      totalPairs,
      answered: counts.ok,
      answeredBy: this.#answeredBy,
      erroredPairs,
      failureRate,
      failedPanelists: this.#places.size - considered,
      erroredPersonas: this.#errored,
      skippedFollowUps: counts.followUps,
      skippedByBudget: counts.skipped,
      lostExtractions: counts.lost,
      considered,
      refusingPersonas: refusing,
      isInvalid: isCutShort || isLost || failureRate > threshold ||
        (considered > 0 && refusing.length / considered >= MOST_REFUSING),
      totalFailure: isLost ? this.#totalFailure : null,
    };
  }

  /** What a person has done now and not before. */
  #news(person: string, did: number): number {
    const place = this.#places.of(person);
    this.#done = grown(this.#done, place + 1);
    const before = this.#done[place] ?? 0;
    this.#done[place] = before | did;
    return did & ~before;
  }

  /** How many have answered or declined something. */
  get #considered(): number {
    return this.#done.reduce((sum, did) => sum + (did & (ANSWERED | REFUSED) ? 1 : 0), 0);
  }

  get #totalFailure(): Readonly<Record<string, unknown>> {
    return {
      panelists: this.#places.size,
      models: this.#expected.models,
      sample_errors: this.#samples,
      summary: this.#samples[0]?.text ?? "no panelist answered",
    };
  }
}

function bitOf(status: Status): number {
  if (status === "ok") return ANSWERED;
  if (status === "refused") return REFUSED;
  return status === "failed" || status === "unparsable" ? ERRORED : 0;
}
