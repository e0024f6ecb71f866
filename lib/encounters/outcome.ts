import { type Stream } from "../random/stream.ts";
import { type EventRow } from "../rows/event_row.ts";
import { type Product } from "./product.ts";
import { type Questionnaire } from "./questionnaire.ts";

/** What an outcome is made from: one panelist meets one product in one period. */
export interface OutcomeContext {
  /** The panelist's id. */
  readonly panelist: string;
  /** The product that is met. */
  readonly product: Product;
  /** The period, from 0. */
  readonly t: number;
  /** What the panelist reads about the product. */
  readonly display: string;
  /** What is known of the panelist. */
  readonly panelistFeatures: Readonly<Record<string, unknown>>;
  /** What is known of the product. */
  readonly productFeatures: Readonly<Record<string, unknown>>;
  /** What the panelist remembers, the oldest first; empty unless the study remembers. */
  readonly memory: readonly EventRow[];
  /** The stream of this meeting: draws from it belong to it alone. */
  readonly random: Stream;
}

/** What came of a meeting. */
export interface OutcomeResult {
  /** The answers by field, as rows hold them; null when there are none. */
  readonly outcomes: Readonly<Record<string, unknown>> | null;
  /** What is kept beside the answers, by name; null when nothing is. */
  readonly traces: Readonly<Record<string, unknown>> | null;
  /** What went wrong, a sentence each; rows hold them under `traces.outcome_errors`. */
  readonly errors?: readonly string[] | undefined;
}

/** The description of an outcome that is written into a plan: plain data, and all that shapes it. */
export interface OutcomeSpec {
  /** Its name, as in `"deterministic"`. */
  readonly name: string;
  /** Whatever else shapes its results. */
  readonly [setting: string]: unknown;
}

/**
 * An outcome that is worked out in the program and asks nobody. One of one's own is an object with these
 * members.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { type ComputedOutcome } from "../../mod.ts";
 *
 * const cheapness: ComputedOutcome = {
 *   spec: { name: "cheapness", version: 1 },
 *   evaluate: ({ productFeatures }) => ({
 *     outcomes: { cheap: Number(productFeatures.price) < 10 },
 *     traces: null,
 *   }),
 * };
 * assert.equal(cheapness.spec.name, "cheapness");
 * ```
 */
export interface ComputedOutcome {
  /** What is recorded and fingerprinted in place of the function. */
  readonly spec: OutcomeSpec;
  /**
   * Whether equal `spec`s come out alike, so that a notebook may take a run of the same plan for this one.
   * @default false
   */
  readonly isDescribed?: boolean | undefined;
  /** The result of one meeting; the same for the same context. */
  evaluate(context: OutcomeContext): OutcomeResult | Promise<OutcomeResult>;
}

/**
 * What comes of it when a panelist meets a product: answers to a questionnaire that the panelist's model
 * is asked, or whatever a {@linkcode ComputedOutcome} works out.
 */
export type Outcome = Questionnaire | ComputedOutcome;
