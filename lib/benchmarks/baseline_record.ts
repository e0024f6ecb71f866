import { type BaselineYear } from "./baseline_year.ts";

/** How one group of people answered: counts, shares, or both where the shares are weighted. */
export interface BaselineSample {
  /** How many gave each option, unweighted; an option that is missing was given by nobody. */
  readonly counts?: Readonly<Record<string, number>> | undefined;
  /** The share of each option, weighted as `weighting` of the record says. */
  readonly shares?: Readonly<Record<string, number>> | undefined;
  /** The number of interviews behind shares, where there are no counts that say it. */
  readonly n?: number | undefined;
  /** How many independent interviews the shares are worth, (Σw)²/Σw², where that is known. */
  readonly n_effective?: number | undefined;
  /** The published standard error of the share of either of two options. */
  readonly standard_error?: number | undefined;
}

/** The answers of one year, or of a period. */
export interface BaselineWave extends BaselineSample {
  /** The year, or a period as in `"2021-2024"`; missing where no date is known. */
  readonly year?: Exclude<BaselineYear, "pooled"> | undefined;
  /** The wave's name in the survey, as in `"Nov 2019"`. */
  readonly wave?: string | undefined;
  /** The question's name in SynthBench, where it is that of this wave only. */
  readonly key?: string | undefined;
  /** Where the numbers were read, if not where the record says. */
  readonly source?: string | undefined;
  /** What to know of these numbers. */
  readonly note?: string | undefined;
  /** The answers of groups, by attribute and group, as in `groups.sex.Female`. */
  readonly groups?: Readonly<Record<string, Readonly<Record<string, BaselineSample>>>> | undefined;
}

/** One question of a file of baselines. */
export interface BaselineRecord {
  /** The dataset, as in `"gss"`. */
  readonly dataset: string;
  /** The question's name in the dataset. */
  readonly question: string;
  /** The question's name in SynthBench, as in `"GSS_HAPPY"`. */
  readonly key?: string | undefined;
  /** Other names of the question. */
  readonly aliases?: readonly string[] | undefined;
  /** A few words on what was asked. */
  readonly title: string;
  /** The wording of the question. */
  readonly text: string;
  /** The options, those with an order of their own in that order. */
  readonly options: readonly string[];
  /** Whether the options have an order of their own. */
  readonly ordered: boolean;
  /** The answers, by year. */
  readonly waves: readonly BaselineWave[];
  /** How `shares` were weighted. */
  readonly weighting?: string | undefined;
  /** What to know of the question and its numbers. */
  readonly note?: string | undefined;
  /** The file that the numbers were read from. */
  readonly source: string;
  /** The file that weighted shares and the numbers of groups were computed from, if another. */
  readonly groups_source?: string | undefined;
  /** On what terms the numbers may be passed on. */
  readonly licence: string;
  /** How to cite the survey. */
  readonly citation: string;
}
