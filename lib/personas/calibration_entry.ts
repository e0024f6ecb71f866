/**
 * A measurement of a pack against humans as it stands in the pack's file: which question of which survey, how
 * far the pack's answers were from people's, and how they were had.
 */
export interface CalibrationEntry {
  /** The dataset, as in `"gss"`. */
  readonly dataset: string;
  /** The question of the dataset, as in `"HAPPY"`. */
  readonly question: string;
  /** The Jensen–Shannon divergence in bits, as observed. */
  readonly jsd: number;
  /** How many panelists gave an answer that counts. */
  readonly n: number;
  /** How often each was asked. */
  readonly samples_per_question: number;
  /** The models that answered, each with its part of the panel, as in `"haiku:0.50"`. */
  readonly models: readonly string[];
  /** How an answer became one of the options. */
  readonly extractor: string;
  /** US dollars of all answers; null when some model has no known price. */
  readonly panelist_cost_usd: number | null;
  /** When it was measured, in UTC. */
  readonly calibrated_at: string;
  /** The version of Quorum that measured it. */
  readonly quorum_version: string;
  /** Where it is explained how. */
  readonly methodology_url: string;
  /** The divergence less what sampling adds to it on average. */
  readonly jsd_corrected: number;
  /** The 95 % interval of the true divergence. */
  readonly jsd_interval: readonly [low: number, high: number];
  /** What 95 of 100 panels of this size stay at or below that answer as the humans do. */
  readonly floor95: number;
  /** The probability that such a panel is as far off as this one. */
  readonly p_null: number;
  /** How many independent answers the answers are worth, by persona. */
  readonly n_effective: number;
  /** The year of the interviews. */
  readonly year: number | string;
  /** That simulated respondents answered, and not a language model. */
  readonly simulated?: true;
}

/** An entry of a pack that is yet to be measured. */
export type PlannedEntry = {
  readonly [Key in keyof CalibrationEntry]: CalibrationEntry[Key] | null;
};

/** What tells the entries of a pack apart: there is one for each question of each dataset. */
export function entryId(entry: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([entry.dataset, entry.question]);
}
