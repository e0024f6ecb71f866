import { DEFAULT_RULES, type Rules } from "../encounters/rules.ts";
import { type PromptingStrategy } from "../encounters/prompting.ts";
import { type SelectionSettings } from "../encounters/selection_settings.ts";
import { type OutcomeSpec } from "../encounters/outcome.ts";
import { type PolicySpec } from "../encounters/policy.ts";
import { type Product } from "../encounters/product.ts";
import { type Sampling } from "./sampling_plan.ts";

/** How products are put to choice. */
export interface ChoiceSettings extends SelectionSettings {
  /** Whether the prompt lets the panelist take nothing. @default {the policy's word} */
  readonly allowEmpty?: boolean | undefined;
}

/** How models are called. */
export interface CallPlan {
  /** Sampling where panelists choose. */
  readonly selecting?: Sampling | undefined;
  /** Sampling where they are asked about a product. */
  readonly evaluating?: Sampling | undefined;
  /** The seed from which those of calls are derived. @default {the study's} */
  readonly seed?: number | undefined;
}

/** What rows hold of what is known. */
export interface FeaturePlan {
  /** Whether they hold what is known of the panelist. */
  readonly panelist: boolean;
  /** Whether they hold what is known of the product. */
  readonly product: boolean;
}

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
  readonly selection: ChoiceSettings;
  /** How models are called for choices and about products; what is absent is that of the study. */
  readonly calls: CallPlan;
  /** What rows hold of what is known of panelists and products. */
  readonly features: FeaturePlan;
  /** What keeps the ids of events of different studies apart. */
  readonly namespace: string;
}

/** What is not said of an exposure. */
export const DEFAULT_EXPOSURE: Pick<
  PlannedExposure,
  | "rules"
  | "outcome"
  | "periods"
  | "remember"
  | "strategy"
  | "selection"
  | "calls"
  | "features"
  | "namespace"
> = {
  rules: DEFAULT_RULES,
  outcome: null,
  periods: 1,
  remember: 0,
  strategy: "persona",
  selection: {},
  calls: {},
  features: { panelist: true, product: true },
  namespace: "sim_panel.v0",
};
