import { type OutcomeResult } from "../encounters/outcome.ts";
import { type Product, productText } from "../encounters/product.ts";
import { type EventIds } from "../rows/event_ids.ts";
import {
  type EvaluationRow,
  EVENT_SCHEMA_VERSION,
  type JsonObject,
  type PolicyName,
  type SelectionRow,
} from "../rows/event_row.ts";
import { type Actor } from "./actors.ts";
import { type PlannedExposure } from "./exposure_plan.ts";
import { sortedMembers } from "./sorted_members.ts";

/** A product as rows and prompts have it. */
export interface Shown {
  readonly product: Product;
  /** What is read about it. */
  readonly display: string;
  readonly features: JsonObject;
}

/** Makes the rows of one study: members sorted, so that a row is written as it stands. */
export class EventMaker {
  readonly #ids: EventIds;
  readonly #policy: PolicyName;
  readonly #shown: ReadonlyMap<string, Shown>;
  readonly #kept: PlannedExposure["features"];
  readonly #features = new WeakMap<Actor, JsonObject>();

  constructor(
    ids: EventIds,
    { policy, products, features }: Pick<PlannedExposure, "products" | "features"> & {
      readonly policy: PolicyName;
    },
  ) {
    this.#ids = ids;
    this.#policy = policy;
    this.#kept = features;
    this.#shown = new Map(products.map((product) => [product.id, {
      product,
      display: productText(product),
      features: sortedMembers(product.attributes ?? {}),
    }]));
  }

  /** A product of the study; undefined for an id that is none's. */
  shown(id: string): Shown | undefined {
    return this.#shown.get(id);
  }

  /** What is known of somebody, as rows have it. */
  featuresOf(actor: Actor): JsonObject {
    const known = this.#features.get(actor);
    if (known !== undefined) return known;
    const made = sortedMembers(actor.features);
    this.#features.set(actor, made);
    return made;
  }

  /** The row of a meeting, and of what came of it; null where nothing was to come. */
  evaluation(
    { actor, t, shown, selection }: {
      readonly actor: Actor;
      readonly t: number;
      readonly shown: Shown;
      /** The id of the selection before it; null where there is none. */
      readonly selection: string | null;
    },
    result: OutcomeResult | null,
  ): EvaluationRow {
    const of = {
      schema_version: EVENT_SCHEMA_VERSION,
      policy: this.#policy,
      panelist_id: actor.id,
      product_id: shown.product.id,
      t,
      selection_id: selection,
    } as const;
    return {
      event_id: this.#ids.evaluation(of),
      event_type: "evaluation",
      outcomes: result?.outcomes ? sortedMembers(result.outcomes) : null,
      panelist_features: this.#kept.panelist ? this.featuresOf(actor) : {},
      panelist_id: actor.id,
      policy: this.#policy,
      product_display: shown.display,
      product_features: this.#kept.product ? shown.features : {},
      product_id: of.product_id,
      schema_version: EVENT_SCHEMA_VERSION,
      selection_id: selection,
      t,
      traces: result === null ? null : tracesWith(result),
    };
  }

  /** The row of a choice. */
  selection(of: {
    readonly actor: Actor;
    readonly t: number;
    readonly choiceSet: readonly string[];
    readonly selected: readonly string[];
    readonly traces: JsonObject;
  }): SelectionRow {
    const { actor, t, choiceSet, selected, traces } = of;
    const identity = {
      schema_version: EVENT_SCHEMA_VERSION,
      policy: "self_selection",
      panelist_id: actor.id,
      choice_set: choiceSet,
      selected_product_ids: selected,
      t,
    } as const;
    return {
      choice_set: choiceSet,
      event_id: this.#ids.selection(identity),
      event_type: "selection",
      outcomes: null,
      panelist_id: actor.id,
      policy: "self_selection",
      schema_version: EVENT_SCHEMA_VERSION,
      selected_product_ids: selected,
      selection_id: null,
      t,
      traces: sortedMembers(traces),
    };
  }
}

function tracesWith({ traces, errors = [] }: OutcomeResult): JsonObject {
  if (errors.length === 0) return sortedMembers(traces ?? {});
  return sortedMembers({ ...traces, outcome_errors: errors });
}
