import { type Row, type Status } from "../rows/row.ts";

/** Above this share of failed answers a run is invalid. */
export const FAILURE_THRESHOLD = 0.5;

/** From this share of panelists who declined something a run is invalid. */
const MOST_REFUSING = 0.5;

/** What went wrong in a run, in numbers. */
export interface FailureStats {
  /**
   * Questions put, or to be put, over all panelists. Follow-ups do not count, and neither do questions
   * that were given up because they failed too often.
   */
  readonly totalPairs: number;
  /** Those that were answered. */
  readonly answered: number;
  /** Those that were answered, by model that was asked. */
  readonly answeredBy: Readonly<Record<string, number>>;
  /** Those that failed or could not be read, or were never reached. */
  readonly erroredPairs: number;
  /** The share of the pairs that errored, in [0, 1]. */
  readonly failureRate: number;
  /** How many panelists have no answer at all. */
  readonly failedPanelists: number;
  /** The names of those with an answer that failed or could not be read. */
  readonly erroredPersonas: readonly string[];
  /** How many follow-ups were not put, their condition not being met. */
  readonly skippedFollowUps: number;
  /** How many questions were given up because they failed too often. */
  readonly skippedByBudget: number;
  /** From how many answers a second call could extract nothing. */
  readonly lostExtractions: number;
  /** How many panelists replied at all. */
  readonly considered: number;
  /** The names of those who declined to answer something. */
  readonly refusingPersonas: readonly string[];
  /** Whether the run must not be used: too much failed or was declined, nobody answered, or it was stopped. */
  readonly isInvalid: boolean;
  /** What happened, when nobody answered anything. */
  readonly totalFailure: Readonly<Record<string, unknown>> | null;
}

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

/** What one person has done at all, as bits: a run may have a hundred thousand of them. */
const [ANSWERED, REFUSED, ERRORED] = [1, 2, 4];

/** Counts what went wrong in a run of so many pairs of panelist and question. */
export function failureStats(rows: Iterable<Row>, expected: Expected): FailureStats {
  const { people, refusing, errored, samples, answeredBy, counts } = walked(rows, expected);
  const considered = [...people.values()].filter((did) => did & (ANSWERED | REFUSED)).length;
  const totalPairs = expected.pairs - counts.skipped;
  const erroredPairs = totalPairs - counts.ok - counts.refused;
  const failureRate = totalPairs === 0 ? 0 : erroredPairs / totalPairs;
  const isLost = counts.ok === 0 && !expected.isCutShort;
  const summary = samples[0]?.text ?? "no panelist answered";
  const { models } = expected;
  const lost = { panelists: people.size, models, sample_errors: samples, summary };
  return {
    totalPairs,
    answered: counts.ok,
    answeredBy,
    erroredPairs,
    failureRate,
    failedPanelists: people.size - considered,
    erroredPersonas: errored,
    skippedFollowUps: counts.followUps,
    skippedByBudget: counts.skipped,
    lostExtractions: counts.lost,
    considered,
    refusingPersonas: refusing,
    isInvalid: expected.isCutShort || isLost || failureRate > expected.threshold ||
      (considered > 0 && refusing.length / considered >= MOST_REFUSING),
    totalFailure: isLost ? lost : null,
  };
}

function walked(rows: Iterable<Row>, { questions }: Expected) {
  const people = new Map<string, number>();
  const [refusing, errored]: [string[], string[]] = [[], []];
  const samples: { persona: string; text: string }[] = [];
  const answeredBy: Record<string, number> = {};
  const counts = { ok: 0, refused: 0, skipped: 0, followUps: 0, lost: 0 };
  for (const { panelist, arm, persona, model, question, status, error } of rows) {
    if (!questions.has(question)) {
      if (status === "skipped") counts.followUps += 1;
      continue;
    }
    const key = arm === null ? panelist : `${panelist} ${arm}`;
    const before = people.get(key) ?? 0;
    const news = bitOf(status) & ~before;
    people.set(key, before | news);
    answeredBy[model] = (answeredBy[model] ?? 0) + (status === "ok" ? 1 : 0);
    if (status === "ok" || status === "refused" || status === "skipped") counts[status] += 1;
    if (status === "ok" && error !== null) counts.lost += 1;
    if (news === REFUSED) refusing.push(persona);
    if (news === ERRORED) errored.push(persona);
    if (bitOf(status) === ERRORED && samples.length < 3) {
      samples.push({ persona, text: error ?? status });
    }
  }
  return { people, refusing, errored, samples, answeredBy, counts };
}

function bitOf(status: Status): number {
  if (status === "ok") return ANSWERED;
  if (status === "refused") return REFUSED;
  return status === "failed" || status === "unparsable" ? ERRORED : 0;
}
