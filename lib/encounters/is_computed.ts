import { type ComputedOutcome, type Outcome } from "./outcome.ts";

/** Whether an outcome is worked out in the program; where not, models are asked its questions. */
export function isComputed(outcome: Outcome): outcome is ComputedOutcome {
  return "evaluate" in outcome;
}
