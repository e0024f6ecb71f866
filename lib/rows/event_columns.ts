import { type EventRow, type EventType } from "./event_row.ts";

/** Whether a field is in a row: always; not always; or never, so that it is null or absent. */
export type Presence = "required" | "optional" | "null";

/** A field of event rows. */
export interface EventColumn {
  /** Its name. */
  readonly name: keyof EventRow;
  /** What stands there, in the words of JSON. */
  readonly type: "string" | "integer" | "list of strings" | "object";
  /** Whether it is in rows of either type. */
  readonly presence: Readonly<Record<EventType, Presence>>;
  /** What it says. */
  readonly description: string;
}

/** The fields of event rows 0.1.0, sorted by name: the columns of every table that is made of them. */
export const EVENT_COLUMNS: readonly EventColumn[] = [
  column("choice_set", "list of strings", ["null", "required"], "The products shown"),
  column("event_id", "string", "required", "The event's own id: the digest of what it is"),
  column("event_type", "string", "required", "evaluation or selection"),
  column(
    "outcomes",
    "object",
    ["optional", "null"],
    "The answers, by field; null where no answer could be used",
  ),
  column("panelist_features", "object", "optional", "What is known of the panelist"),
  column("panelist_id", "string", "required", "Who acted"),
  column("policy", "string", "required", "random, manual or self_selection: who decided"),
  column("product_display", "string", ["required", "null"], "The product as it was described"),
  column("product_features", "object", "optional", "What is known of the product"),
  column("product_id", "string", ["required", "null"], "The product that was met"),
  column("schema_version", "string", "required", "The version of this form"),
  column(
    "selected_product_ids",
    "list of strings",
    ["null", "required"],
    "The products asked for, in order; also ids that were never shown",
  ),
  column(
    "selection_id",
    "string",
    ["optional", "null"],
    "The selection that the evaluation follows from; required where the policy is self_selection",
  ),
  column("t", "integer", "required", "The period, from 0"),
  column("traces", "object", "optional", "What is kept beside the answers"),
];

function column(
  name: EventColumn["name"],
  type: EventColumn["type"],
  presence: Presence | readonly [evaluation: Presence, selection: Presence],
  description: string,
): EventColumn {
  const [evaluation, selection] = typeof presence === "string" ? [presence, presence] : presence;
  return { name, type, presence: { evaluation, selection }, description };
}
