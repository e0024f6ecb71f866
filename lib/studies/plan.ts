import { type Instrument } from "../instruments/instrument.ts";
import { type Persona } from "../personas/persona.ts";

/** One model of a plan. */
export interface PlannedModel {
  /** The name as it was given, as in `"haiku"`. */
  readonly name: string;
  /** Its weight in a split. */
  readonly weight: number;
}

/** Who answers, and how the panel is shared out among them. */
export interface PlannedModels {
  /**
   * `single`: one model answers; `weighted`: each persona is given one of the models; `ensemble`: every
   * model answers the whole panel.
   */
  readonly mode: "single" | "weighted" | "ensemble";
  /** The models, in the order in which they were named. */
  readonly entries: readonly PlannedModel[];
}

/** What is studied: plain data that can be read, printed, compared and fingerprinted before a run. */
export interface Plan {
  /** Who is on the panel. */
  readonly personas: readonly Persona[];
  /** Null until models are named: then the keys that are set decide, or simulated respondents answer. */
  readonly models: PlannedModels | null;
  /** The seed of everything random; 0 is used, and not sent to providers, where it is null. */
  readonly seed: number | null;
  /** What is asked; null until it is said. */
  readonly instrument: Instrument | null;
}

/** A plan with nothing in it yet. */
export const EMPTY_PLAN: Plan = { personas: [], models: null, seed: null, instrument: null };
