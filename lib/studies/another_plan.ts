/** A run that is to go on is of another plan, and nobody has said that it may. */
export class AnotherPlan extends TypeError {
  /** The run's folder. */
  readonly folder: string;
  /** What was changed, place by place. */
  readonly changes: readonly string[];

  /** Says where the run is, and what was changed. */
  constructor(folder: string, changes: readonly string[]) {
    super([
      `Cannot continue the run in "${folder}": it is of another plan ` +
      '(--allow-drift or { drift: "allow" } goes on all the same, and marks the answers so far)',
      ...changes,
    ].join("\n  "));
    this.folder = folder;
    this.changes = changes;
  }
}
