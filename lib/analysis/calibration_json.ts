import { holm } from "../statistics/holm.ts";
import { grade } from "../statistics/grade.ts";
import { type Interval } from "../statistics/wilson.ts";
import { type Calibration } from "./calibration.ts";
import { type Comparison } from "./comparison.ts";
import { type Divergence } from "./divergence.ts";
import { type GroupComparison } from "./group_comparison.ts";

/**
 * A calibration as it stands in JSON: the keys of the reference, and beside the plug-in divergence what makes
 * it readable. What is computed is rounded to 6 decimals. An ensemble that is not blended has its numbers by
 * model only.
 */
export function calibrationJson(calibration: Calibration): Readonly<Record<string, unknown>> {
  const { humans, whole, models, groups, alignmentError } = calibration;
  return {
    baseline_spec: humans.id,
    question: calibration.question,
    matched_by: calibration.matchedBy,
    extractor: calibration.extractor,
    auto_derived: calibration.autoDerived,
    baseline: {
      ...{ text: humans.text, year: humans.year, n: humans.n, n_effective: humans.worth },
      ...{ note: humans.note, licence: humans.licence, citation: humans.citation },
    },
    ...(whole === null ? {} : comparisonJson(whole)),
    ...(alignmentError === null ? {} : { alignment_error: alignmentError }),
    ...(models.length === 0 ? {} : {
      per_model: Object.fromEntries(models.map((one) => [one.label, comparisonJson(one)])),
    }),
    subgroups: groupsJson(groups),
    warnings: calibration.warnings,
  };
}

function groupsJson(groups: readonly GroupComparison[]): unknown[] {
  const adjusted = adjustedOf(groups);
  return groups.map((one) => {
    const { attribute, group, model, comparison, personas, flag } = one;
    const { divergence, humans, tally } = comparison;
    return {
      ...{ attribute, group, ...(model === null ? {} : { model }), personas },
      ...(divergence === null ? { n: tally.n, human_n: humans.n, jsd: null } : {
        ...comparisonJson(comparison),
        p_holm: Number((adjusted.get(one) ?? 1).toPrecision(6)),
      }),
      flag,
    };
  });
}

/** The probabilities of all groups by Holm: among many some are small by chance. */
export function adjustedOf(groups: readonly GroupComparison[]): Map<GroupComparison, number> {
  const computed = groups.filter(({ comparison }) => comparison.divergence !== null);
  const adjusted = holm(computed.map(({ comparison }) => comparison.divergence?.pNull ?? 1));
  return new Map(computed.map((group, at) => [group, adjusted[at] ?? 1]));
}

/** The numbers of one comparison. */
function comparisonJson(comparison: Comparison): Record<string, unknown> {
  const { divergence, fit, options, reason, tally, humans } = comparison;
  return {
    ...(divergence === null ? withoutDivergence(comparison) : divergenceJson(divergence)),
    cramers_v: fit === null ? (reason !== null && tally.n > 0 ? 1 : null) : rounded(fit.cramersV),
    ...(fit === null ? {} : {
      ...{ fei: rounded(fit.fei), chi2: rounded(fit.statistic), chi2_df: fit.df },
      chi2_p_value: Number(fit.p.toPrecision(6)),
      ...(fit.warning === null ? {} : { chi2_warning: fit.warning }),
      lead_interpretation: fit.size,
    }),
    human_n: humans.n,
    options: options.map(({ option, human, panel, count, interval, difference }) => ({
      ...{ option, human: rounded(human), panel: rounded(panel), count },
      interval: pair(interval),
      difference: rounded(difference?.difference ?? null),
      difference_interval: pair(difference),
    })),
    statuses: tally.statuses,
    uncategorised: tally.uncategorised,
  };
}

/** Where no option is in both, answers and people have nothing in common: that much is known. */
function withoutDivergence({ tally, reason }: Comparison): Record<string, unknown> {
  return {
    jsd: tally.n === 0 ? null : 1,
    reason,
    n: tally.n,
    n_effective: rounded(tally.nEffective),
  };
}

function divergenceJson(divergence: Divergence): Record<string, unknown> {
  const { jsd, nulls, grade: graded, gradeInterval } = divergence;
  return {
    jsd: rounded(jsd),
    jsd_grade: grade(jsd),
    jsd_corrected: rounded(divergence.jsdCorrected),
    jsd_interval: pair(divergence.interval),
    floor95: rounded(divergence.floor95),
    p_null: Number(divergence.pNull.toPrecision(6)),
    distinguishable: divergence.distinguishable,
    method: divergence.method,
    grade: graded,
    grade_interval: [gradeInterval.low, gradeInterval.high],
    tvd: rounded(divergence.tvd),
    wasserstein: rounded(divergence.wasserstein),
    skill: rounded(divergence.skill),
    skill_interval: pair(divergence.skillInterval),
    ...(divergence.skillReason === null ? {} : { skill_reason: divergence.skillReason }),
    nulls: Object.fromEntries(
      Object.entries(nulls).map(([name, line]) => [name, line && roundedAll(line)]),
    ),
    n: divergence.n,
    n_effective: rounded(divergence.nEffective),
    human_n_effective: divergence.humanN,
  };
}

function roundedAll(line: object): Record<string, number | null> {
  return Object.fromEntries(Object.entries(line).map(([name, value]) => [name, rounded(value)]));
}

function pair(interval: Interval | null): [number | null, number | null] | null {
  return interval && [rounded(interval.low), rounded(interval.high)];
}

function rounded(number: number | null): number | null {
  return number === null ? null : Number(number.toFixed(6));
}
