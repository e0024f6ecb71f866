import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { parseBaselineId } from "./baseline_id.ts";
import { recordsOf } from "./baseline_files.ts";
import { findRecord } from "./baseline_question.ts";
import { type BaselineRecord, type BaselineSample } from "./baseline_record.ts";
import {
  type BaselinePeople,
  chooseSample,
  groupsOf,
  waveWithGroups,
  yearsOf,
} from "./baseline_sample.ts";
import { type BaselineYear } from "./baseline_year.ts";
import { numberOf } from "./number_of.ts";

/**
 * How people answered a question in a published survey: options in the survey's order, shares, how many
 * people are behind them as far as that is known, and where it all comes from. It can be given to
 * `jensenShannon` and `divergence` as it is.
 */
export class Baseline {
  /** The dataset and question, as in `"gss:HAPPY"`. */
  readonly id: string;
  /** The question's name in SynthBench, as in `"GSS_HAPPY"`. */
  readonly key: string;
  /** A few words on what was asked. */
  readonly title: string;
  /** The wording of the question. */
  readonly text: string;
  /** The options, those with an order of their own in that order. */
  readonly options: readonly string[];
  /** Whether the options have an order of their own. */
  readonly ordered: boolean;
  /** The share of each option; they add up to 1. */
  readonly shares: Readonly<Record<string, number>>;
  /** How many interviews gave each option; null where shares are all that is known, or are weighted. */
  readonly counts: Readonly<Record<string, number>> | null;
  /** The number of interviews behind the shares; null where it was not published. */
  readonly n: number | null;
  /**
   * How many independent interviews the shares are worth: `n` of counts, and p(1 − p)/se² where a standard
   * error se of a share p was published; null where neither is known, as of weighted shares without their
   * weights, which are worth less than `n`.
   */
  readonly nEffective: number | null;
  /** The year of the interviews, a period, or `"pooled"`; null where no date is known. */
  readonly year: BaselineYear | null;
  /** The wave's name in the survey, as in `"Nov 2019"`; null where it has none. */
  readonly wave: string | null;
  /** The attribute and group that the numbers are of, as in `{ sex: "Female" }`; empty for everybody. */
  readonly where: Readonly<Record<string, string>>;
  /** How the shares were weighted; null for counts, which are not. */
  readonly weighting: string | null;
  /** The years and periods that can be asked for. */
  readonly years: readonly BaselineYear[];
  /** The groups of this year that can be asked for, by attribute. */
  readonly subgroups: Readonly<Record<string, readonly string[]>>;
  /** What to know of these numbers; null where there is nothing. */
  readonly note: string | null;
  /** The file that the numbers were read from. */
  readonly source: string;
  /** On what terms the numbers may be passed on. */
  readonly licence: string;
  /** How to cite the survey. */
  readonly citation: string;

  /**
   * Made by `baseline()`: some people's answers in a record.
   *
   * @throws {TypeError} When the record does not have them.
   */
  constructor(
    record: BaselineRecord,
    year?: BaselineYear,
    { where, weighted }: Omit<BaselinePeople, "year"> = {},
  ) {
    const chosen = chooseSample(record, { year, where, weighted });
    const { wave, sample } = chosen;
    const isPart = Object.keys(chosen.where).length > 0 || weighted === true;
    this.id = `${record.dataset}:${record.question}`;
    this.key = wave?.key ?? record.key ?? record.question;
    this.title = record.title;
    this.text = record.text;
    this.options = record.options;
    this.ordered = record.ordered;
    this.counts = sample.counts === undefined ? null : byOption(record, sample.counts);
    this.shares = sharesOf(byOption(record, sample.counts ?? sample.shares ?? {}));
    this.n = this.counts === null ? sample.n ?? null : sumOf(this.counts);
    this.nEffective = this.counts === null ? worth(sample, this.shares) : this.n;
    this.year = chosen.year;
    this.wave = wave?.wave ?? null;
    this.where = chosen.where;
    this.weighting = this.counts === null ? record.weighting ?? "not known" : null;
    this.years = yearsOf(record);
    this.subgroups = groupsOf(waveWithGroups(record, chosen.year));
    this.note = [record.note ?? [], wave?.note ?? []].flat().join(" ") || null;
    this.source = wave?.source ?? (isPart ? record.groups_source : undefined) ?? record.source;
    this.licence = record.licence;
    this.citation = record.citation;
    Object.freeze(this);
  }

