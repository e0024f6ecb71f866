/** The version of the form of event rows. */
export const EVENT_SCHEMA_VERSION = "0.1.0";

/** What an event is. */
export type EventType = "evaluation" | "selection";

/** How it was decided who meets which product: the toolkit drew, a schedule said, or the panelist chose. */
export type PolicyName = "random" | "manual" | "self_selection";

/** The names of the policies. */
export const POLICIES: readonly PolicyName[] = ["random", "manual", "self_selection"];

/** A mapping of names to JSON values: features, outcomes or traces. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What every event row has. */
export interface EventBase {
  /** The version of the form: "0.1.0". */
  readonly schema_version: "0.1.0";
  /** The event's own id, as {@linkcode eventIds} makes it; no other row of the file has it. */
  readonly event_id: string;
  /** Who acted. */
  readonly panelist_id: string;
  /** The period, from 0. */
  readonly t: number;
}

/** A panelist met a product, and said what there is to say of it. */
export interface EvaluationRow extends EventBase {
  /** Tells the type. */
  readonly event_type: "evaluation";
  /** How it came about. */
  readonly policy: PolicyName;
  /** The product that was met. */
  readonly product_id: string;
  /** The product as it was described to the panelist. */
  readonly product_display: string;
  /** What is known of the panelist. */
  readonly panelist_features?: JsonObject | undefined;
  /** What is known of the product. */
  readonly product_features?: JsonObject | undefined;
  /** The answers, by field; null where there are none. */
  readonly outcomes?: JsonObject | null | undefined;
  /** What is kept beside the answers; see {@linkcode RESERVED_TRACES}. */
  readonly traces?: JsonObject | null | undefined;
  /** The selection that this evaluation follows from; null under the other policies. */
  readonly selection_id?: string | null | undefined;
  /** Only selections have one. */
  readonly choice_set?: null | undefined;
  /** Only selections have them. */
  readonly selected_product_ids?: null | undefined;
}

/** A panelist was shown products and asked for some of them. */
export interface SelectionRow extends EventBase {
  /** Tells the type. */
  readonly event_type: "selection";
  /** Only under this policy do panelists choose. */
  readonly policy: "self_selection";
  /** The products shown, in the order in which the policy gave them. */
  readonly choice_set: readonly string[];
  /** The products asked for, in order; also ids that were never shown. */
  readonly selected_product_ids: readonly string[];
  /** What was shown, asked for, carried out and dropped; see {@linkcode RESERVED_TRACES}. */
  readonly traces?: JsonObject | null | undefined;
  /** A selection follows from none. */
  readonly selection_id?: null | undefined;
  /** Only evaluations have them. */
  readonly outcomes?: null | undefined;
  /** Only evaluations have one. */
  readonly product_id?: null | undefined;
  /** Only evaluations have one. */
  readonly product_display?: null | undefined;
  /** What is known of the panelist. */
  readonly panelist_features?: JsonObject | undefined;
  /** Empty: a selection is about no single product. */
  readonly product_features?: JsonObject | undefined;
}

/**
 * One event as it stands in `events.jsonl`: an evaluation of a product or a selection among several.
 * Fields that an event has not are null or absent; a field of any other name is an error.
 */
export type EventRow = EvaluationRow | SelectionRow;
