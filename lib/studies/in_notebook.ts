import { type LiveShares } from "../display/live_shares.ts";
import { Progress } from "../display/progress.ts";
import { ProgressCell } from "../display/progress_cell.ts";
import { type ProgressSeen } from "../display/progress_state.ts";
import { type Notebook } from "../host/host.ts";
import { CellStop } from "./cell_stop.ts";
import { type PreparedStudy } from "./prepared_study.ts";
import { Pulse } from "./pulse.ts";
import { type SessionOptions } from "./session.ts";

/** What a run is stopped and watched by. */
interface Watching {
  readonly signal: AbortSignal | undefined;
  readonly pulse: Pulse;
}

/** A run, and what is shown of it while it goes on. */
export interface Shown<Piece, Result> {
  /** Begins it. */
  readonly carry: (watching: Watching) => AsyncGenerator<Piece, Result>;
  /** Begins to count what comes. */
  readonly shares: () => { count(piece: Piece): void; readonly shares: readonly LiveShares[] };
}

/**
 * Carries a run out. In a notebook it is shown in the cell, and the Stop button ends it: the kernel and its
 * variables stay, the result holds what had finished, and the same cell run again goes on.
 */
export function inNotebook<Piece, Result>(
  prepared: PreparedStudy,
  { signal, pulse = new Pulse() }: SessionOptions,
  run: Shown<Piece, Result>,
): AsyncGenerator<Piece, Result> {
  const { notebook, env } = prepared.parts.world.host;
  if (notebook === undefined) return run.carry({ signal, pulse });
  const isSilent = env("QUORUM_PROGRESS") === "none";
  const cell = { notebook: isSilent ? SILENT : notebook, signal, pulse };
  return carriedInCell(prepared, cell, run);
}

/** A page that shows nothing of what goes on. */
const SILENT: Notebook = { show: () => Promise.resolve() };

async function* carriedInCell<Piece, Result>(
  { parts: { conduct, world: { host } }, notice: source }: PreparedStudy,
  { notebook, signal, pulse }: Watching & { readonly notebook: Notebook },
  { carry, shares }: Shown<Piece, Result>,
): AsyncGenerator<Piece, Result> {
  const counts = shares();
  using stop = new CellStop(host, signal);
  const cell = new ProgressCell(notebook, host.identifier(), (seen) => ({
    notice: noticeOf(stop, seen, conduct.journal),
    source,
    shares: counts.shares,
  }));
  const progress = new Progress(cell, host.clock.elapsed, () => pulse.state);
  const pieces = carry({ signal: stop.signal, pulse });
  let isOver = false;
  try {
    for (;;) {
      const next = await pieces.next();
      if (next.done) {
        isOver = true;
        return next.value;
      }
      counts.count(next.value);
      progress.tick();
      yield next.value;
    }
  } finally {
    // A reader who leaves early ends the run; nobody takes up what it returns.
    if (!isOver) await pieces.return(undefined as never);
    progress.end();
    await cell.settled;
  }
}

/** What must be said even of a run that is over at once. */
function noticeOf(
  stop: CellStop,
  { cached, done, isOver }: ProgressSeen,
  folder: string | undefined,
): string | null {
  if (stop.isAsked && !isOver) return "stopping: answers in flight may still arrive";
  const kept = folder === undefined ? "" : `, kept in ${folder}`;
  if (stop.isAsked) return `stopped${kept}: run the cell again to go on`;
  if (folder === undefined || !isOver || cached < done) return null;
  return `nobody was asked: it is all in ${folder}; run({ fresh: true }) asks again`;
}
