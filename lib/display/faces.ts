import { AcrossQuestions } from "../analysis/across_questions.ts";
import { EventMetrics } from "../analysis/analyze_events.ts";
import { BestModel } from "../analysis/best_model.ts";
import { Blend } from "../analysis/blend.ts";
import { Calibration } from "../analysis/calibration.ts";
import { EventComparison } from "../analysis/compare_events.ts";
import { Clusters } from "../analysis/clusters.ts";
import { Comparison } from "../analysis/comparison.ts";
import { ConvergenceBaseline } from "../analysis/convergence_baseline.ts";
import { Convergence } from "../analysis/convergence_report.ts";
import { ConvergenceTracker } from "../analysis/convergence_tracker.ts";
import { Divergence } from "../analysis/divergence.ts";
import { Look } from "../analysis/look.ts";
import { OpenAnswers } from "../analysis/open_answers.ts";
import { ProductUptake } from "../analysis/product_uptake.ts";
import { Robustness } from "../analysis/robustness.ts";
import { Tallies } from "../analysis/tallies.ts";
import { Tally } from "../analysis/tally.ts";
import { WeightedSums } from "../analysis/weighting.ts";
import { Baseline } from "../benchmarks/baseline.ts";
import { LeaderboardRows } from "../benchmarks/leaderboard_form.ts";
import { Schedule } from "../encounters/schedule.ts";
import { Raw } from "../models/scripted.ts";
import { Pack } from "../personas/pack.ts";
import { Stream } from "../random/stream.ts";
import { EventReport, EventValidator } from "../rows/event_validator.ts";
import { Powered } from "../statistics/ppi.ts";
import { PoweredShares } from "../statistics/ppi_shares.ts";
import {
  convergenceBaselineFace,
  convergenceFace,
  robustnessFace,
  trackerFace,
} from "./convergence_faces.ts";
import { acrossFace, calibrationFace, comparisonFace, divergenceFace } from "./distance_faces.ts";
import { comparedEventsFace, eventReportFace, metricsFace } from "./event_faces.ts";
import { attach } from "./face.ts";
import {
  clustersFace,
  eventValidatorFace,
  lookFace,
  rawFace,
  streamFace,
  weightedSumsFace,
} from "./inner_faces.ts";
import { poweredFace, poweredSharesFace } from "./powered_faces.ts";
import {
  baselineFace,
  bestModelFace,
  leaderboardFace,
  packFace,
  scheduleFace,
} from "./source_faces.ts";
import { blendFace, openAnswersFace, talliesFace, tallyFace, uptakeFace } from "./tally_faces.ts";

/**
 * Gives the public values of the rooms below their notebook and REPL faces. Done once, where the public
 * names are gathered, so that nothing below knows how it looks.
 */
export function attachFaces(): void {
  attach(Tally, tallyFace);
  attach(Blend, blendFace);
  attach(Tallies, talliesFace);
  attach(OpenAnswers, openAnswersFace);
  attach(ProductUptake, uptakeFace);
  attach(Divergence, divergenceFace);
  attach(Comparison, comparisonFace);
  attach(Calibration, calibrationFace);
  attach(AcrossQuestions, acrossFace);
  attach(Convergence, convergenceFace);
  attach(ConvergenceTracker, trackerFace);
  attach(ConvergenceBaseline, convergenceBaselineFace);
  attach(Robustness, robustnessFace);
  attach(Pack, packFace);
  attach(Baseline, baselineFace);
  attach(LeaderboardRows, leaderboardFace);
  attach(BestModel, bestModelFace);
  attach(Schedule, scheduleFace);
  attach(EventMetrics, metricsFace);
  attach(EventComparison, comparedEventsFace);
  attach(EventReport, eventReportFace);
  attach(Powered, poweredFace);
  attach(PoweredShares, poweredSharesFace);
  attach(Clusters, clustersFace);
  attach(Look, lookFace);
  attach(WeightedSums, weightedSumsFace);
  attach(Stream, streamFace);
  attach(EventValidator, eventValidatorFace);
  attach(Raw, rawFace);
}
