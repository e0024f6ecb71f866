import { isKnownWithin } from "../statistics/confidence_sequence.ts";
import { divergenceTerm } from "../statistics/divergence_term.ts";
import { type ConvergenceSettings } from "./convergence_options.ts";
import { type Look } from "./look.ts";
import { type Tracked } from "./tracked.ts";

/** How many people gave a valid answer, and how many of them each option. */
export type Counts = Pick<Look, "n" | "counts">;

/** By what the answers to a question count as enough. */
export interface Rule {
  /** The divergence of the last batch from everybody; null where the rule does not ask for it. */
  readonly read: (question: Tracked, all: Counts, batch: Counts) => number | null;
  /** How many of the last looks it goes by. */
  readonly last: number;
  /** Whether the answers are enough at the last of these looks. */
  readonly isMet: (looks: readonly Look[]) => boolean;
}

/** The rule of settings, with the alpha of one share. */
export function ruleOf(settings: ConvergenceSettings, alpha: number): Rule {
  if (settings.rule === "precision") {
    const { halfWidth } = settings;
    return {
      read: () => null,
      last: 1,
      isMet: (looks) =>
        looks.some(({ n, counts }) =>
          counts.every((count) => isKnownWithin(count, n, alpha, halfWidth))
        ),
    };
  }
  const { epsilon, minimum, streak } = settings;
  return {
    read: batchDivergence,
    last: streak,
    isMet: (last) => {
      return last.length === streak && (last.at(-1)?.n ?? 0) >= minimum &&
        last.every(({ jsd }) => jsd !== null && jsd < epsilon);
    },
  };
}

function batchDivergence({ multiple = false }: Tracked, all: Counts, batch: Counts): number {
  const parts = all.counts.map((count, at) => {
    const [p, q] = [count / all.n, (batch.counts[at] ?? 0) / batch.n];
    return divergenceTerm(p, q) + (multiple ? divergenceTerm(1 - p, 1 - q) : 0);
  });
  // Where an answer may name several options, each is a distribution of its own: the farthest counts.
  const total = multiple ? Math.max(...parts) : parts.reduce((sum, part) => sum + part, 0);
  return Math.min(1, Math.max(0, total / (2 * Math.LN2)));
}
