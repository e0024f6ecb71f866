import { type Journal } from "../engine/journal.ts";
import { fingerprint } from "../rows/fingerprint.ts";
import { type PreparedStudy } from "./prepared_study.ts";

/**
 * A note that the journal of every run has.
 *
 * @throws {Error} When it has not.
 */
export function noted(journal: Journal, name: string): string {
  return journal.note(name) ?? missing(name);
}

/** Refuses a journal that lacks what every run notes. */
export function missing(name: string): never {
  throw new Error(`its journal does not say its ${name}`);
}

/**
 * What was made of a plan, checked against what was noted when the run was begun.
 *
 * @throws {Error} When the journal was changed.
 */
export function sealedPlan<Study extends PreparedStudy>(prepared: Study, journal: Journal): Study {
  const before: PreparedStudy["sections"] = JSON.parse(noted(journal, "sections"));
  const own = noted(journal, "fingerprint");
  // Another version of the program may word prompts otherwise; those of the run were worded as noted.
  const sections = { ...prepared.sections, prompts: before.prompts };
  if (fingerprint(sections) !== own) {
    throw new Error("its plan is not the one that was carried out: the journal was changed");
  }
  return { ...prepared, sections, fingerprint: own };
}
