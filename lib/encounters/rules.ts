/** What is done with what a panelist asked for. */
export interface Rules {
  /** The most products that a panelist evaluates in a period; null for no such limit. @default null */
  readonly max?: number | null | undefined;
  /**
   * Whether a panelist may end up with nothing. Where not, the first product shown is evaluated; a limit
   * of 0 wins over it. @default true
   */
  readonly allowEmpty?: boolean | undefined;
  /** Whether products that were not shown are dropped. @default true */
  readonly enforceSubset?: boolean | undefined;
  /** Which of too many are kept: the first ones asked for. @default "keep_first" */
  readonly keep?: "keep_first" | undefined;
}

/** What was asked for, and from what. */
export interface Requested {
  /** The ids asked for, in order, as they were read. */
  readonly requested: readonly string[];
  /** The ids shown, in the order in which the panelist saw them. */
  readonly shown: readonly string[];
  /** The ids of all products; no other one can be evaluated. @default {those shown} */
  readonly catalog?: ReadonlySet<string> | undefined;
}

/** What is carried out of what was asked for. */
export interface Execution {
  /** The ids that were asked for, in order, none twice. */
  readonly requested: readonly string[];
  /** The ids that are evaluated, in order, none twice. */
  readonly executed: readonly string[];
  /** The ids that are not: first those that could not be had, then those beyond the limit. */
  readonly dropped: readonly string[];
  /** The ids that were asked for again, once for each time. */
  readonly duplicates: readonly string[];
  /** The id that is evaluated though nobody asked for it; null where there is none. */
  readonly forced: string | null;
}

/**
 * Applies execution rules to what a panelist asked for: what was not shown is dropped, what was named
 * again counts once, of too many the first are kept, and where nothing is left and something must be, the
 * first product shown is taken.
 *
 * @throws {RangeError} When the limit is not a whole number from 0.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { execute } from "../../mod.ts";
 *
 * const shown = ["A", "B", "C"];
 * const done = execute({ requested: ["C", "Z", "A", "C"], shown }, { max: 1 });
 * assert.deepEqual([done.executed, done.dropped], [["C"], ["Z", "A"]]);
 * ```
 */
export function execute(
  { requested, shown, catalog }: Requested,
  rules: Rules = {},
): Execution {
  const { max, allowEmpty, enforceSubset } = { ...DEFAULT_RULES, ...checkedRules(rules) };
  const possible = enforceSubset || catalog === undefined ? new Set(shown) : catalog;
  const wanted = new Set<string>();
  const dropped = new Set<string>();
  const duplicates: string[] = [];
  for (const id of requested) {
    const place = possible.has(id) ? wanted : dropped;
    if (place.has(id)) duplicates.push(id);
    place.add(id);
  }
  const most = max ?? Infinity;
  const executed = [...wanted].slice(0, most);
  const [first] = shown;
  const forced = executed.length === 0 && !allowEmpty && most > 0 ? first ?? null : null;
  return {
    requested: [...new Set(requested)],
    executed: forced === null ? executed : [forced],
    dropped: [...dropped, ...[...wanted].slice(executed.length)],
    duplicates,
    forced,
  };
}

/** The rules where nothing is said. */
export const DEFAULT_RULES: Required<Rules> = {
  max: null,
  allowEmpty: true,
  enforceSubset: true,
  keep: "keep_first",
};

/**
 * The same rules, without what is undefined.
 *
 * @throws {RangeError} When the limit is not a whole number from 0.
 */
export function checkedRules(rules: Rules): Rules {
  const { max, keep } = rules;
  if (max != null && !(Number.isSafeInteger(max) && max >= 0)) {
    throw new RangeError(`Cannot keep at most ${max} products: it must be a whole number from 0`);
  }
  if (keep !== undefined && keep !== "keep_first") {
    throw new RangeError(`Cannot keep products by "${keep}": the one way is "keep_first"`);
  }
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
}
