import { sha256 } from "../random/hash.ts";
import { canonical } from "../schema/canonical.ts";
import { InputError, type Issue } from "../schema/input_error.ts";
import { type Policy, type PolicyScope } from "./policy.ts";
import { type Assignment, Schedule } from "./schedule.ts";

/** Who meets what, as a function of the panelist's id and the period; what it returns is met in order. */
export type Assign = (panelist: string, t: number) => readonly string[];

/** What a schedule of one's own can be told. */
export interface ManualOptions {
  /** Whether a panelist may have nothing to do in a period. @default true */
  readonly allowMissing?: boolean | undefined;
  /** Entries of panelists or products that take no part: refused, or left out. @default "error" */
  readonly onUnknown?: "error" | "drop" | undefined;
}

/**
 * A policy that follows a plan of one's own: a schedule, from a file or in code, or a function. Who has no
 * entry for a period does nothing in it. A function must be pure, and a run that is gone on with cannot
 * tell whether it still is the same one; of a schedule the record holds the digest. Entries of periods
 * that the study does not have are never used, which is said before the run.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { manual } from "../../mod.ts";
 *
 * const taking = manual((_panelist, t) => t === 0 ? ["b1"] : ["b2", "b3"]);
 * assert.equal(taking.spec.name, "manual");
 * const listed = manual([{ panelist: "p1", t: 0, product: "b1" }]);
 * assert.equal(listed.spec.entries, 1);
 * ```
 */
export function manual(
  plan: Schedule | Assign | readonly Assignment[],
  { allowMissing = true, onUnknown = "error" }: ManualOptions = {},
): Policy {
  if (typeof plan === "function") return following(plan, { name: "manual", by: "function" });
  const schedule = plan instanceof Schedule ? plan : new Schedule(plan);
  const { assignments } = schedule;
  return {
    ...following((panelist, t) => schedule.products(panelist, t), {
      name: "manual",
      entries: assignments.length,
      sha256: sha256(
        canonical(assignments.map(({ panelist, t, product }) => [panelist, t, product])),
      ),
      ...{ allowMissing, onUnknown },
    }, onUnknown === "drop"),
    isDescribed: true,
    check: (scope) => {
      if (onUnknown === "error") refuseUnknown(schedule, scope);
      if (!allowMissing) refuseMissing(schedule, scope);
      return schedule.unused(scope);
    },
  };
}

function following(assign: Assign, spec: Policy["spec"], dropsUnknown = false): Policy {
  return {
    spec,
    decide: ({ t, panelists, products }) => {
      const known = new Set(products.map(({ id }) => id));
      return panelists.flatMap(({ id }) => {
        const wanted = [...new Set(assign(id, t))];
        const met = dropsUnknown ? wanted.filter((product) => known.has(product)) : wanted;
        return met.length === 0 ? [] : [{ kind: "evaluate", panelist: id, products: met }];
      });
    },
  };
}

function refuseUnknown(schedule: Schedule, scope: PolicyScope): void {
  const issues = schedule.unknown(scope).map(({ line, what }): Issue => ({
    path: "$",
    message: what,
    ...(line === undefined ? {} : { line }),
  }));
  if (issues.length > 0) throw new InputError(schedule.file, issues);
}

function refuseMissing(schedule: Schedule, { panelists, periods }: PolicyScope): void {
  for (let t = 0; t < periods; t++) {
    for (const { id } of panelists) {
      if (schedule.products(id, t).length > 0) continue;
      throw new RangeError(
        `Cannot follow the schedule: it has no entry for the panelist "${id}" at t = ${t}`,
      );
    }
  }
}
