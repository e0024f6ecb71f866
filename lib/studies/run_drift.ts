import { type Journal } from "../engine/journal.ts";
import { differences } from "../schema/differences.ts";
import { comparablePlan } from "./comparable_plan.ts";
import { keptModels } from "./kept_models.ts";
import { keptPlan, planOf } from "./kept_plan.ts";
import { type PreparedStudy } from "./prepared_study.ts";

/** A change of the plan while its run was under way. */
export interface Drift {
  /** The fingerprint of the plan before. */
  readonly from: string;
  /** The fingerprint of the plan since. */
  readonly to: string;
  /** What was changed, place by place, as `path: before → now`. */
  readonly changes: readonly string[];
}

/** How many changes a sentence names. */
const NAMED = 12;

/** The changes of the plan that a journal knows of, in their order. */
export function driftsOf(journal: Journal): Drift[] {
  return JSON.parse(journal.note("drifts") ?? "[]");
}

/** What differs between the plan of a journal and the one it is to go on with; null when nothing does. */
export function driftFrom(journal: Journal, prepared: PreparedStudy): Drift | null {
  const from = journal.note("fingerprint");
  if (from === undefined || from === prepared.fingerprint) return null;
  const now = JSON.parse(JSON.stringify(planOf(prepared)));
  const plans = differences(comparablePlan(keptPlan(journal)), comparablePlan(now));
  const sections = differences(JSON.parse(journal.note("sections") ?? "{}"), prepared.sections);
  return { from, to: prepared.fingerprint, changes: plans.length > 0 ? plans : sections };
}

/** What rows are marked with that were asked under the plan of a fingerprint. */
export function markOf(fingerprint: string): string {
  return fingerprint.slice(0, 12);
}

/** Seals a journal with the plan that it goes on with; what was asked under another one is laid apart. */
export function sealWith(journal: Journal, prepared: PreparedStudy, drift: Drift | null): void {
  journal.atOnce(() => {
    if (drift !== null) {
      journal.layApart(markOf(drift.from));
      journal.keepNote("drifts", JSON.stringify([...driftsOf(journal), drift]));
    }
    journal.keepNote("sections", JSON.stringify(prepared.sections));
    journal.keepNote("models", JSON.stringify(keptModels(prepared)));
    journal.keepNote("fingerprint", prepared.fingerprint);
  });
}

/** The first changes of a plan, and how many more there are. */
export function namedChanges({ changes }: Drift): string[] {
  const more = changes.length - NAMED;
  return [...changes.slice(0, NAMED), ...(more > 0 ? [`and ${more} more`] : [])];
}