  /** The same for a file, its keys in snake_case. */
  toJSON(): Readonly<Record<string, unknown>> {
    const { nEffective: n_effective, ...rest } = this;
    return { ...rest, n_effective };
  }
}

/** Which baseline is wanted. */
export interface BaselineOptions extends BaselinePeople {
  /** The world. @default {this machine} */
  readonly host?: Host;
}

/**
 * A human baseline: how people answered a question of the General Social Survey (`gss`), the NTIA Internet
 * Use Survey (`ntia`), FiveThirtyEight's surveys (`fte_…`), or of a file of your own in the folder that
 * `QUORUM_BASELINES` names. Without a year it is the latest one; a year in the id, as in
 * `"gss (2022):HAPPY"`, is the same as `year`. Counts are unweighted; where only weighted shares were
 * published, `weighting` says how. `baselines()` lists all.
 *
 * @param id Dataset and question; of the question's name a last part is enough if no other ends so.
 * @throws {TypeError} When there is no such baseline, year or group, with what there is; when the dataset
 * is gated, unless `SYNTHBENCH_ALLOW_GATED` is 1.
 * @throws {InputError} With all that is wrong in a file of your own.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { baseline } from "../../mod.ts";
 *
 * const happy = await baseline("gss:HAPPY");
 * assert(happy.year === 2024 && happy.n === 3281);
 *
 * const women = await baseline("gss:HAPPY", { year: 2022, where: { sex: "female" } });
 * assert.deepEqual([women.where, women.n], [{ sex: "Female" }, 1881]);
 *
 * const online = await baseline("ntia:internetUser", { year: 2019 });
 * assert.equal(online.n, null); // not published, but their standard error is:
 * assert.equal(Math.round(online.nEffective ?? 0), 32_015);
 * ```
 */
export async function baseline(
  id: string,
  { year, where, weighted, host = denoHost() }: BaselineOptions = {},
): Promise<Baseline> {
  const wanted = parseBaselineId(id);
  if (year !== undefined && wanted.year !== undefined && year !== wanted.year) {
    throw new TypeError(`Cannot find ${year} in "${id}": the id says ${wanted.year}`);
  }
  const records = await recordsOf(wanted.dataset, `the baseline "${id}"`, host);
  const { record, year: named } = findRecord(wanted, records);
  return new Baseline(record, year ?? wanted.year ?? named, { where, weighted });
}

/** Numbers in the order of the options; what is missing is 0. */
function byOption(
  { options }: BaselineRecord,
  numbers: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(options.map((option) => [option, numberOf(numbers, option)]));
}

/** Divided by their sum: published shares are rounded. */
function sharesOf(numbers: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const sum = sumOf(numbers);
  return Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, number / sum]));
}

function sumOf(numbers: Readonly<Record<string, number>>): number {
  return Object.values(numbers).reduce((sum, number) => sum + number, 0);
}

/** What weighted shares are worth, where that is known: the binomial variance is p(1 − p)/n. */
function worth(
  { n_effective, standard_error: error }: BaselineSample,
  shares: Readonly<Record<string, number>>,
): number | null {
  if (n_effective !== undefined) return n_effective;
  const [share = 0] = Object.values(shares);
  if (error === undefined || error === 0 || share === 0 || share === 1) return null;
  return Math.max(1, share * (1 - share) / error ** 2);
}
