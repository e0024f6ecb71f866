import { DEFAULT_RULES, type Rules } from "../encounters/rules.ts";
import { type PromptingStrategy } from "../encounters/prompting.ts";
import { type SelectionSettings } from "../encounters/selection_settings.ts";
import { type OutcomeSpec } from "../encounters/outcome.ts";
import { type PolicySpec } from "../encounters/policy.ts";
import { type Product } from "../encounters/product.ts";

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
  /** How panelists are spoken to. */
  readonly strategy: PromptingStrategy;
  /** How products are put to choice. */
  readonly selection: SelectionSettings;
  /** What keeps the ids of events of different studies apart. */
  readonly namespace: string;
}

/** What is not said of an exposure. */
export const DEFAULT_EXPOSURE: Pick<
  PlannedExposure,
  "rules" | "outcome" | "periods" | "remember" | "strategy" | "selection" | "namespace"
> = {
  rules: DEFAULT_RULES,
  outcome: null,
  periods: 1,
  remember: 0,
  strategy: "persona",
  selection: {},
  namespace: "sim_panel.v0",
};
