import { entropy } from "../statistics/entropy.ts";
import { type Look } from "./look.ts";
import { type Tracked } from "./tracked.ts";

/**
 * Says that nearly everybody gives the same answer: from 20 answers on, where the entropy is below 35 % of
 * the most that the options allow. Models left to themselves agree more than people do.
 *
 * @returns A sentence; null where the answers differ, are too few, or may each name several options.
 */
export function diversityWarning(
  { key, options, multiple = false }: Tracked,
  { n, counts }: Pick<Look, "n" | "counts">,
): string | null {
  if (multiple || options === null || n < FEWEST) return null;
  const evenness = options.length < 2 ? 0 : entropy(counts) / Math.log2(options.length);
  if (evenness >= LEAST) return null;
  const most = Math.max(...counts);
  return `"${key}": ${Number(most.toFixed(1))} of ${n} answers are ` +
    `"${options[counts.indexOf(most)]}" (normalised entropy ${evenness.toFixed(2)})`;
}

const FEWEST = 20;
const LEAST = 0.35;
