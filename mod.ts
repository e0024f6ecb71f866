/**
 * Quorum: synthetic survey panels. Personas on language models answer instruments; the toolkit says how
 * far their answers are from people's, how sure we are, and how many panelists were enough.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { loadInstrument, loadPack, panel } from "./mod.ts";
 *
 * const result = await panel()
 *   .personas(await loadPack("general-consumer"))
 *   .models("simulated").seed(7)
 *   .ask(await loadInstrument("first-panel")).run();
 * assert(result.tally("happiness").n === 15);
 * ```
 *
 * @module
 */
import { attachFaces } from "./lib/display/faces.ts";

attachFaces();

export * from "./lib/analysis/across_questions.ts";
export * from "./lib/analysis/analyze_events.ts";
export type { AnswerDistance, MeasuredDistance } from "./lib/analysis/answer_distance.ts";
export type { AnswerValue } from "./lib/analysis/answer_table.ts";
export * from "./lib/analysis/best_model.ts";
export * from "./lib/analysis/blend.ts";
export { Calibration } from "./lib/analysis/calibration.ts";
export type * from "./lib/analysis/calibration_target.ts";
export type { Clusters } from "./lib/analysis/clusters.ts";
export {
  compareEvents,
  type CompareOptions,
  type ConditionPair,
  type EventComparison,
} from "./lib/analysis/compare_events.ts";
export type { Comparison } from "./lib/analysis/comparison.ts";
export * from "./lib/analysis/convergence.ts";
export * from "./lib/analysis/convergence_baseline.ts";
export type { CheckedQuestion, ConvergenceCheck } from "./lib/analysis/convergence_check.ts";
export type * from "./lib/analysis/convergence_options.ts";
export * from "./lib/analysis/convergence_outlook.ts";
export * from "./lib/analysis/convergence_report.ts";
export * from "./lib/analysis/convergence_tracker.ts";
export * from "./lib/analysis/divergence.ts";
export type { Answers } from "./lib/analysis/divergence_side.ts";
export type {
  BenchmarkResult,
  ProductDistance,
  ProductMean,
} from "./lib/analysis/event_benchmark.ts";
export type { ConditionMetrics, EventCondition } from "./lib/analysis/event_condition.ts";
export type { DiversityMetrics } from "./lib/analysis/event_diversity.ts";
export type { DistanceNote, PersonaMetrics } from "./lib/analysis/event_persona.ts";
export type { QualityMetrics } from "./lib/analysis/event_quality.ts";
export type {
  FirstShown,
  ProductEntropy,
  SelectionMetrics,
} from "./lib/analysis/event_selections.ts";
export type { GroupComparison } from "./lib/analysis/group_comparison.ts";
export type { Humans, Published } from "./lib/analysis/humans.ts";
export type { JudgedRow } from "./lib/analysis/judged_rows.ts";
export type { Look, QuestionCourse, Width } from "./lib/analysis/look.ts";
export * from "./lib/analysis/open_answers.ts";
export type { OptionRow } from "./lib/analysis/option_rows.ts";
export * from "./lib/analysis/product_uptake.ts";
export type { PersonaRobustness, Robustness } from "./lib/analysis/robustness.ts";
export type { Statuses } from "./lib/analysis/statuses.ts";
export * from "./lib/analysis/tallies.ts";
export * from "./lib/analysis/tally.ts";
export type { Answered, Tracked } from "./lib/analysis/tracked.ts";
export * from "./lib/analysis/weighting.ts";
export * from "./lib/benchmarks/baseline.ts";
export * from "./lib/benchmarks/baseline_groups.ts";
export type * from "./lib/benchmarks/baseline_record.ts";
export type { BaselinePeople } from "./lib/benchmarks/baseline_sample.ts";
export type { BaselineYear } from "./lib/benchmarks/baseline_year.ts";
export * from "./lib/benchmarks/baselines.ts";
export * from "./lib/benchmarks/hold_out.ts";
export { leaderboard } from "./lib/benchmarks/leaderboard.ts";
export type * from "./lib/benchmarks/leaderboard_form.ts";
export * from "./lib/benchmarks/parse_leaderboard.ts";
export * from "./lib/benchmarks/question_set_hash.ts";
export { submission } from "./lib/benchmarks/submission.ts";
export type * from "./lib/benchmarks/submission_form.ts";
export * from "./lib/benchmarks/submit.ts";
export * from "./lib/display/against_humans_chart.ts";
export * from "./lib/display/chart.ts";
export type * from "./lib/display/chart_options.ts";
export * from "./lib/display/convergence_chart.ts";
export * from "./lib/display/costs_chart.ts";
export * from "./lib/display/divergences_chart.ts";
export * from "./lib/display/groups_chart.ts";
export * from "./lib/display/models_chart.ts";
export * from "./lib/display/null_lines_chart.ts";
export type { People } from "./lib/display/people.ts";
export * from "./lib/display/positions_chart.ts";
export type { ConvergenceReading, ProgressState } from "./lib/display/progress_state.ts";
export * from "./lib/display/report.ts";
export type * from "./lib/display/report_parts.ts";
export * from "./lib/display/robustness_chart.ts";
export * from "./lib/display/save.ts";
export { sharesChart } from "./lib/display/shares_chart.ts";
export * from "./lib/display/uptake_chart.ts";
export type { Backend } from "./lib/encounters/config_backend.ts";
export type { Enrichment } from "./lib/encounters/config_enrich.ts";
export type { PolicyChoice } from "./lib/encounters/config_policy.ts";
export * from "./lib/encounters/deterministic.ts";
export {
  type CallSettings,
  type ConfigOptions,
  type EventConfig,
  parseEventConfig,
  type RecordSource,
} from "./lib/encounters/event_config.ts";
export type { EventSources } from "./lib/encounters/event_sources.ts";
export * from "./lib/encounters/event_study.ts";
export * from "./lib/encounters/manual.ts";
export type * from "./lib/encounters/outcome.ts";
export type { PersonaRecord } from "./lib/encounters/persona_record.ts";
export type * from "./lib/encounters/policy.ts";
export * from "./lib/encounters/product.ts";
export type { ProductRecord } from "./lib/encounters/product_record.ts";
export { loadProducts, parseProducts, type ProductsOptions } from "./lib/encounters/products.ts";
export type { Example, PromptingStrategy } from "./lib/encounters/prompting.ts";
export * from "./lib/encounters/questionnaire.ts";
export * from "./lib/encounters/random_assignment.ts";
export type { RecordBase } from "./lib/encounters/record.ts";
export { execute, type Execution, type Requested, type Rules } from "./lib/encounters/rules.ts";
export * from "./lib/encounters/schedule.ts";
export * from "./lib/encounters/schedule_file.ts";
export type * from "./lib/encounters/selection_settings.ts";
export * from "./lib/encounters/self_selection.ts";
export type { UnaffordableCall } from "./lib/engine/budget.ts";
export type { NamedModel } from "./lib/engine/calls.ts";
export { Stopped } from "./lib/engine/ending.ts";
export type { GateOptions } from "./lib/engine/gate.ts";
export * from "./lib/engine/halt.ts";
export * from "./lib/engine/merkle.ts";
export type { ModelTotals } from "./lib/engine/model_totals.ts";
export type { GivenUp, QuestionBudgetReport } from "./lib/engine/question_budget.ts";
export type { ResponseMode } from "./lib/engine/response_mode.ts";
export type * from "./lib/host/host.ts";
export type {
  Delivery,
  Queue,
  QueueEntry,
  QueueLine,
  QueueTaker,
  Taking,
} from "./lib/host/queue.ts";
export { choice, type ChoiceQuestion } from "./lib/instruments/choice.ts";
export type { Findings } from "./lib/instruments/findings.ts";
export * from "./lib/instruments/instrument.ts";
export type {
  FollowUp,
  OptionRules,
  QuestionBase,
  QuestionOption,
} from "./lib/instruments/kind.ts";
export type { Question } from "./lib/instruments/kinds.ts";
export { multi, type MultiQuestion } from "./lib/instruments/multi.ts";
export { number, type NumberQuestion } from "./lib/instruments/number.ts";
export type { Choosable, Options } from "./lib/instruments/options.ts";
export * from "./lib/instruments/parse.ts";
export { pick, type PickQuestion } from "./lib/instruments/pick.ts";
export { rank, type RankQuestion } from "./lib/instruments/rank.ts";
export { scale, type ScaleQuestion } from "./lib/instruments/scale.ts";
export {
  type Schema,
  type SchemaSource,
  shape,
  type ShapeQuestion,
} from "./lib/instruments/shape.ts";
export { text, type TextQuestion } from "./lib/instruments/text.ts";
export { themes, type ThemesQuestion } from "./lib/instruments/themes.ts";
export { loadVariables, parseVariables, type Variables } from "./lib/instruments/variables.ts";
export { yesNo, type YesNoQuestion } from "./lib/instruments/yes_no.ts";
export type * from "./lib/models/model.ts";
export { type FailureKind, ModelError } from "./lib/models/model_error.ts";
export * from "./lib/models/scripted.ts";
export * from "./lib/models/simulated.ts";
export type { CalibrationEntry, PlannedEntry } from "./lib/personas/calibration_entry.ts";
export { loadPack, type Manifest, Pack, packIds, parsePack } from "./lib/personas/pack.ts";
export type { ModelOverrides, Persona } from "./lib/personas/persona.ts";
export { savePack } from "./lib/personas/save_pack.ts";
export { loadTemplate } from "./lib/personas/template.ts";
export type { Axis } from "./lib/personas/variants.ts";
export * from "./lib/personas/with_calibration.ts";
export type { Stream } from "./lib/random/stream.ts";
export * from "./lib/rows/data_dictionary.ts";
export type { EventColumn, Presence } from "./lib/rows/event_columns.ts";
export * from "./lib/rows/event_ids.ts";
export type * from "./lib/rows/event_row.ts";
export * from "./lib/rows/event_validator.ts";
export * from "./lib/rows/load_events.ts";
export type { Row, Status } from "./lib/rows/row.ts";
export type { RowColumn } from "./lib/rows/row_table.ts";
export * from "./lib/rows/save_events.ts";
export * from "./lib/rows/save_rows.ts";
export type { TableColumn } from "./lib/rows/table_form.ts";
export * from "./lib/rows/to_csv.ts";
export * from "./lib/rows/to_jsonl.ts";
export * from "./lib/rows/to_parquet.ts";
export * from "./lib/rows/validate_events.ts";
export * from "./lib/schema/input_error.ts";
export * from "./lib/statistics/blend.ts";
export * from "./lib/statistics/bootstrap.ts";
export * from "./lib/statistics/borda.ts";
export * from "./lib/statistics/chi_squared.ts";
export * from "./lib/statistics/chi_squared_floor.ts";
export * from "./lib/statistics/chi_squared_quantile.ts";
export * from "./lib/statistics/chi_squared_tail.ts";
export * from "./lib/statistics/clopper_pearson.ts";
export * from "./lib/statistics/clustered_floor.ts";
export type { Coefficient } from "./lib/statistics/coefficient.ts";
export { confidenceSequence } from "./lib/statistics/confidence_sequence.ts";
export type { Weights } from "./lib/statistics/distribution.ts";
export type { Uniform } from "./lib/statistics/draw_binomial.ts";
export * from "./lib/statistics/effective_size.ts";
export * from "./lib/statistics/entropy.ts";
export * from "./lib/statistics/entropy_split.ts";
export * from "./lib/statistics/expected_total_variation.ts";
export * from "./lib/statistics/expected_wasserstein.ts";
export * from "./lib/statistics/f_quantile.ts";
export * from "./lib/statistics/f_tail.ts";
export * from "./lib/statistics/grade.ts";
export * from "./lib/statistics/holm.ts";
export * from "./lib/statistics/jackknife_bias.ts";
export * from "./lib/statistics/jeffreys.ts";
export * from "./lib/statistics/jensen_shannon.ts";
export * from "./lib/statistics/jsd_floor.ts";
export * from "./lib/statistics/jsd_interval.ts";
export * from "./lib/statistics/kendall_tau.ts";
export * from "./lib/statistics/kendall_w.ts";
export * from "./lib/statistics/kish_size.ts";
export * from "./lib/statistics/krippendorff.ts";
export type { NullLine, NullLines } from "./lib/statistics/null_lines.ts";
export * from "./lib/statistics/parity.ts";
export { type Powered, ppi, type PpiOptions } from "./lib/statistics/ppi.ts";
export * from "./lib/statistics/ppi_shares.ts";
export * from "./lib/statistics/rake.ts";
export * from "./lib/statistics/sampling_curve.ts";
export * from "./lib/statistics/sampling_divergence.ts";
export * from "./lib/statistics/sequence_size.ts";
export * from "./lib/statistics/share_difference.ts";
export * from "./lib/statistics/skill.ts";
export * from "./lib/statistics/steady_from.ts";
export * from "./lib/statistics/summary.ts";
export * from "./lib/statistics/synthbench_parts.ts";
export * from "./lib/statistics/synthbench_score.ts";
export * from "./lib/statistics/total_variation.ts";
export { wasserstein, type WassersteinOptions } from "./lib/statistics/wasserstein.ts";
export * from "./lib/statistics/wilson.ts";
export * from "./lib/statistics/worst_case_bounds.ts";
export type { Actor } from "./lib/studies/actors.ts";
export type { BatchReport } from "./lib/studies/batch_reports.ts";
export { calibrate, type CalibrateOptions } from "./lib/studies/calibrate.ts";
export type { CalibrationSize } from "./lib/studies/calibration_study.ts";
export type { RunOptions } from "./lib/studies/carry_out.ts";
export * from "./lib/studies/codebook.ts";
export type { Course } from "./lib/studies/course.ts";
export type { ExportFormat } from "./lib/studies/data_package.ts";
export type { Estimate } from "./lib/studies/estimate.ts";
export type { EventCounts } from "./lib/studies/event_counter.ts";
export type { EventChecks } from "./lib/studies/event_file.ts";
export * from "./lib/studies/events.ts";
export type {
  CallPlan,
  ChoiceSettings,
  FeaturePlan,
  PlannedExposure,
} from "./lib/studies/exposure_plan.ts";
export type * from "./lib/studies/failure_stats.ts";
export type { TimelineOptions } from "./lib/studies/follow.ts";
export type { Limits } from "./lib/studies/limits.ts";
export { type ListedRun, listRuns } from "./lib/studies/list_runs.ts";
export * from "./lib/studies/load_run.ts";
export { manifest, type ManifestModel, type RunManifest } from "./lib/studies/manifest.ts";
export type { MergeOptions } from "./lib/studies/merged.ts";
export * from "./lib/studies/panel.ts";
export type { Panelist, Variant } from "./lib/studies/panelists.ts";
export type {
  MergeReport,
  Plan,
  PlannedExtraction,
  PlannedModel,
  PlannedModels,
} from "./lib/studies/plan.ts";
export * from "./lib/studies/plots.ts";
export * from "./lib/studies/pulse.ts";
export * from "./lib/studies/ready_survey.ts";
export * from "./lib/studies/ready_timeline.ts";
export type { Replies } from "./lib/studies/replies.ts";
export * from "./lib/studies/report.ts";
export type { ResponseStore } from "./lib/studies/response_store.ts";
export * from "./lib/studies/rows.ts";
export type { Drift } from "./lib/studies/run_drift.ts";
export type { BudgetHalt } from "./lib/studies/run_end.ts";
export { RunResult } from "./lib/studies/run_result.ts";
export type { RecordedFlags, RunState } from "./lib/studies/run_state.ts";
export type * from "./lib/studies/sampling_plan.ts";
export * from "./lib/studies/save_export.ts";
export type { SessionOptions } from "./lib/studies/session.ts";
export type { Spending } from "./lib/studies/spending.ts";
export {
  type BatchOptions,
  type Conduct,
  type JournalOptions,
  type Parts,
  Study,
  type World,
} from "./lib/studies/study.ts";
export { StudyResult } from "./lib/studies/study_result.ts";
export * from "./lib/studies/survey.ts";
export * from "./lib/studies/survey_plots.ts";
export * from "./lib/studies/survey_result.ts";
export type { SynthesisOptions } from "./lib/studies/synthesis.ts";
export type * from "./lib/studies/synthesis_result.ts";
export * from "./lib/studies/timeline.ts";
export * from "./lib/studies/timeline_plots.ts";
export { TimelineResult } from "./lib/studies/timeline_result.ts";
export type * from "./lib/studies/until_options.ts";
export type { VerificationReport } from "./lib/studies/verification.ts";
export type { PanelWeights } from "./lib/studies/weighting_of.ts";
export type { Wording, Wordings } from "./lib/studies/wordings.ts";
