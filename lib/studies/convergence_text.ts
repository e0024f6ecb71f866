import { type ConvergenceSettings } from "../analysis/convergence_options.ts";
import { type Convergence } from "../analysis/convergence_report.ts";

/** Whether and when the answers were enough, in a line; none where nobody asked. */
export function convergenceText(
  { convergence, released }: {
    readonly convergence: Convergence | null;
    readonly released: number | null;
  },
  panelists: number,
): string[] {
  if (convergence === null) return [];
  const { settings, overallConvergedAt, perQuestion } = convergence;
  const rule = ruleText(settings);
  const widest = Math.max(...Object.values(perQuestion).map(({ halfWidth }) => halfWidth));
  const known = `shares are known within ±${widest.toFixed(2)} at any look`;
  // Where there is no look before the end, nothing is asked but how well the shares are known.
  if (!Number.isFinite(settings.every)) return [known];
  if (released !== null) {
    return [`stopped after ${released} of ${panelists} panelists (${rule}); ${known}`];
  }
  return [
    overallConvergedAt === null
      ? `the answers are not enough yet (${rule}); ${known}`
      : `${overallConvergedAt} panelists would have been enough (${rule}); ${known}`,
  ];
}

/** A rule in words. */
export function ruleText(settings: ConvergenceSettings): string {
  return settings.rule === "precision"
    ? `precision, ±${settings.halfWidth}`
    : `jsd-batch, ${settings.streak} batches of ${settings.every} below ${settings.epsilon}`;
}
