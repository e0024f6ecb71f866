import { type ConvergenceBaseline } from "../analysis/convergence_baseline.ts";
import { type ConvergenceSettings } from "../analysis/convergence_options.ts";
import { type Convergence } from "../analysis/convergence_report.ts";

/** Whether and when the answers were enough, in lines; none where nobody asked. */
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
  const humans = convergence.humanBaseline === null ? [] : [humansText(convergence.humanBaseline)];
  const known = `shares are known within ±${widest.toFixed(2)} at any look`;
  // Where there is no look before the end, nothing is asked but how well the shares are known.
  if (!Number.isFinite(settings.every)) return [known];
  if (released !== null) {
    return [
      `stopped after ${released} of ${panelists} panelists (${rule}); ${known}`,
      ...humans,
    ];
  }
  return [
    overallConvergedAt === null
      ? `the answers are not enough yet (${rule}); ${known}`
      : `${overallConvergedAt} panelists would have been enough (${rule}); ${known}`,
    ...humans,
  ];
}

/** How many humans would have been enough, in words. */
export function humansText(
  { id, year, where, epsilon, convergedAt, curve }: ConvergenceBaseline,
): string {
  const who = ["humans", ...Object.values(where)].join(", ") +
    `, ${[id, year ?? []].flat().join(" ")}`;
  const point = curve.find(({ n }) => n === convergedAt);
  return point === undefined
    ? `${who}: no sample of them is steadily within ${epsilon} of all`
    : `${who}: samples of ${point.n} are steadily within ${epsilon} of all, on average ` +
      `at ${point.mean.toFixed(4)}`;
}

/** A rule in words. */
export function ruleText(settings: ConvergenceSettings): string {
  return settings.rule === "precision"
    ? `precision, ±${settings.halfWidth}`
    : `jsd-batch, ${settings.streak} batch${
      settings.streak === 1 ? "" : "es"
    } of ${settings.every} below ${settings.epsilon}`;
}
