import { Clusters } from "../../lib/analysis/clusters.ts";
import { Look } from "../../lib/analysis/look.ts";
import { OpenAnswers } from "../../lib/analysis/open_answers.ts";
import { WeightedSums } from "../../lib/analysis/weighting.ts";
import { Leaderboard } from "../../lib/benchmarks/leaderboard_form.ts";
import { stream } from "../../lib/random/stream.ts";
import { Raw } from "../../lib/models/scripted.ts";
import * as quorum from "../../mod.ts";
import { rated } from "../analysis/events.ts";
import { hostWith } from "../hosts.ts";
import { beers, drinkers, tasting } from "../studies/timeline_fixtures.ts";
import { ATTACK, attacked } from "./tallies.ts";

const HAPPY = ["very happy", "pretty happy", "not too happy"] as const;
const PEOPLE = Array.from({ length: 24 }, (_, at) => ({
  name: at === 0 ? ATTACK : `P${at}`,
  sex: at % 2 === 0 ? "female" : "male",
}));

/**
 * A value of every exported class, and of every record that a function or a result gives and that has more in it
 * than a runtime shows in a line: by the name of its type. What can have a name is named to attack.
 *
 * @param path A folder to write to.
 */
export async function examples(path: string): Promise<Readonly<Record<string, object>>> {
  return {
    ...await ofSurveys(path),
    ...await ofTimelines(),
    ...await ofEvents(),
    ...await ofPeople(),
    ...ofFigures(),
  };
}

async function ofSurveys(path: string) {
  const asked = quorum.instrument("mood", {
    happy: quorum.choice(ATTACK, [...HAPPY]),
    years: quorum.number("For how many years?", { min: 0, max: 9 }),
    why: quorum.text(ATTACK),
  });
  const happy = await quorum.baseline("gss:HAPPY");
  const groups = await quorum.baselineGroups("gss:HAPPY");
  const panel = quorum.panel({ host: hostWith() }).personas(PEOPLE).models("simulated").seed(1);
  const survey = panel.ask(asked).calibrateAgainst(happy, { groups, question: "happy" })
    .until({ every: 5, stop: false }).synthesize();
  const ready = await survey.ready();
  const result = await survey.journal(`${path}/runs/one`).run();
  const both = await panel.models("a,b", { a: quorum.simulated(), b: quorum.simulated() })
    .ask(asked).run();
  const varied = await panel.variants(3).ask(asked).run();
  const { calibration, synthesis, usage, batches, replies, course, failures, rows } = result;
  return {
    ...{ Study: panel, Panel: panel, Survey: survey, ReadySurvey: ready },
    Estimate: ready.estimate(),
    ...{ StudyResult: result, RunResult: result, SurveyResult: result, Rows: rows },
    ...{ Calibration: calibration ?? [], Comparison: calibration?.whole ?? [] },
    ...{ Course: course, Synthesis: synthesis ?? [], Replies: replies, FailureStats: failures },
    ...{ ModelTotals: usage, BatchReport: batches, Summary: result.summary("years") },
    ...{ Tally: result.tally("happy"), Tallies: result.tally("happy", { by: "sex" }) },
    ...{ Blend: both.blend("happy"), Robustness: varied.robustness("happy") },
    ...{ Chart: result.plot("happy"), Report: await quorum.report(result) },
    ...{ RunManifest: quorum.manifest(result), Codebook: quorum.codebook(result) },
    Exported: await quorum.saveExport(`${path}/export`, result),
    ListedRun: await quorum.listRuns(`${path}/runs`),
    CalibrationEntry: await quorum.calibrate(PEOPLE, happy, panel, { n: 24 }),
    ...{ Pulse: new quorum.Pulse(), Plots: result.plots, SurveyPlots: result.plots },
  };
}

async function ofTimelines() {
  const timeline = quorum.panel({ host: hostWith() }).personas(drinkers(6)).models("simulated")
    .seed(11).expose(
      [...beers, { id: "evil", label: ATTACK }],
      quorum.selfSelection({ show: 3 }),
    ).outcome(tasting).over(3);
  const result = await timeline.run();
  return {
    ...{ Timeline: timeline, ReadyTimeline: await timeline.ready(), TimelineResult: result },
    TimelinePlots: result.plots,
    ...{ Events: result.rows, EventCounts: result.counts, ProductUptake: result.uptake() },
    OpenAnswers: result.answers.flat().find((one) => one instanceof OpenAnswers) ?? [],
  };
}

async function ofEvents() {
  const [a, b] = [rated(["u1A5", "u1B3", "u2A4"]), rated(["u1A4", "u2B1", "u3A2"])];
  const validator = new quorum.EventValidator();
  validator.take({ event_type: ATTACK }, 1);
  return {
    EventMetrics: await quorum.analyzeEvents(a),
    EventComparison: await quorum.compareEvents([
      { label: ATTACK, rows: a },
      { label: "b", rows: b },
    ]),
    ...{ EventValidator: validator, EventReport: validator.finish() },
    Schedule: quorum.parseSchedule(`t,panelist_id,product_id\n0,p1,${ATTACK}\n`),
  };
}

async function ofPeople() {
  const happy = await quorum.baseline("gss:HAPPY");
  const near = quorum.divergence(attacked(), {
    [ATTACK]: 0.5,
    [attacked().options[1]?.value ?? ""]: 0.5,
  });
  const board = quorum.parseLeaderboard({
    entries: [{ model: ATTACK, dataset: "globalopinionqa", sps: 0.8, n: 100 }],
  }, "it");
  return {
    ...{ Baseline: happy, Pack: new quorum.Pack(PEOPLE, { name: ATTACK }) },
    ...{ Divergence: near, AcrossQuestions: quorum.acrossQuestions([near, near]) },
    ...{ LeaderboardRows: board },
    Leaderboard: new Leaderboard({
      ...{ ...board, url: "https://there.example", source: "cache", age: 9, warnings: [ATTACK] },
    }),
    BestModel: quorum.bestModelFor("globalopinionqa", board, { host: hostWith() }),
    ConvergenceBaseline: quorum.convergenceBaseline(happy, { sizes: [20, 50], draws: 50 }),
  };
}

function ofFigures() {
  const tracked = { key: ATTACK, options: ["a", "b"] };
  const [human, labelled, others] = ["aababb", "abbabb", "bbabab"].map((word) => [...word]);
  const numbers = [1, 2, 4, 3, 5];
  return {
    Convergence: quorum.convergence(["a", "b", "a", ATTACK]),
    ConvergenceTracker: new quorum.ConvergenceTracker([tracked]),
    Powered: quorum.ppi(numbers, [1, 3, 4, 3, 4], numbers),
    PoweredShares: quorum.ppiShares(human ?? [], labelled ?? [], others ?? []),
    ...{ Clusters: new Clusters(["a"]), Stream: stream(1), Raw: new Raw(ATTACK) },
    Look: new Look(tracked, { n: 2, counts: [1, 1], jsd: null }, 0.05),
    WeightedSums: new WeightedSums({ source: ATTACK, weightOf: () => 1 }),
  };
}
