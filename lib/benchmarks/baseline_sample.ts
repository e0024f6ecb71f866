import { suggest } from "../schema/suggest.ts";
import { type BaselineRecord, type BaselineSample, type BaselineWave } from "./baseline_record.ts";
import { type BaselineYear, isPeriod } from "./baseline_year.ts";
import { numberOf } from "./number_of.ts";

/** Which people's answers are wanted. */
export interface BaselinePeople {
  /** A year, a period that the survey has, or `"pooled"` for all years. @default {the latest year} */
  readonly year?: BaselineYear | undefined;
  /** One group only, as in `{ sex: "female" }`. @default {everybody} */
  readonly where?: Readonly<Record<string, string>> | undefined;
  /** Whether the shares are to be weighted where they need not be. @default false */
  readonly weighted?: boolean | undefined;
}

/** The answers that were asked for, and of whom they are. */
export interface ChosenSample {
  readonly sample: BaselineSample;
  /** The wave they stand in; undefined where several are pooled. */
  readonly wave: BaselineWave | undefined;
  /** The year; null where no date is known. */
  readonly year: BaselineYear | null;
  /** The attribute and the group, spelt as in the record; empty for everybody. */
  readonly where: Readonly<Record<string, string>>;
}

/**
 * Finds the answers that are wanted in a record.
 *
 * @throws {TypeError} When it has no such year or group, or cannot be pooled or weighted.
 */
export function chooseSample(
  record: BaselineRecord,
  { year: wanted, where = {}, weighted = false }: BaselinePeople,
): ChosenSample {
  const wave = waveOf(record, wanted, Object.keys(where).length > 0 || weighted);
  const year = wave === undefined ? "pooled" : wanted ?? wave.year ?? null;
  const whole = wave ?? { counts: pooledCounts(record) };
  const chosen = groupOf(record, whole, where, year);
  if (weighted && chosen.sample.shares === undefined) {
    throw new TypeError(
      `Cannot weight ${named(record, year)}: only its counts are known, unweighted`,
    );
  }
  const { counts: _, ...alone } = chosen.sample;
  const { shares: __, n_effective: ___, ...counted } = chosen.sample;
  return {
    wave,
    year,
    where: chosen.where,
    sample: weighted || chosen.sample.counts === undefined
      ? { ...alone, ...interviews(chosen.sample) }
      : counted,
  };
}

/** Weighted shares keep the number of interviews that their counts say. */
function interviews({ counts, n }: BaselineSample): Pick<BaselineSample, "n"> {
  if (counts === undefined) return n === undefined ? {} : { n };
  return { n: Object.values(counts).reduce((sum, count) => sum + count, 0) };
}

/** The wave of a year; undefined for all years together, where no wave holds what is asked of them. */
function waveOf(
  record: BaselineRecord,
  wanted: BaselineYear | undefined,
  inPart: boolean,
): BaselineWave | undefined {
  const { waves } = record;
  const years = waves.flatMap(({ year }) => typeof year === "number" ? [year] : []);
  if (wanted === "pooled") {
    const whole = `${Math.min(...years)}-${Math.max(...years)}`;
    return inPart ? waves.find(({ year }) => String(year) === whole) : undefined;
  }
  const year = wanted ?? (years.length === 0 ? waves.at(-1)?.year : Math.max(...years));
  const wave = waves.find((one) => one.year === year);
  if (wave !== undefined) return wave;
  const known = yearsOf(record);
  throw new TypeError(
    `Cannot find ${year} in ${named(record)}: ` +
      (known.length === 0 ? "its date is not known" : `its years are ${known.join(", ")}`),
  );
}

/** The years and periods of a record, years first. */
export function yearsOf({ waves }: BaselineRecord): Exclude<BaselineYear, "pooled">[] {
  const years = waves.flatMap(({ year }) => year === undefined ? [] : [year]);
  return [...years.filter((year) => !isPeriod(year)), ...years.filter(isPeriod)];
}

/** The groups of a wave by attribute. */
export function groupsOf(wave: BaselineWave | undefined): Readonly<Record<string, string[]>> {
  return Object.fromEntries(
    Object.entries(wave?.groups ?? {}).map(([attribute, groups]) => [
      attribute,
      Object.keys(groups),
    ]),
  );
}

/** The wave that has the groups of a year, for the list of groups. */
export function waveWithGroups(record: BaselineRecord, year: BaselineYear | null) {
  return year === "pooled"
    ? waveOf(record, year, true)
    : record.waves.find((wave) => (wave.year ?? null) === year);
}

function groupOf(
  record: BaselineRecord,
  whole: BaselineWave,
  where: Readonly<Record<string, string>>,
  year: BaselineYear | null,
): Pick<ChosenSample, "sample" | "where"> {
  const [[attribute, group] = [], ...others] = Object.entries(where);
  if (attribute === undefined || group === undefined) return { sample: whole, where: {} };
  const what = named(record, year);
  if (others.length > 0) {
    throw new TypeError(`Cannot cross attributes in ${what}: its groups are of one attribute each`);
  }
  const attributes = whole.groups ?? {};
  if (Object.keys(attributes).length === 0) throw withoutGroups(record, what);
  const key = matched(
    attribute,
    Object.keys(attributes),
    `the attribute "${attribute}" in ${what}`,
  );
  const groups = attributes[key] ?? {};
  const name = matched(group, Object.keys(groups), `${key} "${group}" in ${what}`);
  return { sample: groups[name] ?? {}, where: { [key]: name } };
}

function withoutGroups(record: BaselineRecord, what: string): TypeError {
  const years = yearsOf({ ...record, waves: record.waves.filter(({ groups }) => groups) });
  return new TypeError(
    `Cannot find groups in ${what}: ` +
      (years.length === 0 ? "it has none" : `they are known for ${years.join(", ")}`),
  );
}

/** The known name that is meant, in whatever case it is written. */
function matched(word: string, known: readonly string[], what: string): string {
  const found = known.find((name) => name.toLowerCase() === word.toLowerCase());
  if (found !== undefined) return found;
  const near = suggest(word, known);
  const help = near ? `did you mean "${near}"? Known are` : "known are";
  // In quotes, because some have commas in them.
  const all = known.map((name) => `"${name}"`).join(", ");
  throw new TypeError(`Cannot find ${what}: ${help} ${all}`);
}

function pooledCounts(record: BaselineRecord): Record<string, number> {
  const waves = record.waves.filter(({ year }) => typeof year === "number");
  if (waves.length === 0 || waves.some(({ counts }) => counts === undefined)) {
    throw new TypeError(
      `Cannot pool the years of ${
        named(record)
      }: it has shares that are no counts, and those do not add up`,
    );
  }
  return Object.fromEntries(record.options.map((option) => [
    option,
    waves.reduce((sum, { counts = {} }) => sum + numberOf(counts, option), 0),
  ]));
}

function named({ dataset, question }: BaselineRecord, year?: BaselineYear | null): string {
  return `"${dataset}:${question}"${year === undefined || year === null ? "" : ` ${year}`}`;
}
