import { type Stream } from "../random/stream.ts";
import { type EventRow, type PolicyName } from "../rows/event_row.ts";
import { type Product } from "./product.ts";

/** The description of a policy that is written into a plan: plain data, and all that shapes it. */
export interface PolicySpec {
  /** Which of the three it is; also a policy of one's own is one of them. */
  readonly name: PolicyName;
  /** Whatever else shapes its decisions. */
  readonly [setting: string]: unknown;
}

/** One panelist, as a policy sees them. */
export interface ExposedPanelist {
  /** The id that rows hold. */
  readonly id: string;
  /** What is known of them. */
  readonly features: Readonly<Record<string, unknown>>;
}

/** What a policy decides from. */
export interface PolicyContext {
  /** The period, from 0. */
  readonly t: number;
  /** The panelists, in panel order. */
  readonly panelists: readonly ExposedPanelist[];
  /** The products, in the order of their file. */
  readonly products: readonly Product[];
  /**
   * The stream of the study's policy, the same one in every period: fork it by what a draw belongs to,
   * as in `random.fork(t, panelist.id)`, and draw from the forks alone.
   */
  readonly random: Stream;
  /** What happened in all periods before, in row order; empty unless the policy looks back. */
  readonly past: readonly EventRow[];
}

/** One decision: one panelist, and what they meet or are shown in this period. */
export type Exposure = EvaluationExposure | SelectionExposure;

/** A panelist meets these products, in this order. */
export interface EvaluationExposure {
  /** Tells the decision. */
  readonly kind: "evaluate";
  /** The panelist's id. */
  readonly panelist: string;
  /** The products' ids, none twice. */
  readonly products: readonly string[];
}

/** A panelist is shown products and takes what they want. */
export interface SelectionExposure {
  /** Tells the decision. */
  readonly kind: "selection";
  /** The panelist's id. */
  readonly panelist: string;
  /** The products' ids; rows keep them in this order, whatever order is shown. */
  readonly choiceSet: readonly string[];
  /** Whether the shown order is shuffled for each prompt, or that of `choiceSet`. @default "random" */
  readonly order?: "random" | "file" | undefined;
  /** Whether the panelist may take nothing, as the prompt words it. @default true */
  readonly allowEmpty?: boolean | undefined;
}

/** Everything that a policy will have to do with, known before anything is asked. */
export interface PolicyScope {
  /** The panelists, in panel order. */
  readonly panelists: readonly ExposedPanelist[];
  /** The products, in the order of their file. */
  readonly products: readonly Product[];
  /** How many periods there are. */
  readonly periods: number;
}

/**
 * Who meets what, and when: data in, decisions out. A policy calls no model, reads no file and keeps
 * nothing from one period to the next; what it draws it draws from the stream it is handed. One of one's
 * own is an object with these members.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { type Policy } from "../../mod.ts";
 *
 * const everything: Policy = {
 *   spec: { name: "manual", rule: "everybody meets everything in the first period" },
 *   decide: ({ t, panelists, products }) =>
 *     t > 0 ? [] : panelists.map(({ id }) => ({
 *       kind: "evaluate",
 *       panelist: id,
 *       products: products.map(({ id }) => id),
 *     })),
 * };
 * assert(everything.spec.name === "manual");
 * ```
 */
export interface Policy {
  /** What is recorded and fingerprinted in place of the functions. */
  readonly spec: PolicySpec;
  /**
   * Whether equal `spec`s decide alike, so that a notebook may take a run of the same plan for this one.
   * @default false
   */
  readonly isDescribed?: boolean | undefined;
  /** Whether its decisions depend on earlier rows, which are handed to it then. @default false */
  readonly looksBack?: boolean | undefined;
  /**
   * Looks at the whole study before anything is asked: throws what cannot work, and returns what should
   * be known, a sentence each. A policy without it takes every study.
   */
  check?(scope: PolicyScope): readonly string[];
  /** The decisions of one period, in panel order; who has none acts not at all. */
  decide(context: PolicyContext): readonly Exposure[];
}
