import { isDeepStrictEqual } from "node:util";
import { ask, type Asking } from "../engine/ask.ts";
import { type Calls } from "../engine/calls.ts";
import { type Consulted } from "../engine/consult.ts";
import { Halt } from "../engine/halt.ts";
import { shuffle } from "../random/shuffle.ts";
import { type Stream } from "../random/stream.ts";

/** What asking recorded questions again came to. */
export interface VerificationReport {
  /** How many conversations were drawn: one in ten, ten at least, where there are so many. */
  readonly conversations: number;
  /** How many answers were asked for again and came. */
  readonly asked: number;
  /** How many of them differ from what was recorded. */
  readonly differ: number;
  /** How many did not come: the call failed, or the money was spent. */
  readonly failed: number;
  /** The same for each question that was asked again, by its key. */
  readonly questions: Readonly<Record<string, { readonly asked: number; readonly differ: number }>>;
}

/** The share of the conversations that is drawn, and how many it is at least. */
const SHARE = 0.1;
const LEAST = 10;

/**
 * Asks the questions of a seeded sample of conversations again, in the very words and with the very history
 * that were recorded, and counts how many answers are others. The run goes on with what was recorded.
 */
export class Verification {
  readonly #calls: Calls;
  readonly #conversations: number;
  readonly #drawn: ReadonlySet<number>;
  readonly #questions = new Map<string, { asked: number; differ: number }>();
  #failed = 0;

  /** A verification of a run of so many conversations, by calls that no store replies to. */
  constructor(conversations: number, random: Stream, calls: Calls) {
    this.#calls = calls;
    this.#conversations = conversations;
    const size = Math.min(conversations, Math.max(LEAST, Math.ceil(SHARE * conversations)));
    const all = Array.from({ length: conversations }, (_, place) => place);
    this.#drawn = new Set(shuffle(all, random.fork("verification")).slice(0, size));
  }

  /** Asks again, where the conversation was drawn. */
  async check(
    { position }: { readonly position: number },
    asking: Asking,
    recorded: Consulted<unknown>,
  ): Promise<void> {
    if (!this.#drawn.has(position % this.#conversations) || recorded.status === "failed") return;
    const again = await this.#again(asking);
    if (again === null || again.status === "failed") {
      this.#failed += 1;
      return;
    }
    const { key } = asking.question;
    const { asked, differ } = this.#questions.get(key) ?? { asked: 0, differ: 0 };
    const isSame = isDeepStrictEqual(answerOf(again), answerOf(recorded));
    this.#questions.set(key, { asked: asked + 1, differ: differ + (isSame ? 0 : 1) });
  }

  /** What it came to, the questions in the order of their keys. */
  get report(): VerificationReport {
    const questions = [...this.#questions].sort(([one], [other]) => one < other ? -1 : 1);
    const sum = (of: "asked" | "differ") =>
      questions.reduce((total, [, counts]) => total + counts[of], 0);
    return {
      conversations: this.#drawn.size,
      asked: sum("asked"),
      differ: sum("differ"),
      failed: this.#failed,
      questions: Object.fromEntries(questions),
    };
  }

  async #again(asking: Asking): Promise<Consulted<unknown> | null> {
    try {
      return await ask({ ...asking, unit: `verification ${asking.unit}` }, this.#calls);
    } catch (error) {
      // The answers are all there: a run does not end for want of money to doubt them.
      if (!(error instanceof Halt)) throw error;
      return null;
    }
  }
}

/** How a model words an answer is no part of it. */
function answerOf({ status, answer }: Consulted<unknown>): unknown {
  return [status, answer];
}
