import { type Convergence } from "../analysis/convergence_report.ts";
import { type Journal } from "../engine/journal.ts";
import { type Round } from "../instruments/instrument.ts";
import { followedOf, Following } from "./following.ts";
import { type Prepared } from "./prepare.ts";
import { unitsOf } from "./units.ts";
import { type UntilOptions } from "./until_options.ts";

/** What was seen of the answers of a run that is kept, heard again in the order in which they were asked for. */
export function convergenceAgain(
  begun: readonly Round[],
  until: UntilOptions,
  { prepared, journal }: { readonly prepared: Prepared; readonly journal: Journal },
): Convergence | null {
  const at = begun.findIndex((round) => followedOf(round, prepared).length > 0);
  const round = begun[at];
  if (round === undefined) return null;
  const following = new Following(round, prepared, until);
  for (const unit of unitsOf(round, begun.slice(0, at), prepared, following.dispatch.people)) {
    const rows = journal.finished(unit.position, unit.key);
    if (rows === undefined || following.isOver) break;
    following.hear(rows);
  }
  return following.report;
}
