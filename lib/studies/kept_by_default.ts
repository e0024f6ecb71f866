import { isComputed } from "../encounters/is_computed.ts";
import { type PreparedStudy } from "./prepared_study.ts";
import { type SessionOptions } from "./session.ts";

/** How many digits of a fingerprint tell plans apart. */
const DIGITS = 12;

/**
 * A study that is kept though nobody says where: in a notebook, where cells are run again, each plan has a folder
 * of its own under `runs` (or `QUORUM_RUNS`), so that it goes on or is there. Where replies are recorded they are
 * what a run goes on by; where a function of one's own has its say, two plans that look alike may differ in it.
 */
export function keptByDefault<Study extends PreparedStudy>(
  prepared: Study,
  { keep = true }: Pick<SessionOptions, "keep">,
): Study {
  const { conduct, world: { host } } = prepared.parts;
  const isKept = conduct.journal !== undefined || conduct.responses !== undefined;
  if (host.notebook === undefined || isKept || !keep || !isDescribed(prepared)) return prepared;
  const root = host.env("QUORUM_RUNS") ?? "runs";
  const journal = `${root}/${prepared.fingerprint.slice(0, DIGITS)}`;
  return { ...prepared, parts: { ...prepared.parts, conduct: { ...conduct, journal } } };
}

/** Whether the plan says everything that shapes the answers: each value that was handed in says what it does. */
function isDescribed({ parts: { world: { policy, outcome, models } } }: PreparedStudy): boolean {
  const computed = outcome !== undefined && isComputed(outcome) ? [outcome] : [];
  return [...Object.values(models), policy ?? [], computed].flat()
    .every(({ isDescribed = false }) => isDescribed);
}
