import { type Request } from "../models/model.ts";
import { type CallKey } from "./call_record.ts";

/** Counts the answers that nobody is asked for, because the journal or a store has the reply. */
export class Recalled {
  readonly #answers = new Map<string, number>();

  /** Takes note of a reply that was there. */
  note({ about: { purpose, question: { key } } }: Request, { attempt }: CallKey): void {
    if (purpose === "answer" && attempt === 0) this.#answers.set(key, this.of(key) + 1);
  }

  /** How many answers to a question there were. */
  of(question: string): number {
    return this.#answers.get(question) ?? 0;
  }
}
