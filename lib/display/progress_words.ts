import { dollars } from "./money.ts";
import { type ConvergenceReading, type ProgressSeen } from "./progress_state.ts";

/**
 * How far a run is, a few words each, the most needed first; what is nothing is not told.
 *
 * @param options `isShort` says the same in fewer words, where there is little room.
 */
export function progressWords(
  seen: ProgressSeen,
  { isShort = false }: { readonly isShort?: boolean } = {},
): string[] {
  const { cached, convergence, done, failed, isOver, left, seconds, spent, total, what } = seen;
  return [
    `${done} of ${total} ${what}`,
    failed === 0 ? "" : `${failed} failed`,
    isOver
      ? `${seconds.toFixed(1)} s`
      : left === null
      ? ""
      : `${isShort ? "" : "about "}${inUnits(left)} left`,
    convergence === null ? "" : readingWords(convergence, isShort),
    spent === 0 ? "" : spent === null ? "cost not known" : dollars(spent),
    cached === 0 ? "" : `${cached} cached`,
  ].filter((words) => words !== "");
}

function readingWords({ measure, now, enough }: ConvergenceReading, isShort: boolean): string {
  if (measure === "half-width") {
    return `${isShort ? "" : "shares within "}±${(now ?? 1).toFixed(2)} (asked ±${enough})`;
  }
  const far = now === null ? "–" : now.toFixed(3);
  return `${isShort ? "JSD" : "last batch off by"} ${far} (asked ${enough})`;
}

/** A time that is guessed, in the unit in which it is a small number. */
function inUnits(seconds: number): string {
  if (seconds <= 120) return `${Math.ceil(seconds)} s`;
  return seconds <= 7200 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3600)} h`;
}
