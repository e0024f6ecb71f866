import { type Clock } from "../host/host.ts";
import { type Gate } from "./gate.ts";
import { Line } from "./line.ts";

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
  readonly stop?: AbortController | undefined;
  /** Called when the last unit is worked off: what waits to be made durable need wait no more. */
  readonly settled?: (() => void) | undefined;
}

/** How far work may run ahead of what has been handed on. */
const AHEAD = 10_000;
/** For how long work that never waits may keep timers and signals from being heard, in ms. */
const HELD = 8;

/**
 * Works units off side by side and hands on their values in the order of the units, each only when it
 * is durable. A unit holds a slot of the gate while it works. When the signal is aborted no unit is
 * begun any more, those at work are cut off, and what they leave behind is not handed on. At the end
 * nothing is at work any more, however it came about.
 */
export async function* drain<Unit, Value>(
  units: Iterable<Unit>,
  work: (unit: Unit) => Promise<Done<Value>>,
  limits: Limits,
): AsyncGenerator<Value> {
  const line = new Line<Promise<Done<Value> | undefined>>(AHEAD);
  const feeding = heeded(feed(line, units, work, limits));
  let isOver = false;
  try {
    while (await line.more()) {
      const done = await line.shift();
      if (done === undefined) continue;
      await done.durable;
      yield done.value;
    }
    isOver = true;
  } finally {
    if (!isOver) limits.stop?.abort(new Error("the run has been left"));
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
  { gate, clock, signal, settled }: Limits,
): Promise<void> {
  let heard = clock.elapsed();
  let [atWork, isFed] = [0, false];
  const left = () => {
    atWork -= 1;
    if (isFed && atWork === 0) settled?.();
  };
  try {
    for (const unit of units) {
      await gate.enter();
      if (signal.aborted || line.isClosed) {
        gate.leave();
        break;
      }
      atWork += 1;
      line.push(heeded(oneUnit(() => work(unit), gate, signal).finally(left)));
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
  gate: Gate,
  signal: AbortSignal,
): Promise<Done<Value> | undefined> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    gate.leave();
  }
}

/** A promise that is awaited later: until then its rejection is not an unhandled one. */
function heeded<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
