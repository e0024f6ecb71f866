/** How far a run has come, as it is shown. */
export interface ProgressState {
  /** What is counted, in words: `"answers"`. */
  readonly what: string;
  /** How many there are so far, whatever became of them. */
  readonly done: number;
  /** How many there can be; fewer where a round leads past another, or the answers are enough before. */
  readonly total: number;
  /** How many of those that are done failed. */
  readonly failed: number;
  /** How many of those that are done were there before, and nobody was asked for. */
  readonly cached: number;
  /** What the run has cost so far, in US dollars; null where a price is not known. */
  readonly spent: number | null;
  /** How well the shares are known; null where they are not followed. */
  readonly convergence: ConvergenceReading | null;
}

/** How well shares are known now, and how well they should be. */
export interface ConvergenceReading {
  /** What is read: the widest half-width of a confidence sequence, or the last divergence of a batch, in bits. */
  readonly measure: "half-width" | "jsd";
  /** The value of the question that is farthest from it; null before the first. */
  readonly now: number | null;
  /** The value at which the answers are enough. */
  readonly enough: number;
}

/** What was seen of a run at one moment. */
export interface ProgressSeen extends ProgressState {
  /** How long it has gone on, in seconds. */
  readonly seconds: number;
  /** How long the rest will take at this speed, in seconds; null while nobody was asked. */
  readonly left: number | null;
  /** Whether this is the last that is told. */
  readonly isOver: boolean;
}

/** A state with its times: what was there before took no time, and says nothing of the rest. */
export function seenAfter(seconds: number, state: ProgressState, isOver: boolean): ProgressSeen {
  const { cached, done, total } = state;
  const asked = done - cached;
  const left = asked > 0 ? seconds / asked * Math.max(0, total - done) : null;
  return { ...state, seconds, left, isOver };
}
