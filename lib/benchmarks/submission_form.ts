import { type Weights } from "../statistics/distribution.ts";

/** A question that a panel answered and people too. */
export interface SubmittedQuestion {
  /** The dataset and the question's name in it, as in `"gss:HAPPY"`. */
  readonly id: string;
  /** The question's name at SynthBench. @default {both parts of the id, as in `"GSS_HAPPY"`} */
  readonly key?: string | undefined;
  /** How people answered: a baseline, or shares or counts by option. */
  readonly human: Weights;
  /** How the panel answered: a tally, or shares or counts by option. */
  readonly panel: Weights;
  /** How many answers of the panel those are. */
  readonly n: number;
}

/** A model whose answers are submitted: any `Model` will do. */
export interface SubmittedModel {
  /** The id, as its provider has it. */
  readonly id: string;
  /** What makes it answer as it does; only the provider is looked at. */
  readonly spec: { readonly provider: string };
  /** What must be said wherever its answers are shown; absent on language models. */
  readonly notice?: string | undefined;
}

/** One question of a {@linkcode Submission}. */
export interface SubmissionRow {
  /** The question's name at SynthBench. */
  readonly key: string;
  /** The share of each option among people. */
  readonly human_distribution: Readonly<Record<string, number>>;
  /** The share of each option in the panel. */
  readonly model_distribution: Readonly<Record<string, number>>;
  /** The Jensen–Shannon divergence of the two, in bits. */
  readonly jsd: number;
  /** Kendall's τ-b of the two; 0 where one does not vary. */
  readonly kendall_tau: number;
  /** How many answers of the panel there are. */
  readonly n: number;
}

/** What is uploaded to SynthBench; its keys are SynthBench's. */
export interface Submission {
  /** Tells the form. */
  readonly benchmark: "synthbench";
  /** The version of the rules that it keeps. */
  readonly version: string;
  /** Who answered what, and with which program that was found out. */
  readonly config: {
    readonly dataset: string;
    readonly provider: string;
    readonly model: string;
    readonly framework: string;
    readonly client: string;
    readonly client_version: string;
    readonly calibration_spec: string;
    readonly n: number;
  };
  /** The means over the questions, and the parity. */
  readonly aggregate: {
    readonly n_questions: number;
    readonly mean_jsd: number;
    readonly mean_kendall_tau: number;
    readonly composite_parity: number;
  };
  /** The questions. */
  readonly per_question: readonly SubmissionRow[];
}
