import { type Terminal } from "../host/host.ts";
import { type ProgressFace } from "./progress.ts";
import { type ProgressSeen } from "./progress_state.ts";

/** At most five lines a second. */
const PAUSE = 200;

/** Progress for programs: a line of JSON for each update, and one at the end. */
export function progressJson(terminal: Pick<Terminal, "err">): ProgressFace {
  return {
    pause: PAUSE,
    show: (seen) => terminal.err(`${JSON.stringify(progressRecord(seen))}\n`),
  };
}

function progressRecord(seen: ProgressSeen): Record<string, unknown> {
  const { cached, convergence, done, failed, isOver, left, seconds, spent, total, what } = seen;
  return {
    ...{ type: "progress", unit: what, done, total, failed, cached, spent },
    ...{ seconds: rounded(seconds), eta: isOver || left === null ? null : rounded(left) },
    convergence: convergence && {
      ...convergence,
      now: convergence.now === null ? null : Number(convergence.now.toFixed(6)),
    },
    ended: isOver,
  };
}

function rounded(seconds: number): number {
  return Number(seconds.toFixed(1));
}
