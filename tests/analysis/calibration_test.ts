import assert from "node:assert/strict";
import { adjustedOf, calibrationJson } from "../../lib/analysis/calibration_json.ts";
import { Comparison } from "../../lib/analysis/comparison.ts";
import { groupOf } from "../../lib/analysis/group_of.ts";
import { sizeFlag } from "../../lib/analysis/group_comparison.ts";
import { type Humans, humansOf } from "../../lib/analysis/humans.ts";
import { inWordsOf } from "../../lib/analysis/in_words_of.ts";
import { TallyCounter } from "../../lib/analysis/tally_counter.ts";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import {
  Calibration,
  type CalibrationTarget,
  choice,
  divergence,
  multi,
  text,
  yesNo,
} from "../../mod.ts";
import { assertClose } from "../statistics/assert_close.ts";
import { assertNear } from "../statistics/assert_near.ts";
import { rowOf } from "./rows.ts";

const HAPPY: Humans = humansOf({
  ...{ id: "gss:HAPPY", text: "How are things?", ordered: true, year: 2024, n: 3281 },
  options: ["very happy", "pretty happy", "not too happy"],
  counts: { "very happy": 684, "pretty happy": 1892, "not too happy": 705 },
  shares: {},
  ...{ licence: "free", citation: "NORC" },
});

/** Answers to a choice of these options, held against people. */
function compared(counts: Readonly<Record<string, number>>, humans = HAPPY) {
  const asked = new CompiledQuestion("mood", choice("Mood?", Object.keys(counts)));
  const reworded = inWordsOf(humans, asked);
  const counter = new TallyCounter(reworded.asked, { models: ["m"], notice: null });
  for (const [option, count] of Object.entries(counts)) {
    for (let at = 0; at < count; at++) {
      counter.count(rowOf({ question: "mood", answer: option, panelist: `${option}${at}` }));
    }
  }
  const comparison = new Comparison({ tally: counter.tally, humans, reworded, seed: 0 }, null);
  const target: CalibrationTarget = {
    ...{ question: "mood", humans, groups: [], extractor: "choice:own", autoDerived: false },
    ...{ matchedBy: "key", warnings: [] },
  };
  const calibration = new Calibration({
    target,
    reworded,
    whole: comparison,
    models: [],
    groups: [],
  });
  return { comparison, calibration, json: calibrationJson(calibration), reworded };
}

// Case F3 of the reference.
Deno.test("a calibration of options that do not meet says so, with both sets sorted", () => {
  const { json, calibration } = compared({ red: 7, blue: 3 });
  assert.equal(json.jsd, 1);
  assert.equal(json.cramers_v, 1);
  assert.equal(
    json.alignment_error,
    'no option is in both: the panel\'s are ["blue","red"]; those of gss:HAPPY are ' +
      '["not too happy","pretty happy","very happy"] (How are things?)',
  );
  assert.equal(calibration.divergence, null);
  assert.ok(!("jsd_corrected" in json) && !("p_null" in json));
});

Deno.test("a calibration has the numbers of divergence(), in the order of the survey", () => {
  const counts = { "Not too happy": 5, "PRETTY happy!": 35, "very happy": 10 };
  const { json, comparison } = compared(counts);
  const own = divergence(
    [10, 35, 5],
    [684, 1892, 705],
    { ordered: true },
  );
  assertNear(Number(json.jsd), own.jsd, 5e-7);
  assertNear(Number(json.jsd_corrected), own.jsdCorrected, 5e-7);
  assertNear(Number(json.wasserstein), own.wasserstein ?? NaN, 5e-7);
  assert.deepEqual(json.grade, own.grade);
  assert.deepEqual(comparison.options.map(({ option, count }) => [option, count]), [
    ["very happy", 10],
    ["pretty happy", 35],
    ["not too happy", 5],
  ]);
  const [first] = comparison.options;
  assertClose(first?.difference?.difference ?? NaN, 0.2 - 684 / 3281, 1e-12);
  const keys = [
    ...["jsd", "jsd_corrected", "floor95", "jsd_interval", "p_null", "grade", "grade_interval"],
    ...["nulls", "skill", "skill_interval", "cramers_v", "chi2", "chi2_df", "chi2_p_value", "n"],
    ...["n_effective", "options", "tvd", "statuses", "baseline_spec", "extractor", "auto_derived"],
  ];
  for (const key of keys) assert.ok(key in json, key);
});

