import * as z from "zod";
import { strict } from "../schema/strict.ts";
import { EVENT_SCHEMA_VERSION, type EventRow, POLICIES } from "./event_row.ts";
import { selectionIssues } from "./selection_issues.ts";

const id = z.string().min(1);
const ids = z.array(id);
const distinct = ids.refine((list) => new Set(list).size === list.length, {
  error: "must not name an id twice",
});
const object = z.record(z.string(), z.unknown());

const base = {
  schema_version: z.literal(EVENT_SCHEMA_VERSION),
  event_id: id,
  panelist_id: id,
  t: z.int().min(0),
  panelist_features: object.optional(),
  product_features: object.optional(),
};

const evaluation = strict({
  ...base,
  event_type: z.literal("evaluation"),
  policy: z.enum(POLICIES),
  product_id: id,
  product_display: z.string(),
  outcomes: object.nullable().optional(),
  traces: object.nullable().optional(),
  selection_id: id.nullable().optional(),
  choice_set: z.null().optional(),
  selected_product_ids: z.null().optional(),
}).superRefine(({ policy, selection_id }, context) => {
  const path = ["selection_id"];
  if (policy === "self_selection" && selection_id == null) {
    context.addIssue({ code: "custom", path, message: "is missing: a selection must come first" });
  }
  if (policy !== "self_selection" && selection_id != null) {
    context.addIssue({
      code: "custom",
      path,
      message: `must be null where the policy is ${policy}`,
    });
  }
});

/** What the toolkit writes into the traces of a selection; the rest is the model's. */
const selectionTraces = z.looseObject({
  requested_product_ids: ids.optional(),
  executed_product_ids: distinct.optional(),
  dropped_product_ids: distinct.optional(),
  unshown_product_ids: distinct.optional(),
  shown_order: z.array(z.int().min(0)).optional(),
});

const selection = strict({
  ...base,
  event_type: z.literal("selection"),
  policy: z.literal("self_selection"),
  choice_set: ids,
  selected_product_ids: distinct,
  traces: selectionTraces.nullable().optional(),
  selection_id: z.null().optional(),
  product_id: z.null().optional(),
  product_display: z.null().optional(),
  outcomes: z.null().optional(),
}).superRefine((row, context) => {
  for (const { path, message } of selectionIssues(row)) {
    context.addIssue({ code: "custom", path: [...path], message });
  }
});

/**
 * The schema of event rows 0.1.0: what each field must be, and how those of a selection fit together.
 * `isEventRow` says the same of a row, yes or no, much faster.
 *
 * @example
 * ```ts
 * import { read } from "../schema/read.ts";
 * import { eventSchema } from "./event_schema.ts";
 *
 * const row = {
 *   schema_version: "0.1.0", event_id: "e1", event_type: "evaluation", policy: "random",
 *   panelist_id: "p1", t: 0, product_id: "A", product_display: "Ale",
 * };
 * if (read(eventSchema, row, "the event").panelist_id !== "p1") throw new Error();
 * ```
 */
export const eventSchema: z.ZodType<EventRow> = z.discriminatedUnion("event_type", [
  evaluation,
  selection,
], {
  error: ({ code, path }) =>
    // Of a row that is no mapping, what is said of every other one does.
    code === "invalid_union" && path?.at(-1) === "event_type"
      ? 'must be "evaluation" or "selection"'
      : undefined,
});
