/** What a run leaves in its folder, beside its lock. */
export const RUN_FILES: readonly string[] = [
  ...["run.sqlite", "run.sqlite-wal", "run.sqlite-shm"],
  ...["state.json", "manifest.json"],
  ...["events.part.jsonl", "events.jsonl"],
];

/** What `events generate` leaves there for people. */
export const EVENT_OUTPUTS: readonly string[] = [
  ...["events.jsonl", "events.csv", "events.parquet"],
  ...["metadata.json", "data_dictionary.json"],
];

/** The replies of which texts were made that a study lacked. */
const ENRICH_FILES = ["enrich.sqlite", "enrich.sqlite-wal", "enrich.sqlite-shm"];

const ALL = [...RUN_FILES, ...EVENT_OUTPUTS, ...ENRICH_FILES];

/** What a file is called until it is whole and takes its place. */
const HALF = /\.[0-9a-f]{8}\.tmp$|\.tmp$/;

/** Whether a file of this name in a run's folder is what a crash left half-written of the run. */
export function isHalfWritten(name: string): boolean {
  return HALF.test(name) && isRunFile(name);
}

/** Whether a file of this name in a run's folder is the run's: also its lock, and what a crash left half. */
export function isRunFile(name: string): boolean {
  const whole = name.replace(HALF, "");
  return name === ".lock" || ALL.includes(whole);
}
