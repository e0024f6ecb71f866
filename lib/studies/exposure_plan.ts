import { DEFAULT_RULES, type Rules } from "../encounters/rules.ts";
import { type OutcomeSpec } from "../encounters/outcome.ts";
import { type PolicySpec } from "../encounters/policy.ts";
import { type Product } from "../encounters/product.ts";

/**
 * How much of a persona is in a prompt: `zero_shot` nothing; `few_shot` nothing, with an example; `persona` the
 * persona as the system prompt; `persona_cot` the same, with reasons asked for before the answer.
 */
export type Strategy = "zero_shot" | "few_shot" | "persona" | "persona_cot";

/** The names of the strategies. */
export const STRATEGIES: readonly Strategy[] = ["zero_shot", "few_shot", "persona", "persona_cot"];

/** What a panel meets over time, and how, as plain data. */
export interface PlannedExposure {
  /** What can be met. */
  readonly products: readonly Product[];
  /** Who meets what: the policy's description. */
  readonly policy: PolicySpec;
  /** What is done with what is asked for. */
  readonly rules: Required<Rules>;
  /** What comes of a meeting: the outcome's description; null for nothing. */
  readonly outcome: OutcomeSpec | null;
  /** How many periods there are. */
  readonly periods: number;
  /** How many of their last choices and ratings a panelist is told of; 0 for none. */
  readonly remember: number;
  /** How much of the persona is in a prompt. */
  readonly strategy: Strategy;
  /** What keeps the ids of events of different studies apart. */
  readonly namespace: string;
}

/** What is not said of an exposure. */
export const DEFAULT_EXPOSURE: Pick<
  PlannedExposure,
  "rules" | "outcome" | "periods" | "remember" | "strategy" | "namespace"
> = {
  rules: DEFAULT_RULES,
  outcome: null,
  periods: 1,
  remember: 0,
  strategy: "persona",
  namespace: "sim_panel.v0",
};
