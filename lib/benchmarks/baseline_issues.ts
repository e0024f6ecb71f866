import { suggest } from "../schema/suggest.ts";
import { type BaselineRecord, type BaselineSample } from "./baseline_record.ts";

/** One thing that a schema cannot say. */
export interface RecordIssue {
  /** Where in the record. */
  readonly path: (string | number)[];
  /** What must be the case. */
  readonly message: string;
}

/** How far rounding to a percent moves a share; of more than ten, most are known better. */
const ROUNDING = 0.005;
const MOST_ROUNDING = 0.05;

/** Everything that is wrong with a record whose form is right. */
export function recordIssues(record: BaselineRecord): RecordIssue[] {
  return [...optionIssues(record), ...yearIssues(record), ...waveIssues(record)];
}

function optionIssues({ options }: BaselineRecord): RecordIssue[] {
  const seen = new Set<string>();
  return options.flatMap((option, at) => {
    const isNew = !seen.has(option);
    seen.add(option);
    const path = ["options", at];
    if (!isNew) {
      return [{ path, message: `must be another than the others, not "${option}" again` }];
    }
    // Data of this name is lost on its way through JavaScript.
    return option === "__proto__" ? [{ path, message: "must be another word" }] : [];
  });
}

function yearIssues({ waves }: BaselineRecord): RecordIssue[] {
  return waves.flatMap(({ year }, at) => {
    if (year === undefined) {
      return waves.length === 1 ? [] : [{
        path: ["waves", at, "year"],
        message: "is missing: only a single wave may be without one",
      }];
    }
    const first = waves.findIndex((other) => other.year === year);
    return first === at ? [] : [{
      path: ["waves", at, "year"],
      message: `must be another than the others, not ${year} again`,
    }];
  });
}

function waveIssues({ waves, options }: BaselineRecord): RecordIssue[] {
  return waves.flatMap((wave, at) => [
    ...sampleIssues(wave, options, ["waves", at]),
    ...Object.entries(wave.groups ?? {}).flatMap(([attribute, groups]) =>
      Object.entries(groups).flatMap(([group, sample]) =>
        sampleIssues(sample, options, ["waves", at, "groups", attribute, group])
      )
    ),
  ]);
}

type Numbers = Readonly<Record<string, number>>;

function sampleIssues(
  sample: BaselineSample,
  options: readonly string[],
  path: RecordIssue["path"],
): RecordIssue[] {
  const { counts, shares, n, n_effective, standard_error } = sample;
  const hasError = standard_error !== undefined;
  const faults: [key: string, isFault: boolean, message: string][] = [
    ["counts", !counts && !shares, "is missing: there must be counts or shares"],
    ["counts", counts !== undefined && sumOf(counts) === 0, "must count somebody"],
    [
      "shares",
      shares !== undefined && !isWhole(shares, options.length),
      `must add up to 1, not ${sumOf(shares)}`,
    ],
    ["n", n !== undefined && counts !== undefined, LEAVE_OUT + "it is the sum of the counts"],
    ["n_effective", n_effective !== undefined && !shares, LEAVE_OUT + "there are no shares"],
    ["standard_error", hasError && !(shares && options.length === 2), LEAVE_OUT + TWO_OPTIONS],
    ["n_effective", hasError && n_effective !== undefined, LEAVE_OUT + "the error says it"],
  ];
  return [
    ...faults.flatMap(([key, isFault, message]) =>
      isFault ? [{ path: [...path, key], message }] : []
    ),
    ...strangers(counts, options, [...path, "counts"]),
    ...strangers(shares, options, [...path, "shares"]),
  ];
}

const LEAVE_OUT = "must be left out: ";
const TWO_OPTIONS = "it is of the shares of two options";

function sumOf(numbers: Numbers = {}): number {
  return Object.values(numbers).reduce((sum, number) => sum + number, 0);
}

function isWhole(shares: Numbers, options: number): boolean {
  return Math.abs(sumOf(shares) - 1) <= Math.min(MOST_ROUNDING, ROUNDING * options) + 1e-9;
}

/** Options that the question does not have. */
function strangers(
  numbers: Numbers = {},
  options: readonly string[],
  path: RecordIssue["path"],
): RecordIssue[] {
  const known = new Set(options);
  return Object.keys(numbers).filter((option) => !known.has(option)).map((option) => {
    const near = suggest(option, options);
    const help = near ? `did you mean "${near}"?` : `they are ${options.join(", ")}`;
    return { path: [...path, option], message: `is not one of the options: ${help}` };
  });
}
