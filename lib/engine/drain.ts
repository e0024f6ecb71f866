import { type Clock } from "../host/host.ts";
import { type Gate } from "./gate.ts";
import { Halt } from "./halt.ts";
import { Line } from "./line.ts";
import { Progress } from "./progress.ts";
import { BatchPending } from "./batch_pending.ts";

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

/** Units on which there is nothing to do, because their values are known. */
export interface Known<Unit, Value> {
  /** The number by which the value of a unit is read; undefined where there is none. */
  find(unit: Unit): number | undefined;
  /** Reads a value, when its turn comes: until then a number is all that is held. */
  read(number: number): Value;
}

/** What is in line: a unit at work, or the number of a value. */
type Waiting<Value> = Promise<Done<Value> | undefined> | number;

/** How far work may run ahead of what has been handed on. */
const AHEAD = 2000;
/** For how long work that never waits may keep timers and signals from being heard, in ms. */
const HELD = 8;
/** The same for handing on what is known, which is in less of a hurry than beginning what is not. */
const HELD_BACK = 2;

/**
 * Works units off side by side and hands on their values in the order of the units, each only when it
 * is durable. A unit holds a slot of the gate while it works. When the signal is aborted no unit is
 * begun any more, those at work are cut off, and what they leave behind is not handed on. When a unit
 * fails with a {@linkcode Halt} it is not handed on and none is begun any more, but those at work go on
 * to their end, because they are paid for, and are handed on. One that is {@linkcode BatchPending} is not
 * handed on, and the others go on. At the end nothing is at work any more,
 * however it came about.
 *
 * @param known Finds the units that are passed over: they take no slot, and hold nobody behind them up.
 */
export async function* drain<Unit, Value>(
  units: Iterable<Unit>,
  work: (unit: Unit) => Promise<Done<Value>>,
  limits: Limits,
  known?: Known<Unit, Value>,
): AsyncGenerator<Value> {
  const { clock, stop, progress = new Progress(), ahead = AHEAD } = limits;
  const line = new Line<Waiting<Value>>(ahead);
  const feeding = heeded(feed(line, units, { work, known }, { ...limits, progress, ahead }));
  const breath = new Breath(clock, HELD_BACK);
  let isOver = false;
  try {
    while (await line.more()) {
      const waiting = line.shift();
      const done = typeof waiting === "number"
        ? known && { value: known.read(waiting), durable: undefined }
        : await waiting;
      if (done === undefined) continue;
      await done.durable;
      progress.handOn();
      yield done.value;
      await breath.take();
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
  line: Line<Waiting<Value>>,
  units: Iterable<Unit>,
  { work, known }: {
    readonly work: (unit: Unit) => Promise<Done<Value>>;
    readonly known: Known<Unit, Value> | undefined;
  },
  limits: Limits & { readonly progress: Progress; readonly ahead: number },
): Promise<void> {
  const { gate, clock, signal, progress } = limits;
  const breath = new Breath(clock, HELD);
  const atWork = new AtWork(line, limits);
  try {
    for (const unit of units) {
      const number = known?.find(unit);
      if (number !== undefined) {
        line.push(number);
        await breath.take();
        continue;
      }
      await gate.enter();
      if (signal.aborted || line.isClosed || progress.halted) {
        gate.leave();
        break;
      }
      atWork.enter();
      const working = oneUnit(() => work(unit), { gate, signal, progress });
      line.push(heeded(working.finally(() => atWork.leave())));
      await line.room();
      await breath.take();
    }
  } finally {
    atWork.end();
    line.close();
  }
}

/** Those who are at work; tells when what they did is waited for. */
class AtWork {
  readonly #line: { readonly isFull: boolean };
  readonly #ahead: number;
  readonly #settled: () => void;
  #count = 0;
  #waiting = 0;
  #isFed = false;

  constructor(
    line: { readonly isFull: boolean },
    { ahead, settled }: Limits & { readonly ahead: number },
  ) {
    this.#line = line;
    this.#ahead = ahead;
    this.#settled = settled ?? (() => {});
  }

  enter(): void {
    this.#count += 1;
  }

  leave(): void {
    this.#count -= 1;
    this.#waiting += 1;
    const { isFull } = this.#line;
    // Where no more may be begun before these are handed on, a part of them at a time is made durable.
    const isNeeded = isFull && this.#waiting >= this.#ahead / 4;
    if (!isNeeded && !(this.#count === 0 && (this.#isFed || isFull))) return;
    this.#waiting = 0;
    this.#settled();
  }

  /** Nobody more comes. */
  end(): void {
    this.#isFed = true;
    if (this.#count === 0) this.#settled();
  }
}

/** Lets timers and signals be heard where work never waits. */
class Breath {
  readonly #clock: Clock;
  readonly #held: number;
  #heard: number;

  constructor(clock: Clock, held: number) {
    this.#clock = clock;
    this.#held = held;
    this.#heard = clock.elapsed();
  }

  /** Waits only when nothing was heard for a while. */
  take(): Promise<void> | undefined {
    if (this.#clock.elapsed() - this.#heard <= this.#held) return undefined;
    return this.#clock.breathe().then(() => void (this.#heard = this.#clock.elapsed()));
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
    if (error instanceof BatchPending) return undefined;
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
