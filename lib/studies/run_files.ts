/** What a run leaves in its folder, beside its lock. */
export const RUN_FILES: readonly string[] = [
  ...["run.sqlite", "run.sqlite-wal", "run.sqlite-shm"],
  ...["state.json", "manifest.json"],
  ...["events.part.jsonl", "events.jsonl"],
];

/** Whether a file of this name in a run's folder is the run's: also its lock, and what a crash left half. */
export function isRunFile(name: string): boolean {
  const whole = name.replace(/(\.[0-9a-f]{8})?\.tmp$/, "");
  return name === ".lock" || RUN_FILES.includes(whole);
}
