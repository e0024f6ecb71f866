import { type Halt } from "./halt.ts";

/** How far the work of a run has come, over all the lists of units that it works off. */
export class Progress {
  #handedOn = 0;
  #half = 0;
  #halted: Halt | undefined;

  /** How many units were finished whole, durable and handed on. */
  get whole(): number {
    return this.#handedOn - this.#half;
  }

  /** Why no more units are begun; undefined as long as they are. */
  get halted(): Halt | undefined {
    return this.#halted;
  }

  /** Takes note of a unit that is handed on. */
  handOn(): void {
    this.#handedOn += 1;
  }

  /** Takes note of a unit that is handed on with a part of its work. */
  leaveHalf(): void {
    this.#half += 1;
  }

  /** Ends the work; the first reason stays. */
  halt(reason: Halt): void {
    this.#halted ??= reason;
  }
}
