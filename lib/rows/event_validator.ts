import { issuesOf } from "../schema/read.ts";
import { type Issue } from "../schema/input_error.ts";
import { type EventRow } from "./event_row.ts";
import { eventSchema } from "./event_schema.ts";
import { IdIndex } from "./id_index.ts";
import { isEventRow } from "./is_event_row.ts";
import { SelectionLinks } from "./selection_links.ts";

/** What became of checking event rows. All counts are complete, also where issues are left out. */
export class EventReport {
  /** Whether nothing is wrong. */
  readonly valid!: boolean;
  /** How many rows there are. */
  readonly rows!: number;
  /** How many are as the schema of rows says, each by itself. */
  readonly validRows!: number;
  /** How many are not. */
  readonly invalidRows!: number;
  /** How many are evaluations, of the valid ones. */
  readonly evaluations!: number;
  /** How many are selections, of the valid ones. */
  readonly selections!: number;
  /** How many have the id of an earlier row. */
  readonly duplicateIds!: number;
  /** How many times a selection and its evaluations do not fit together. */
  readonly brokenLinks!: number;
  /** What is wrong, by line, as far as it was to be kept. */
  readonly issues!: readonly Issue[];

  /** Made by `validateEvents()` and by an `EventValidator`. */
  constructor(values: EventReport) {
    Object.assign(this, values);
  }
}

/**
 * Checks event rows as they come: each against the schema of rows 0.1.0; that no two have the same id; and
 * that evaluations after a selection follow from it. Beyond the ids, 19 to 24 bytes an evaluation and twice
 * that a selection, it keeps only selections whose evaluations have not all come.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { EventValidator } from "../../mod.ts";
 *
 * const validator = new EventValidator();
 * validator.take({ event_type: "evaluation" }, 1);
 * const { valid, invalidRows, issues } = validator.finish();
 * assert(!valid && invalidRows === 1 && issues[0]?.line === 1);
 * ```
 */
export class EventValidator {
  readonly #most: number;
  readonly #ids = new IdIndex();
  readonly #links = new SelectionLinks(this.#ids);
  readonly #issues: Issue[] = [];
  readonly #counts = { evaluation: 0, selection: 0, invalid: 0, duplicates: 0, links: 0 };

  /**
   * No rows yet.
   *
   * @param options `maxErrors` is how many issues are kept; rows are counted all the same. @default 50
   */
  constructor({ maxErrors = 50 }: { readonly maxErrors?: number } = {}) {
    this.#most = maxErrors;
  }

  /** Takes a row, whatever it is, and its line, from 1; returns whether it is valid by itself. */
  take(row: unknown, line: number): boolean {
    if (!isEventRow(row)) {
      this.#counts.invalid += 1;
      if (this.#issues.length < this.#most) this.#keep(issuesIn(row), line);
      return false;
    }
    this.#counts[row.event_type] += 1;
    if (this.#isNew(row, line)) this.#follow(row, line);
    return true;
  }

  /** Takes a line that is not even JSON, and why. */
  refuse(message: string, line: number): void {
    this.#counts.invalid += 1;
    this.#keep([{ path: "$", message }], line);
  }

  /** What became of it, once every row was taken. */
  finish(): EventReport {
    for (const { line, ...issue } of this.#links.finish()) this.#unlinked(issue, line);
    const { evaluation, selection, invalid, duplicates, links } = this.#counts;
    return new EventReport({
      valid: invalid + duplicates + links === 0,
      rows: evaluation + selection + invalid,
      validRows: evaluation + selection,
      invalidRows: invalid,
      evaluations: evaluation,
      selections: selection,
      duplicateIds: duplicates,
      brokenLinks: links,
      issues: this.#issues.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    });
  }

  #isNew({ event_id }: EventRow, line: number): boolean {
    const first = this.#ids.add(event_id, line);
    if (first === 0) return true;
    this.#counts.duplicates += 1;
    const message = `must be its own: line ${first} has ${JSON.stringify(event_id)} too`;
    this.#keep([{ path: "$.event_id", message }], line);
    return false;
  }

  #follow(row: EventRow, line: number): void {
    const issues = row.event_type === "selection"
      ? this.#links.select(row, line)
      : this.#links.evaluate(row, line);
    for (const { line, ...issue } of issues) this.#unlinked(issue, line);
  }

  #unlinked(issue: Issue, line: number): void {
    this.#counts.links += 1;
    this.#keep([issue], line);
  }

  #keep(issues: readonly Issue[], line: number): void {
    const room = this.#most - this.#issues.length;
    this.#issues.push(...issues.slice(0, Math.max(0, room)).map((issue) => ({ ...issue, line })));
  }
}

function issuesIn(row: unknown): Issue[] {
  const { error } = eventSchema.safeParse(row);
  return error === undefined ? [] : issuesOf(error, row);
}
