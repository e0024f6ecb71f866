import { type Journal } from "../engine/journal.ts";
import { keepList, keptList } from "./kept_list.ts";
import { type Plan } from "./plan.ts";
import { type PreparedStudy } from "./prepared_study.ts";

/** Keeps a plan in a journal, in place of any before, so that it can be read and compared. */
export function keepPlan(journal: Journal, prepared: PreparedStudy): void {
  const { personas, ...rest } = planOf(prepared);
  journal.keepNote("plan", JSON.stringify(rest));
  keepList(journal, PEOPLE, personas);
}

/** A plan with the models that were chosen for it. */
export function planOf({ parts: { plan }, models }: PreparedStudy): Plan {
  return { ...plan, models };
}

/** Whether a journal keeps its plan, so that its run can be opened again. */
export function keepsPlan(journal: Journal): boolean {
  return journal.note("plan") !== undefined;
}

/** The plan that a journal keeps; undefined where it keeps none. */
export function keptPlan(journal: Journal): Plan | undefined {
  const rest = journal.note("plan");
  if (rest === undefined) return undefined;
  return { ...JSON.parse(rest), personas: [...keptList(journal, PEOPLE)] };
}

const PEOPLE = "people";
