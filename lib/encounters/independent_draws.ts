import { type Stream } from "../random/stream.ts";
import { weighted } from "../random/weighted.ts";

/**
 * The weights of products in the order of their ids, those that are not named 0; all 1 where none is
 * given.
 *
 * @throws {RangeError} When a name is of no product, or fewer products than are wanted have a weight.
 */
export function weightsOf(
  products: readonly string[],
  wanted: number,
  probabilities: Readonly<Record<string, number>> | undefined,
): number[] {
  if (probabilities === undefined) return products.map(() => 1);
  const named = Object.keys(probabilities);
  if (named.every((id) => probabilities[id] === 0)) {
    throw new RangeError("Cannot draw products: all probabilities are zero");
  }
  const strange = named.filter((id) => !products.includes(id));
  if (strange.length === named.length) {
    throw new RangeError("Cannot draw products: no probability is of an available product");
  }
  if (strange.length > 0) {
    const list = strange.map((id) => `"${id}"`).join(", ");
    throw new RangeError(`Cannot draw products: probabilities name unknown products: ${list}`);
  }
  const weights = products.map((id) =>
    Object.hasOwn(probabilities, id) ? probabilities[id] ?? 0 : 0
  );
  const possible = weights.filter((weight) => weight > 0).length;
  if (possible < wanted) {
    throw new RangeError(
      `Cannot draw ${wanted} different products for each panelist: ${possible} have a probability`,
    );
  }
  return weights;
}

/**
 * Draws so many different places one after another, each with its weight's share of what is left.
 *
 * @example
 * ```ts
 * import { drawIndependently } from "./independent_draws.ts";
 * import { stream } from "../random/stream.ts";
 *
 * if (drawIndependently([0, 1, 1], 2, stream(1)).includes(0)) throw new Error("it has no weight");
 * ```
 */
export function drawIndependently(
  weights: readonly number[],
  count: number,
  random: Stream,
): number[] {
  const left = [...weights];
  return Array.from({ length: count }, () => {
    const place = weighted(left, random);
    left[place] = 0;
    return place;
  });
}
