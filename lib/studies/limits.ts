import { type GateOptions } from "../engine/gate.ts";
import { parseFailureBudget } from "../engine/question_budget.ts";

/** How far a run may go. */
export interface Limits extends GateOptions {
  /**
   * The most that may be spent, in US dollars. Each call reserves the most it can cost before it is made,
   * so that the cap is never passed; when nothing more fits, the run ends with what is there.
   */
  readonly budget?: number | undefined;
  /**
   * After how many failures of a question it is not put any more: a whole number, or a share of the
   * panel below 1. Each model of an ensemble counts for itself. Those who are not asked are the same at any
   * speed: it is decided in parts of as many as may fail, and of twenty at least after the first, by the parts
   * before; where a part could decide it, the next one waits for its answers to that question.
   */
  readonly questionFailures?: number | undefined;
  /** The share of failed answers above which a run is invalid, in [0, 1]. @default 0.5 */
  readonly failureThreshold?: number | undefined;
  /** Whether one failed answer is enough for the run to be summed up by nothing. @default false */
  readonly strict?: boolean | undefined;
}

/** Limits that were checked. */
export function checkedLimits(limits: Limits): Limits {
  const { budget, failureThreshold, questionFailures, concurrency, rate } = limits;
  if (concurrency !== undefined) whole(concurrency, "at once", 1);
  if (rate !== undefined && !(rate > 0 && rate < Infinity)) {
    throw new RangeError(`Cannot limit to ${rate} requests a second: it must be above 0`);
  }
  if (budget !== undefined && !(budget > 0 && budget < Infinity)) {
    throw new RangeError(`Cannot limit the budget to ${budget}: it must be above 0`);
  }
  if (questionFailures !== undefined) parseFailureBudget(questionFailures);
  if (failureThreshold !== undefined) within(failureThreshold, "the failure threshold", 0, 1);
  return limits;
}

/** A number in a range, its ends included. */
export function within(value: number, what: string, low: number, high: number): number {
  if (value >= low && value <= high) return value;
  throw new RangeError(`Cannot use ${value} as ${what}: it must be in [${low}, ${high}]`);
}

/** A whole number in a range. */
export function whole(value: number, what: string, low: number, high = Infinity): number {
  if (Number.isSafeInteger(value) && value >= low && value <= high) return value;
  const range = high === Infinity ? `from ${low}` : `from ${low} to ${high}`;
  throw new RangeError(`Cannot use ${value} ${what}: it must be a whole number ${range}`);
}
