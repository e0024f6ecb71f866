import { type ProgressSeen, type ProgressState, seenAfter } from "./progress_state.ts";

/** Where progress is shown, and how. */
export interface ProgressFace {
  /** The least time between two updates, in milliseconds. */
  readonly pause: number;
  /** The time before the first one. @default {the same} */
  readonly wait?: number;
  /** Shows how far a run is. */
  show(seen: ProgressSeen): void;
  /** Makes room for other words; what it returns is called after them. */
  leave?(): () => void;
}

/** Showing takes no more than this part of the time. */
const PART = 1 / 50;

/** Shows how far a run is, now and then: between two updates nothing is done but looking at the clock. */
export class Progress {
  readonly #face: ProgressFace;
  readonly #elapsed: () => number;
  readonly #state: () => ProgressState;
  readonly #begun: number;
  #due: number;

  /** @param state What there is to show; asked for at each update only. */
  constructor(face: ProgressFace, elapsed: () => number, state: () => ProgressState) {
    this.#face = face;
    this.#elapsed = elapsed;
    this.#state = state;
    this.#begun = elapsed();
    this.#due = this.#begun + (face.wait ?? face.pause);
  }

  /** Shows how far the run is, if it is time. */
  tick(): void {
    const now = this.#elapsed();
    if (now < this.#due) return;
    this.#show(now, false);
    const shown = this.#elapsed();
    this.#due = shown + Math.max(this.#face.pause, (shown - now) / PART);
  }

  /** Lets other words be written where progress is shown, and shows it again after them. */
  aside(write: () => void): void {
    const back = this.#face.leave?.();
    write();
    back?.();
  }

  /** Shows the last state, if anything was done. */
  end(): void {
    this.#show(this.#elapsed(), true);
  }

  #show(now: number, isOver: boolean): void {
    const state = this.#state();
    if (state.done > 0) this.#face.show(seenAfter((now - this.#begun) / 1000, state, isOver));
  }
}
