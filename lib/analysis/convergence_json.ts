import { convergenceBaselineJson } from "./convergence_baseline_json.ts";
import { type ChiSquared } from "../statistics/chi_squared.ts";
import { type Convergence, type QuestionConvergence } from "./convergence_report.ts";
import { type ConvergenceSettings } from "./convergence_options.ts";

/**
 * A report of convergence as it stands in JSON: the keys of the reference, and the rule, the widths, the
 * floor and what was lost beside them. What is computed from answers is rounded to 6 decimals.
 *
 * @example
 * ```ts
 * import { convergence } from "./convergence.ts";
 * import { convergenceJson } from "./convergence_json.ts";
 *
 * const json = convergenceJson(convergence(["yes", "no"]));
 * if (json.final_n !== 2 || json.overall_converged_at !== null) throw new Error();
 * ```
 */
export function convergenceJson(report: Convergence): Record<string, unknown> {
  return {
    ...settingsJson(report.settings),
    alpha_each: report.alphaEach,
    final_n: report.finalN,
    released: report.released,
    auto_stopped: report.autoStopped,
    overall_converged_at: report.overallConvergedAt,
    tracked_questions: report.trackedQuestions,
    per_question: mapped(report.perQuestion, questionJson),
    human_baseline: report.humanBaseline && convergenceBaselineJson(report.humanBaseline),
    diversity_warnings: report.diversityWarnings,
    warnings: report.warnings,
  };
}

function settingsJson(settings: ConvergenceSettings): Record<string, unknown> {
  const { rule, every, alpha } = settings;
  const isByBatch = settings.rule === "jsd-batch";
  return {
    rule,
    check_every: Number.isFinite(every) ? every : null,
    epsilon: isByBatch ? settings.epsilon : null,
    min_n: isByBatch ? settings.minimum : null,
    m_consecutive: isByBatch ? settings.streak : null,
    half_width: isByBatch ? null : settings.halfWidth,
    alpha,
  };
}

function questionJson(question: QuestionConvergence): Record<string, unknown> {
  const { floor, skewVsUniform } = question;
  return {
    final_n: question.finalN,
    converged_at: question.convergedAt,
    lost_at: question.lostAt,
    curve: question.curve.map(({ n, jsd, halfWidth }) => ({
      n,
      ...(jsd === undefined ? {} : { jsd: rounded(jsd) }),
      half_width: rounded(halfWidth),
    })),
    support_size: question.supportSize,
    half_width: rounded(question.halfWidth),
    widths: mapped(question.widths, ({ share, low, high, halfWidth }) => ({
      share: rounded(share),
      low: rounded(low),
      high: rounded(high),
      half_width: rounded(halfWidth),
    })),
    floor: floor === null ? null : rounded(floor),
    batch_needed: question.batchNeeded,
    ...(skewVsUniform === null ? {} : { skew_vs_uniform: chiSquaredJson(skewVsUniform) }),
  };
}

function chiSquaredJson(
  { statistic, df, p, cramersV, fei, size, warning }: ChiSquared,
): Record<string, unknown> {
  return {
    cramers_v: rounded(cramersV),
    fei: rounded(fei),
    chi2: rounded(statistic),
    df,
    p_value: rounded(p),
    lead_interpretation: size,
    ...(warning === null ? {} : { chi2_warning: warning }),
  };
}

function mapped<Value>(
  record: Readonly<Record<string, Value>>,
  json: (value: Value) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, json(value)]));
}

function rounded(number: number): number {
  return Number(number.toFixed(6));
}
