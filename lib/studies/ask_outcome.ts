import { type OutcomeResult } from "../encounters/outcome.ts";
import { type Questionnaire } from "../encounters/questionnaire.ts";
import { type Shown } from "./event_maker.ts";
import { type TimelineDesk } from "./timeline_desk.ts";
import { type TimelineUnit } from "./timeline_unit.ts";

/** What a model's answer comes to, and whether nothing of it is worth another attempt. */
export interface Answered extends OutcomeResult {
  readonly isSettled: boolean;
}

/** Puts a questionnaire to somebody's model. */
export function askOutcome(
  _outcome: Questionnaire,
  _meeting: { readonly unit: TimelineUnit; readonly shown: Shown },
  _desk: TimelineDesk,
): Promise<Answered> {
  return Promise.reject(new TypeError("Cannot ask a questionnaire: models are not asked yet"));
}
