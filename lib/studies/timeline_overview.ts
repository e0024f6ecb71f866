import { counted } from "../display/counted.ts";
import { dollars } from "../display/money.ts";
import { type Overview, type Shown } from "../display/overview.ts";
import { costRows } from "./costs.ts";
import { type EventCounts } from "./event_counter.ts";
import { type Replies } from "./replies.ts";
import { repliesNotes } from "./replies_json.ts";
import { type BudgetHalt } from "./run_end.ts";
import { type StudyResult } from "./study_result.ts";

/** What an overview is made of, beside what the rows come to. */
interface Followed extends Pick<StudyResult, "plan" | "usage" | "cost" | "isCutOff" | "notice"> {
  readonly replies: Replies;
  readonly counts: EventCounts;
  readonly halt: BudgetHalt | null;
  readonly events: string;
  readonly warnings: readonly string[];
}

/** A result over time at a glance: what was taken, what was thought of it, and what must be known. */
export function timelineOverview(result: Followed, questions: readonly Shown[]): Overview {
  return {
    head: headOf(result),
    questions,
    agreements: [],
    calibration: null,
    costs: costRows({ usage: result.usage, plan: result.plan, synthesisUsage: [] }),
    notes: notesOf(result),
  };
}

function headOf({ plan, usage, cost, counts }: Followed): string[] {
  const { exposure, personas } = plan;
  const models = plan.models?.entries.map(({ name }) => name) ?? [];
  const calls = usage.reduce((sum, totals) => sum + totals.calls, 0);
  return [
    [
      counted(personas.length, "persona"),
      counted(exposure?.products.length ?? 0, "product"),
      counted(exposure?.periods ?? 0, "period"),
      ...(models.length === 0 ? [] : [models.join(", ")]),
    ].join(" · "),
    [
      ...(counts.selections === 0 ? [] : [counted(counts.selections, "choice")]),
      counted(counts.evaluations, "evaluation"),
      ...(calls === 0 ? [] : [counted(calls, "call"), dollars(cost)]),
    ].join(" · "),
  ];
}

function notesOf(
  { isCutOff, halt, events, counts, warnings, notice, replies }: Followed,
): string[] {
  const { withoutOutcomes, withoutSelection } = counts;
  return [
    ...(isCutOff ? [`the run was stopped: what had finished is in ${events}`] : []),
    ...(halt
      ? [`the budget of ${dollars(halt.cap)} ended the run: its events are in ${events}`]
      : []),
    ...(withoutOutcomes === 0
      ? []
      : [`${counted(withoutOutcomes, "evaluation")} came to nothing, and say why in their traces`]),
    ...(withoutSelection === 0
      ? []
      : [`${counted(withoutSelection, "choice")} came to nothing, and say why in their traces`]),
    ...repliesNotes(replies),
    ...warnings,
    ...(notice === null ? [] : [notice]),
  ];
}
