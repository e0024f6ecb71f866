import { sha256 } from "../random/hash.ts";

/** How many of a hundred questions SynthBench keeps private, by dataset. */
const PRIVATE: Readonly<Record<string, number>> = {
  ...{ gss: 20, ntia: 40, opinionsqa: 20, globalopinionqa: 30, subpop: 30, wvs: 20 },
  ...{ eurobarometer: 40, michigan: 40 },
};

/**
 * The bucket, from 0 to 99, that SynthBench puts a question in: the first 32 bits of the SHA-256 of
 * `dataset:key`, modulo 100.
 *
 * @param dataset The name of the dataset, as in `"gss"`.
 * @param key The question's key there, as in `"GSS_HAPPY"`.
 *
 * @example
 * ```ts
 * import { holdOutBucket } from "../../mod.ts";
 *
 * if (holdOutBucket("gss", "GSS_HAPPY") !== 18) throw new Error();
 * ```
 */
export function holdOutBucket(dataset: string, key: string): number {
  return Number.parseInt(sha256(`${dataset}:${key}`).slice(0, 8), 16) % 100;
}

/**
 * Whether SynthBench keeps a question private, so that a model can less easily have been fitted to it.
 *
 * @param dataset The name of the dataset, as in `"gss"`.
 * @param key The question's key there, as in `"GSS_HAPPY"`.
 * @returns Null where SynthBench says of no question of the dataset which it keeps.
 *
 * @example
 * ```ts
 * import { isHeldOut } from "../../mod.ts";
 *
 * if (isHeldOut("gss", "GSS_HAPPY") !== true || isHeldOut("gss", "GSS_LIFE") !== false) throw new Error();
 * ```
 */
export function isHeldOut(dataset: string, key: string): boolean | null {
  const percentage = Object.hasOwn(PRIVATE, dataset) ? PRIVATE[dataset] : undefined;
  return percentage === undefined ? null : holdOutBucket(dataset, key) < percentage;
}
