import { type ModelShare } from "./model_list.ts";

/**
 * How many of n panelists each model answers for: the largest remainder method (Hamilton), ties to
 * the later model, then nobody starves: while there are at least as many panelists as models, a model
 * left without any takes one from the largest (the earlier of equals).
 *
 * @returns The seats, in the order of the models; they add up to n.
 *
 * @example
 * ```ts
 * import { seats } from "./assign.ts";
 *
 * const half = [{ name: "a", weight: 0.5 }, { name: "b", weight: 0.5 }];
 * if (seats(half, 7).join() !== "3,4") throw new Error("the later model takes the odd seat");
 * ```
 */
export function seats(models: readonly ModelShare[], n: number): number[] {
  const total = models.reduce((sum, model) => sum + model.weight, 0);
  const quotas = models.map((model) => (model.weight / total) * n);
  const result = quotas.map((quota) => Math.floor(quota + TIE));
  const left = n - result.reduce((sum, seat) => sum + seat, 0);
  const remainders = quotas.map((quota, place) => ({ place, rest: quota - (result[place] ?? 0) }));
  remainders.sort((a, b) => Math.abs(a.rest - b.rest) < TIE ? b.place - a.place : b.rest - a.rest);
  for (const { place } of remainders.slice(0, left)) result[place] = (result[place] ?? 0) + 1;
  return n >= models.length ? nobodyStarves(result) : result;
}

/**
 * The model of each panelist, in blocks in the order of the list: the first panelists get the first
 * model. A panelist who brings a model of their own keeps it and takes no seat.
 *
 * @param own The model each persona names for itself, or undefined.
 *
 * @example
 * ```ts
 * import { assign } from "./assign.ts";
 *
 * const models = [{ name: "h", weight: 1 }, { name: "g", weight: 1 }];
 * if (assign(models, ["opus", undefined, undefined]).join() !== "opus,h,g") throw new Error();
 * ```
 */
export function assign(
  models: readonly ModelShare[],
  own: readonly (string | undefined)[],
): string[] {
  const counts = seats(models, own.filter((name) => name === undefined).length);
  const queue = models.flatMap((model, place) =>
    Array<string>(counts[place] ?? 0).fill(model.name)
  );
  let next = 0;
  // The queue holds exactly one name for each persona without a model.
  return own.map((name) => name ?? queue[next++] as string);
}

// Two remainders closer than this are equal but for rounding.
const TIE = 1e-9;

function nobodyStarves(counts: number[]): number[] {
  for (let empty = counts.indexOf(0); empty >= 0; empty = counts.indexOf(0)) {
    const largest = counts.indexOf(Math.max(...counts));
    counts[largest] = (counts[largest] ?? 0) - 1;
    counts[empty] = 1;
  }
  return counts;
}
