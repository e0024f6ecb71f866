import { type Question } from "./kinds.ts";

/** Questions by key. */
export type Questions = Readonly<Record<string, Question>>;

/** A condition on a round's synthesis, and where it leads. */
export interface Route {
  /** What must hold; absent on the last entry, which always does. */
  readonly if?: {
    readonly field: string;
    readonly op: "contains" | "equals" | "matches";
    readonly value: string;
  } | undefined;
  /** The round that comes next, or `__end__`. */
  readonly goto: string;
}

/** Questions that are put together, before anything is decided. */
export interface Round {
  /** What the round is called; unique in its instrument. */
  readonly name: string;
  /** The keys of its questions, in the order in which they are put. */
  readonly questions: readonly string[];
  /** The round that must come before. */
  readonly dependsOn?: string | undefined;
  /** Where to go from here; first match wins. */
  readonly routeWhen?: readonly Route[] | undefined;
}

/** A questionnaire: questions in rounds, as plain data. */
export interface Instrument<Asked extends Questions = Questions> {
  /** What the instrument is called in results and reports. */
  readonly name: string;
  /** Its author's version, for the record. */
  readonly version: string;
  /** What it is for. */
  readonly description?: string | undefined;
  /** Every question of every round, by key. */
  readonly questions: Asked;
  /** The rounds, in the order in which they are listed. */
  readonly rounds: readonly Round[];
  /** A template for the system prompt, in place of the built-in one. */
  readonly systemPromptTemplate?: string | undefined;
}

/**
 * Makes an instrument of one round in code. The keys of the questions are known to the compiler to the
 * end: a tally of a misspelt one does not compile.
 *
 * @param name What the instrument is called in results and reports.
 * @param questions The questions by key, in the order in which they are put.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, instrument, text } from "../../mod.ts";
 *
 * const checkout = instrument("checkout", {
 *   tier: choice("Which tier would you buy?", ["free", "pro", "team"]),
 *   why: text("What made you choose it?"),
 * });
 * assert(checkout.rounds[0]?.questions.join() === "tier,why");
 * ```
 */
export function instrument<const Asked extends Questions>(
  name: string,
  questions: Asked,
  { version = "1", description }: { readonly version?: string; readonly description?: string } = {},
): Instrument<Asked> {
  const keys = Object.keys(questions);
  if (keys.length === 0) {
    throw new TypeError(`Cannot make the instrument "${name}": it has no questions`);
  }
  for (const key of keys) {
    if (questions[key]?.text.trim() === "") {
      throw new TypeError(
        `Cannot make the instrument "${name}": the question "${key}" has no text`,
      );
    }
  }
  return { name, version, description, questions, rounds: [{ name: "default", questions: keys }] };
}
