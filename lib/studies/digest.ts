import { OpenAnswers } from "../analysis/open_answers.ts";
import {
  hasRobustness,
  type Robustness,
  RobustnessCounter,
  type VariantOf,
} from "../analysis/robustness.ts";
import { noStatuses, type Statuses } from "../analysis/statuses.ts";
import { type Tallied, type Tally, type TallyContext } from "../analysis/tally.ts";
import { TallyCounter } from "../analysis/tally_counter.ts";
import { withFace } from "../display/face.ts";
import { Places } from "../rows/places.ts";
import { type Row } from "../rows/row.ts";
import { type Expected, FailureCounter } from "./failure_counter.ts";
import { type FailureStats } from "./failure_stats.ts";
import { FAILURES_FACE } from "./failures_face.ts";

/** What all rows of a run come to. */
export interface Digest {
  /** How many rows there are of each status, follow-ups included. */
  readonly statuses: Statuses;
  readonly failures: FailureStats;
  /** The answers to each question: once or, in an ensemble, for each model. */
  readonly answers: ReadonlyMap<string, readonly (Tally | OpenAnswers)[]>;
  /** How far variants agree on each question that can tell; empty where there are no variants. */
  readonly robustness: ReadonlyMap<string, Robustness>;
}

/** What rows are counted by. */
export interface Counting {
  readonly questions: ReadonlyMap<string, Tallied>;
  readonly context: TallyContext;
  /** The models of an ensemble, which are counted apart; null where all answers are one sample. */
  readonly arms: readonly string[] | null;
  /** The persona of each variant, by the panelist's id; null where there are no variants. */
  readonly variantOf: ReadonlyMap<string, VariantOf> | null;
  readonly expected: Expected;
}

/** Counts everything in one walk, however many questions there are, and keeps no row for it. */
export function digestOf(rows: Iterable<Row>, counting: Counting): Digest {
  const asked = [...counting.questions.values()];
  const { variantOf, context } = counting;
  const statuses = noStatuses();
  const failures = new FailureCounter(counting.expected);
  const places = new Places();
  const answers = new Map(
    asked.map((question) => [question.key, onArms(question, counting, places)]),
  );
  const robustness = new Map(
    variantOf === null ? [] : asked.filter(hasRobustness)
      .map((one) => [one.key, new RobustnessCounter(one, variantOf, context.notice)]),
  );
  for (const row of rows) {
    if (!row.afterStop) statuses[row.status] += 1;
    failures.count(row);
    answers.get(row.question)?.get(row.arm)?.count(row);
    robustness.get(row.question)?.count(row);
  }
  return {
    statuses,
    failures: withFace(failures.stats, FAILURES_FACE),
    answers: each(answers, (arms) => [...arms.values()].map(resultOf)),
    robustness: each(robustness, (counter) => counter.robustness),
  };
}

type Counter = TallyCounter | OpenAnswers;

/** A counter for each model of an ensemble by its name, or one under null for all answers. */
function onArms(
  question: Tallied,
  { arms, context }: Counting,
  places: Places,
): ReadonlyMap<string | null, Counter> {
  const counter = (context: TallyContext) =>
    question.options === null
      ? new OpenAnswers(question, context)
      : new TallyCounter(question, context, { places });
  if (arms === null) return new Map([[null, counter(context)]]);
  return new Map(arms.map((label) => [label, counter({ ...context, label })]));
}

/** What a counter has come to. */
function resultOf(counter: Counter): Tally | OpenAnswers {
  return counter instanceof TallyCounter ? counter.tally : counter;
}

function each<Given, Made>(
  given: ReadonlyMap<string, Given>,
  make: (one: Given) => Made,
): ReadonlyMap<string, Made> {
  return new Map([...given].map(([key, one]) => [key, make(one)]));
}
