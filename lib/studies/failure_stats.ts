import { type Row } from "../rows/row.ts";

/** Above this share of failed answers a run is invalid. */
const FAILURE_THRESHOLD = 0.5;

/** What went wrong in a run, in numbers. */
export interface FailureStats {
  /** Questions put, or to be put, over all panelists. */
  readonly totalPairs: number;
  /** Those that were answered. */
  readonly answered: number;
  /** Those that were answered, by model. */
  readonly answeredBy: Readonly<Record<string, number>>;
  /** Those that failed or could not be read, or were never reached. */
  readonly erroredPairs: number;
  /** The share of the pairs that errored, in [0, 1]. */
  readonly failureRate: number;
  /** How many panelists have no answer at all. */
  readonly failedPanelists: number;
  /** The names of those with an answer that failed or could not be read. */
  readonly erroredPersonas: readonly string[];
  /** How many panelists replied at all. */
  readonly considered: number;
  /** The names of those who declined to answer something. */
  readonly refusingPersonas: readonly string[];
  /** Whether the run must not be used: more than half failed, nobody answered, or it was stopped. */
  readonly isInvalid: boolean;
  /** What happened, when nobody answered anything. */
  readonly totalFailure: Readonly<Record<string, unknown>> | null;
}

interface Person {
  readonly name: string;
  answered: number;
  refused: number;
  errored: number;
}

/** Counts what went wrong in a run of so many pairs of panelist and question. */
export function failureStats(
  rows: Iterable<Row>,
  { totalPairs, isCutOff, models }: {
    readonly totalPairs: number;
    readonly isCutOff: boolean;
    readonly models: readonly string[];
  },
): FailureStats {
  const people = new Map<string, Person>();
  const samples: { persona: string; text: string }[] = [];
  const answeredBy: Record<string, number> = {};
  for (const row of rows) {
    count(people, row);
    if (row.status === "ok") answeredBy[row.model] = (answeredBy[row.model] ?? 0) + 1;
    if (row.error !== null && samples.length < 3) {
      samples.push({ persona: row.persona, text: row.error });
    }
  }
  const list = [...people.values()];
  const answered = list.reduce((sum, person) => sum + person.answered, 0);
  const refused = list.reduce((sum, person) => sum + person.refused, 0);
  const erroredPairs = totalPairs - answered - refused;
  const failureRate = erroredPairs / totalPairs;
  const isLost = answered === 0 && !isCutOff;
  const summary = samples[0]?.text ?? "no panelist answered";
  const lost = { panelists: list.length, models, sample_errors: samples, summary };
  return {
    totalPairs,
    answered,
    answeredBy,
    erroredPairs,
    failureRate,
    failedPanelists: list.filter((person) => person.answered + person.refused === 0).length,
    erroredPersonas: list.filter((person) => person.errored > 0).map(({ name }) => name),
    considered: list.filter((person) => person.answered + person.refused > 0).length,
    refusingPersonas: list.filter((person) => person.refused > 0).map(({ name }) => name),
    isInvalid: isCutOff || isLost || failureRate > FAILURE_THRESHOLD,
    totalFailure: isLost ? lost : null,
  };
}

function count(people: Map<string, Person>, { panelist, arm, persona, status }: Row): void {
  const key = JSON.stringify([panelist, arm]);
  const person = people.get(key) ?? { name: persona, answered: 0, refused: 0, errored: 0 };
  people.set(key, person);
  if (status === "ok") person.answered += 1;
  else if (status === "refused") person.refused += 1;
  else if (status === "failed" || status === "unparsable") person.errored += 1;
}
