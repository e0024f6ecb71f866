/** Pearson's χ² of places drawn from `bins` equally likely ones. */
export function chiSquared(places: readonly number[], bins: number): number {
  const counts = new Array<number>(bins).fill(0);
  for (const place of places) counts[place] = (counts[place] ?? NaN) + 1;
  const expected = places.length / bins;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
