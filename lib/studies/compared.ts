import { type Divergence, divergence } from "../analysis/divergence.ts";
import { type Tallies } from "../analysis/tallies.ts";
import { type Tallied, type Tally } from "../analysis/tally.ts";
import { differences } from "../schema/differences.ts";
import { comparablePlan } from "./comparable_plan.ts";
import { PICKS } from "./event_answers.ts";
import { type Plan } from "./plan.ts";
import { type SurveyResult } from "./survey_result.ts";
import { TimelineResult } from "./timeline_result.ts";

/** The answers of two runs to one question, side by side. */
export interface ComparedAnswers {
  /** The tally of either run; in ensembles that of one model, which the tally's label names. */
  readonly tallies: readonly [Tally, Tally];
  /** How far apart they are; null where that is not computable. */
  readonly divergence: Divergence | null;
  /** Why it is not; null where it is. */
  readonly reason: string | null;
}

/** Two runs side by side. */
export interface Compared {
  /** What differs in their plans, place by place, as `path: first → second`. */
  readonly plans: readonly string[];
  /** The bounded questions that both asked. */
  readonly questions: readonly ComparedAnswers[];
  /** The other questions, each with why its answers are not compared. */
  readonly others: readonly { readonly key: string; readonly reason: string }[];
}

/** A result whose answers can be compared: of a panel that was asked, or followed. */
export type ComparedResult = SurveyResult | TimelineResult;

/**
 * Compares two runs: what was asked, and how it was answered.
 *
 * @throws {TypeError} When the panel of one was asked and that of the other followed.
 */
export function compared(one: ComparedResult, other: ComparedResult): Compared {
  if (one instanceof TimelineResult !== other instanceof TimelineResult) {
    throw new TypeError(
      "Cannot compare a panel that was asked with one that was followed: they answered other questions",
    );
  }
  const [first, second] = [answersOf(one), answersOf(other)];
  const keys = [...new Set([...first.questions.keys(), ...second.questions.keys()])];
  const found = keys.map((key) => [key, answersTo(key, first, second)] as const);
  return {
    plans: differences(comparablePlan(first.plan), comparablePlan(second.plan)),
    questions: found.flatMap(([, pairs]) => typeof pairs === "string" ? [] : pairs.map(apart)),
    others: found.flatMap(([key, reason]) => typeof reason === "string" ? [{ key, reason }] : []),
  };
}

/** The answers of a result, whatever was done with the panel. */
interface Answers {
  readonly plan: Plan;
  readonly questions: ReadonlyMap<string, Tallied>;
  tally(key: string): Tally;
  byModel(key: string): Tallies;
}

function answersOf(result: ComparedResult): Answers {
  if (result instanceof TimelineResult) return eventAnswers(result);
  const { plan, questions } = result;
  return {
    ...{ plan, questions },
    tally: (key) => result.tally(key),
    byModel: (key) => result.tally(key, { by: "model" }),
  };
}

/** What was taken, where somebody chose, and what was answered, field by field. */
function eventAnswers(result: TimelineResult): Answers {
  const { plan, fields } = result;
  const isChosen = plan.exposure?.policy.name === "self_selection";
  const by = { by: "model" } as const;
  return {
    plan,
    questions: new Map([...(isChosen ? [[PICKS, result.picked] as const] : []), ...fields]),
    tally: (key) => key === PICKS ? result.picks() : result.tally(key),
    byModel: (key) => key === PICKS ? result.picks(by) : result.tally(key, by),
  };
}

type Pair = readonly [Tally, Tally];

/** The tallies that can be compared, or why none can. */
function answersTo(key: string, first: Answers, second: Answers): Pair[] | string {
  const [one, other] = [first.questions.get(key), second.questions.get(key)];
  if (!one || !other) return `only the ${one ? "first" : "second"} run has it`;
  if (one.options === null || other.options === null) return "it has no options";
  const others = talliesOf(second, key);
  const pairs = [...talliesOf(first, key)].flatMap(([label, tally]): Pair[] => {
    const same = others.get(label);
    return same === undefined ? [] : [[tally, same]];
  });
  if (pairs.length > 0) return pairs;
  return "no model answered the whole panel in both runs; blends can be compared";
}

/** The tally of a question, or in an ensemble that is not blended one for each model, by its name. */
function talliesOf(result: Answers, key: string): Map<string, Tally> {
  const { models, blend } = result.plan;
  if (models?.mode !== "ensemble" || blend) return new Map([["", result.tally(key)]]);
  const tallies = result.byModel(key);
  return new Map(tallies.labels.map((label) => [label, tallies.get(label)]));
}

function apart(tallies: Pair): ComparedAnswers {
  const reason = reasonOf(tallies);
  return { tallies, divergence: reason === null ? divergence(...tallies) : null, reason };
}

function reasonOf(tallies: Pair): string | null {
  if (tallies.some(({ multiple }) => multiple)) {
    return "an answer may name several options, so that shares do not add up";
  }
  return tallies.some(({ n }) => n === 0) ? "a run has no answers to it" : null;
}
