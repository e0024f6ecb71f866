import { type Instrument } from "../instruments/instrument.ts";
import { type Schema } from "../instruments/shape.ts";
import { type Persona } from "../personas/persona.ts";
import { type PlannedExposure } from "./exposure_plan.ts";
import { type Sampling } from "./sampling_plan.ts";
import { type SynthesisOptions } from "./synthesis.ts";

/** One model of a plan. */
export interface PlannedModel {
  /** The name as it was given, as in `"haiku"`. */
  readonly name: string;
  /** Its weight in a split or a blend. */
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

/** What a second call extracts from open answers. */
export interface PlannedExtraction {
  /** The question; every open one where it is undefined. */
  readonly question?: string | undefined;
  /** A preset's name, or a JSON Schema. */
  readonly schema: string | Schema;
}

/** What became of personas that were merged into a panel. */
export interface MergeReport {
  /** Each name that was there already, and the file that brought it again. */
  readonly collisions: readonly { readonly name: string; readonly source: string }[];
  /** How many people there were with all files laid together. */
  readonly before: number;
  /** How many people the panel has. */
  readonly after: number;
}

/** What is studied: plain data that can be read, printed, compared and fingerprinted before a run. */
export interface Plan {
  /** Who is on the panel. */
  readonly personas: readonly Persona[];
  /** Null until models are named: then the keys that are set decide, or simulated respondents answer. */
  readonly models: PlannedModels | null;
  /** How a split shares the panel out: in blocks of the panel's order, or shuffled by the seed. */
  readonly assignment: "blocks" | "shuffled";
  /** Whether the models' distributions are blended; the weights are those of the models. */
  readonly blend: boolean;
  /** The seed of everything random; 0 is used, and not sent to providers, where it is null. */
  readonly seed: number | null;
  /** How answers are sampled. */
  readonly sampling: Sampling;
  /** How often each panelist is asked, each time from the beginning. */
  readonly repeats: number;
  /** How many variants stand for each persona; 0 for the personas themselves. */
  readonly variants: number;
  /** What was merged into the panel; null when nothing was. */
  readonly merge: MergeReport | null;
  /** What is asked; null until it is said. */
  readonly instrument: Instrument | null;
  /** What `{name}` stands for in questions. */
  readonly variables: Readonly<Record<string, string>>;
  /** Whether names without a value are left as they stand. */
  readonly allowUnresolved: boolean;
  /** The system prompt's template; null for the instrument's own or the built-in one. */
  readonly template: string | null;
  /** The form in which open questions are answered; null for free text. */
  readonly schema: Schema | null;
  /** What is extracted from open answers. */
  readonly extractions: readonly PlannedExtraction[];
  /** How the answers are summed up; null when they are not. */
  readonly synthesis: SynthesisOptions | null;
  /** What the panel meets over time; absent where it is asked. */
  readonly exposure?: PlannedExposure | undefined;
}

/** A plan with nothing in it yet. */
export const EMPTY_PLAN: Plan = {
  personas: [],
  models: null,
  assignment: "blocks",
  blend: false,
  seed: null,
  sampling: {},
  repeats: 1,
  variants: 0,
  merge: null,
  instrument: null,
  variables: {},
  allowUnresolved: false,
  template: null,
  schema: null,
  extractions: [],
  synthesis: null,
};
