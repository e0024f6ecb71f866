import { type Host } from "../host/host.ts";

/** The datasets that ship with the toolkit, in the order of lists. All of them may be passed on. */
export const BUNDLED_DATASETS: readonly string[] = [
  "gss",
  "ntia",
  "fte_comma",
  "fte_flying",
  "fte_masculinity",
  "fte_steak",
  "fte_thanksgiving",
  "fte_weather",
];

/** Datasets that may not be passed on, so that numbers measured against them need a licence too. */
const GATED: ReadonlySet<string> = new Set([
  "opinionsqa",
  "globalopinionqa",
  "subpop",
  "wvs",
  "eurobarometer",
  "michigan",
  "pewtech",
]);

/** Whether a dataset may not be used here: it is gated, and `SYNTHBENCH_ALLOW_GATED` is not 1. */
export function isRefused(dataset: string, host: Host): boolean {
  return GATED.has(dataset.toLowerCase()) && host.env("SYNTHBENCH_ALLOW_GATED") !== "1";
}

/**
 * Refuses a gated dataset, unless `SYNTHBENCH_ALLOW_GATED=1` says that the results stay inside.
 *
 * @throws {TypeError} When it is one.
 */
export function refuseGated(dataset: string, what: string, host: Host): void {
  if (!isRefused(dataset, host)) return;
  throw new TypeError(
    `Cannot use ${what}: the dataset "${dataset}" is gated, it may not be passed on ` +
      `(free are ${BUNDLED_DATASETS.join(", ")}); for internal use set SYNTHBENCH_ALLOW_GATED=1 ` +
      "and put a copy of your own into the folder QUORUM_BASELINES",
  );
}
