import { type NamedModel } from "../engine/calls.ts";
import { tokensOf } from "../models/tokens.ts";
import { windowOf } from "../models/windows.ts";
import { synthesisPrompt, type SynthesisTask } from "./synthesis_prompt.ts";

/** The tokens a synthesis may have. */
export const SYNTHESIS_TOKENS = 4096;

// What is counted beyond the words, for the form and what a provider adds, and what is kept free.
const OVERHEAD = 2000;
const RESERVE = 8000;

/**
 * About how many tokens a call of a synthesis takes, by how many characters its data have: four to a
 * token. The choice of a strategy, the check before a call and the size of a batch all go by it.
 *
 * @example
 * ```ts
 * import { estimateOf } from "./synthesis_size.ts";
 *
 * const estimate = estimateOf("panel", "Be brief.");
 * if (estimate(4000) - estimate(400) !== 900) throw new Error();
 * ```
 */
export function estimateOf(task: SynthesisTask, own?: string): (data: number) => number {
  // The words around the data do not depend on them.
  const { system, content } = synthesisPrompt(task, [], own);
  const around = tokensOf(system.length + content.length) + OVERHEAD;
  return (data) => around + tokensOf(data);
}

/** How many tokens a call may take on a model. */
export function roomOf({ model }: NamedModel): number {
  return windowOf(model.id) - RESERVE;
}

/** How many characters lines have together. */
export function lengthOf(lines: readonly string[]): number {
  return lines.reduce((length, line) => length + line.length + 1, 0);
}

/** Lines that stay in order, each batch within what a model takes; or the one that is too large. */
export type Batches =
  | { readonly batches: readonly (readonly number[])[] }
  | { readonly tooLarge: number; readonly tokens: number };

/**
 * The places of lines in as few batches as filling one after the other makes, each with the same lines
 * before it.
 */
export function batchesOf(
  lines: readonly string[],
  { task, before, model }: {
    readonly task: SynthesisTask;
    readonly before: readonly string[];
    readonly model: NamedModel;
  },
): Batches {
  const [start, most, estimate] = [lengthOf(before), roomOf(model), estimateOf(task)];
  const batches: number[][] = [];
  let size = Infinity;
  for (const [place, line] of lines.entries()) {
    const own = line.length + 1;
    if (estimate(size + own) > most) {
      if (estimate(start + own) > most) return { tooLarge: place, tokens: estimate(start + own) };
      batches.push([]);
      size = start;
    }
    batches.at(-1)?.push(place);
    size += own;
  }
  return { batches };
}
