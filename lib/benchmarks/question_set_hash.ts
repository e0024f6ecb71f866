import { sha256 } from "../random/hash.ts";

/**
 * The fingerprint by which SynthBench knows a set of questions: the SHA-256 of their keys, sorted, a line
 * each. Scores are comparable only where it is equal.
 *
 * @param keys The keys, as in `"GSS_HAPPY"`, in any order.
 *
 * @example
 * ```ts
 * import { questionSetHash } from "../../mod.ts";
 *
 * if (questionSetHash(["Q2", "Q1"]) !== questionSetHash(["Q1", "Q2"])) throw new Error();
 * ```
 */
export function questionSetHash(keys: Iterable<string>): string {
  return sha256([...keys].sort().join("\n"));
}
