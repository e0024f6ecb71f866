import { blake2b } from "../random/blake2b.ts";
import { type EvaluationRow, type SelectionRow } from "./event_row.ts";
import { pythonRepr } from "./python_repr.ts";

/** What the id of an evaluation is made of. */
export type EvaluationIdentity = Pick<
  EvaluationRow,
  "schema_version" | "policy" | "panelist_id" | "product_id" | "t" | "selection_id"
>;

/** What the id of a selection is made of. */
export type SelectionIdentity = Pick<
  SelectionRow,
  "schema_version" | "policy" | "panelist_id" | "choice_set" | "selected_product_ids" | "t"
>;

/** Gives events their ids, in one namespace. Made by {@linkcode eventIds}. */
export interface EventIds {
  /** The id of an evaluation: who met which product when, under which policy and after which selection. */
  evaluation(of: EvaluationIdentity): string;
  /** The id of a selection: who was shown what when, and asked for what. */
  selection(of: SelectionIdentity): string;
}

/**
 * What gives events their ids: BLAKE2b digests of 16 bytes, in hexadecimal digits, of the namespace and of
 * what the event is, each value as Python would write it. The seed has no part in it: two runs of the same
 * people, products and periods have the same ids, unless their namespaces differ.
 *
 * @param namespace Keeps the ids of different studies apart. @default {"sim_panel.v0"}
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { eventIds } from "../../mod.ts";
 *
 * const ids = await eventIds();
 * const of = { panelist_id: "p0001", product_id: "prod0002", t: 0, selection_id: null };
 * assert.equal(
 *   ids.evaluation({ schema_version: "0.1.0", policy: "random", ...of }),
 *   "7b12c9daf7db6e10e6b3b93bdc6dcd1a",
 * );
 * ```
 */
export async function eventIds(namespace: string = "sim_panel.v0"): Promise<EventIds> {
  const digest = await blake2b(16);
  return {
    evaluation: (of) =>
      digest(
        `${namespace}|event_type='evaluation'|panelist_id=${pythonRepr(of.panelist_id)}` +
          `|policy=${pythonRepr(of.policy)}|product_id=${pythonRepr(of.product_id)}` +
          `|schema_version=${pythonRepr(of.schema_version)}` +
          `|selection_id=${of.selection_id == null ? "null" : pythonRepr(of.selection_id)}` +
          `|t=${of.t}`,
      ),
    selection: (of) =>
      digest(
        `${namespace}|choice_set=${listed(of.choice_set)}|event_type='selection'` +
          `|panelist_id=${pythonRepr(of.panelist_id)}|policy=${pythonRepr(of.policy)}` +
          `|schema_version=${pythonRepr(of.schema_version)}` +
          `|selected_product_ids=${listed(of.selected_product_ids)}|t=${of.t}`,
      ),
  };
}

function listed(ids: readonly string[]): string {
  return `[${ids.map(pythonRepr).join(",")}]`;
}
