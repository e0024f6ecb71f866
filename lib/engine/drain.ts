import { type Clock } from "../host/host.ts";
import { type Gate } from "./gate.ts";
import { Halt } from "./halt.ts";
import { Line } from "./line.ts";
import { Progress } from "./progress.ts";

/** The outcome of a unit: its value, and when it is safely on disk. */
export interface Done<Value> {
  readonly value: Value;
  readonly durable: Promise<void>;
}

/** What work goes by. */
export interface Limits {
  readonly gate: Gate;
  readonly clock: Clock;
  /** Cuts the work off. */
  readonly signal: AbortSignal;
  /** What aborts the signal, for a reader who leaves early and for a unit that fails. */
  readonly stop?: Pick<AbortController, "abort"> | undefined;
  /** Called when what is worked off is waited for: it need not wait any more to be made durable. */
  readonly settled?: (() => void) | undefined;
  /** How far the work has come; a run that works off several lists has one for all of them. */
  readonly progress?: Progress | undefined;
  /** How many units may be begun that are not handed on. @default 2000 */
  readonly ahead?: number | undefined;
}

/** How far work may run ahead of what has been handed on. */
const AHEAD = 2000;
/** For how long work that never waits may keep timers and signals from being heard, in ms. */
const HELD = 8;

/**
 * Works units off side by side and hands on their values in the order of the units, each only when it
 * is durable. A unit holds a slot of the gate while it works. When the signal is aborted no unit is
 * begun any more, those at work are cut off, and what they leave behind is not handed on. When a unit
 * fails with a {@linkcode Halt} it is not handed on and none is begun any more, but those at work go on
 * to their end, because they are paid for, and are handed on. At the end nothing is at work any more,
 * however it came about.
 */
export async function* drain<Unit, Value>(
  units: Iterable<Unit>,
  work: (unit: Unit) => Promise<Done<Value>>,
  limits: Limits,
): AsyncGenerator<Value> {
  const { stop, progress = new Progress(), ahead = AHEAD } = limits;
  const line = new Line<Promise<Done<Value> | undefined>>(ahead);
  const feeding = heeded(feed(line, units, work, { ...limits, progress, ahead }));
  let isOver = false;
  try {
    while (await line.more()) {
      const done = await line.shift();
      if (done === undefined) continue;
      await done.durable;
      progress.handOn();
      yield done.value;
    }
    isOver = true;
  } finally {
    if (!isOver) stop?.abort(new Error("the run has been left"));
    line.close();
    await feeding;
    await Promise.allSettled(line.rest);
  }
}

/** Begins the units one after the other, as slots get free. */
async function feed<Unit, Value>(
  line: Line<Promise<Done<Value> | undefined>>,
  units: Iterable<Unit>,
  work: (unit: Unit) => Promise<Done<Value>>,
  limits: Limits & { readonly progress: Progress; readonly ahead: number },
): Promise<void> {
  const { gate, clock, signal, settled, progress, ahead } = limits;
  let heard = clock.elapsed();
  let [atWork, isFed, waiting] = [0, false, 0];
  const left = () => {
    atWork -= 1;
    waiting += 1;
    // Where no more may be begun before these are handed on, a part of them at a time is made durable.
    const isNeeded = line.isFull && waiting >= ahead / 4;
    if (!isNeeded && !(atWork === 0 && (isFed || line.isFull))) return;
    waiting = 0;
    settled?.();
  };
  try {
    for (const unit of units) {
      await gate.enter();
      if (signal.aborted || line.isClosed || progress.halted) {
        gate.leave();
        break;
      }
      atWork += 1;
      const working = oneUnit(() => work(unit), { gate, signal, progress });
      line.push(heeded(working.finally(left)));
      await line.room();
      if (clock.elapsed() - heard > HELD) {
        await clock.breathe();
        heard = clock.elapsed();
      }
    }
  } finally {
    isFed = true;
    if (atWork === 0) settled?.();
    line.close();
  }
}

async function oneUnit<Value>(
  work: () => Promise<Done<Value>>,
  { gate, signal, progress }: Pick<Limits, "gate" | "signal"> & { readonly progress: Progress },
): Promise<Done<Value> | undefined> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) return undefined;
    if (!(error instanceof Halt)) throw error;
    progress.halt(error);
    return undefined;
  } finally {
    gate.leave();
  }
}

/** A promise that is awaited later: until then its rejection is not an unhandled one. */
function heeded<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
