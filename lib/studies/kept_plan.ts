import { type Journal } from "../engine/journal.ts";
import { type Plan } from "./plan.ts";
import { type PreparedStudy } from "./prepared_study.ts";

// The people of a large panel in one text would take more memory than the run.
const PIECE = 500;

/** Keeps a plan in a journal, in place of any before, so that it can be read and compared. */
export function keepPlan(journal: Journal, prepared: PreparedStudy): void {
  const { personas, ...rest } = planOf(prepared);
  journal.keepNote("plan", JSON.stringify(rest));
  for (let piece = 0;; piece++) {
    const people = personas.slice(piece * PIECE, (piece + 1) * PIECE);
    // A smaller panel leaves nothing of a larger one.
    if (people.length === 0 && journal.note(nameOf(piece)) === undefined) return;
    journal.keepNote(nameOf(piece), JSON.stringify(people));
  }
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
  const personas: Plan["personas"][number][] = [];
  for (let piece = 0;; piece++) {
    const people = journal.note(nameOf(piece));
    if (people === undefined) break;
    personas.push(...JSON.parse(people));
  }
  return { ...JSON.parse(rest), personas };
}

function nameOf(piece: number): string {
  return `people ${piece}`;
}
