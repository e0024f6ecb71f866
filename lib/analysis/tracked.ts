import { type Tallied } from "./tally.ts";

/** A question whose shares are followed while the answers come in. */
export interface Tracked {
  /** The question's key. */
  readonly key: string;
  /** The options as authored; null when any answer is possible, and then nothing is followed. */
  readonly options: readonly string[] | null;
  /** Whether an answer may count for several options: each is then a share of its own. @default false */
  readonly multiple?: boolean | undefined;
}

/** A valid answer of a panelist. */
export interface Answered {
  /** The question's key. */
  readonly question: string;
  /** The options it counts for; where an answer counts for one, none means that it is not counted. */
  readonly categories: readonly string[];
}

/** The question of a tally as one to follow. */
export function trackedOf({ key, options, multiple }: Tallied): Tracked {
  return { key, multiple, options: options?.map(({ value }) => value) ?? null };
}

/** How many shares of a question are followed; those of two options mirror each other and count once. */
export function sharesOf({ options, multiple = false }: Tracked): number {
  const count = options?.length ?? 0;
  return count === 2 && !multiple ? 1 : count;
}

/** How many options a divergence is over: where an answer may name several, named or not. */
export function optionsOf({ options, multiple = false }: Tracked): number {
  return multiple ? 2 : options?.length ?? 0;
}

/** The part of alpha that each share has, so that together they have it all (Bonferroni). */
export function alphaOf(questions: readonly Tracked[], alpha: number): number {
  return alpha / Math.max(1, questions.reduce((sum, question) => sum + sharesOf(question), 0));
}
