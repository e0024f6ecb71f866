import { type Clock } from "../host/host.ts";
import { type Gate } from "./gate.ts";

/** The outcome of a unit: its value, and when it is safely on disk. */
export interface Done<Value> {
  readonly value: Value;
  readonly durable: Promise<void>;
}

/** How far work may run ahead of what has been handed on. */
const AHEAD = 10_000;
/** For how long work that never waits may keep timers and signals from being heard, in ms. */
const HELD = 50;

/**
 * Works units off side by side and hands on their values in the order of the units, each only when it
 * is durable. A unit holds a slot of the gate while it works. When the signal is aborted no unit is
 * begun any more, those at work are cut off, and what they leave behind is not handed on.
 */
export async function* drain<Unit, Value>(
  units: Iterable<Unit>,
  work: (unit: Unit) => Promise<Done<Value>>,
  { gate, clock, signal }: {
    readonly gate: Gate;
    readonly clock: Clock;
    readonly signal: AbortSignal;
  },
): AsyncGenerator<Value> {
  const line = new Line<Promise<Done<Value> | undefined>>();
  const feeding = feed();
  try {
    for (let next = await line.shift(); next !== undefined; next = await line.shift()) {
      const done = await next;
      if (done === undefined) continue;
      await done.durable;
      yield done.value;
    }
  } finally {
    line.close();
    await feeding;
  }

  async function feed(): Promise<void> {
    let heard = clock.elapsed();
    for (const unit of units) {
      await gate.enter();
      if (signal.aborted || line.closed) {
        gate.leave();
        break;
      }
      line.push(oneUnit(unit));
      await line.room();
      if (clock.elapsed() - heard > HELD) {
        await clock.breathe();
        heard = clock.elapsed();
      }
    }
    line.close();
  }

  async function oneUnit(unit: Unit): Promise<Done<Value> | undefined> {
    try {
      return await work(unit);
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    } finally {
      gate.leave();
    }
  }
}

/** A queue that its reader waits on when it is empty, and its writer when it is too long. */
class Line<Item> {
  #items: Item[] = [];
  #head = 0;
  #readerWaits: (() => void) | undefined;
  #writerWaits: (() => void) | undefined;
  closed = false;

  push(item: Item): void {
    // The reader awaits it later; until then a rejection is not an unhandled one.
    if (item instanceof Promise) item.catch(() => {});
    this.#items.push(item);
    this.#readerWaits?.();
  }

  close(): void {
    this.closed = true;
    this.#readerWaits?.();
    this.#writerWaits?.();
  }

  async room(): Promise<void> {
    if (this.#items.length - this.#head < AHEAD || this.closed) return;
    await new Promise<void>((resolve) => this.#writerWaits = resolve);
  }

  async shift(): Promise<Item | undefined> {
    while (this.#head === this.#items.length) {
      if (this.closed) return undefined;
      await new Promise<void>((resolve) => this.#readerWaits = resolve);
    }
    const item = this.#items[this.#head++];
    if (this.#head > 1000 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    this.#writerWaits?.();
    return item;
  }
}