// scipy.stats.chisquare([6, 3, 1]) = 3.8, p .149569 (case F4 of the reference).
Deno.test("a calibration tests the fit with the people's shares", () => {
  const uniform = humansOf({
    ...HAPPY,
    n: null,
    counts: null,
    shares: { "very happy": 1, "pretty happy": 1, "not too happy": 1 },
  });
  const { json } = compared({ "very happy": 6, "pretty happy": 3, "not too happy": 1 }, uniform);
  assert.deepEqual([json.chi2, json.chi2_df, json.cramers_v], [3.8, 2, 0.43589]);
  assertClose(Number(json.chi2_p_value), 0.149569, 1e-5);
  assert.match(String(Object(json.baseline).note), /was not published/);
});

Deno.test("a calibration without answers has no number", () => {
  const { json } = compared({ "very happy": 0, "pretty happy": 0, "not too happy": 0 });
  assert.deepEqual([json.jsd, json.cramers_v, json.reason], [null, null, "no answers to compare"]);
});

Deno.test("a calibration tells which options only one side has", () => {
  const { calibration } = compared({ "very happy": 3, "pretty happy": 4, "it depends": 2 });
  assert.deepEqual(calibration.warnings, [
    'the options are not the same: the panel alone could say "it depends"; gss:HAPPY alone has "not too happy"',
  ]);
  assert.equal(calibration.whole?.fit, null);
  assert.equal(calibration.divergence?.wasserstein, null);
});

Deno.test("inWordsOf() refuses what is no single option", () => {
  const against = (question: Parameters<typeof inWordsOf>[1]) => () => inWordsOf(HAPPY, question);
  assert.throws(against(new CompiledQuestion("q", text("Why?"))), /it has no options/);
  assert.throws(against(new CompiledQuestion("q", multi("Which?", ["a", "b"]))), /several options/);
  const use = { ...HAPPY, id: "ntia:use", options: ["Yes", "No"] };
  const { asked } = inWordsOf(use, new CompiledQuestion("q", yesNo("Do you?")));
  assert.deepEqual(asked.categories("yes"), ["Yes"]);
});

Deno.test("groupOf() knows bands, words and the divisions of regions", () => {
  assert.equal(groupOf("age_band", 65, ["18-29", "30-44", "45-64", "65+"]), "65+");
  assert.equal(groupOf("age", 17, ["18-29", "65+"]), undefined);
  assert.equal(groupOf("age", 29, ["under 30", "30+"]), "under 30");
  assert.equal(groupOf("children", 4, ["0", "1", "4+"]), "4+");
  assert.equal(groupOf("sex", "female", ["Male", "Female"]), "Female");
  assert.equal(groupOf("gender", "Woman", ["Male", "Female"]), "Female");
  assert.equal(
    groupOf("degree", "junior college", ["Associate / Jr College", "Graduate"]),
    "Associate / Jr College",
  );
  assert.equal(groupOf("degree", "bachelor's", ["Bachelor's"]), "Bachelor's");
  assert.equal(groupOf("region", "w. sou. central", ["South", "West"]), "South");
  assert.equal(groupOf("sex", undefined, ["Male"]), undefined);
});

Deno.test("sizeFlag() computes nothing of very small groups, and marks small ones", () => {
  assert.deepEqual(sizeFlag(9, 40, 1000).isTooSmall, true);
  assert.match(sizeFlag(20, 20, 1000).flag ?? "", /^small: /);
  assert.deepEqual(sizeFlag(40, 40, 1000), { flag: null, isTooSmall: false });
  assert.match(sizeFlag(40, 40, 20).flag ?? "", /fewer than 30 people/);
  assert.equal(adjustedOf([]).size, 0);
});
