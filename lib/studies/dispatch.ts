import { type ConvergenceOptions } from "../analysis/convergence_options.ts";
import { shuffle } from "../random/shuffle.ts";
import { stream } from "../random/stream.ts";
import { type Prepared } from "./prepare.ts";

/** In which order panelists are asked where answers are followed, and how many of them count as one. */
export interface Dispatch {
  /** Their places in the panel. */
  readonly people: readonly number[];
  /** How many follow each other that count once. */
  readonly together: number;
}

/**
 * A random order, drawn by the seed: the order of a file is not one, nor is that of arrival. Variants of one
 * persona are not independent; where precision is asked for, they are asked one after the other and count
 * once.
 */
export function dispatchOf(
  { panelists, parts: { plan: { seed, variants } } }: Prepared,
  { rule = "precision" }: ConvergenceOptions,
): Dispatch {
  const together = rule === "precision" ? Math.max(1, variants) : 1;
  const firsts = Array.from({ length: panelists.length / together }, (_, at) => at * together);
  const order = shuffle(firsts, stream(seed ?? 0).fork("dispatch"));
  const people = order.flatMap((first) => Array.from({ length: together }, (_, at) => first + at));
  return { people, together };
}
