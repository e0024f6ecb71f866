import assert from "node:assert/strict";
import { baseline, convergenceBaseline } from "../../mod.ts";
import { convergenceBaselineJson } from "../../lib/analysis/convergence_baseline_json.ts";
import { humansText } from "../../lib/studies/convergence_text.ts";
import { assertNear } from "../statistics/assert_near.ts";

const happy = await baseline("gss:HAPPY");

Deno.test("convergenceBaseline() of HAPPY 2024 converges at 100", () => {
  // synthbench.md 3.
  const { id, year, convergedAt, curve, shares, epsilon, flatness, draws } = convergenceBaseline(
    happy,
  );
  assert.deepEqual([id, year, convergedAt], ["gss:HAPPY", 2024, 100]);
  assert.deepEqual([epsilon, flatness, draws, curve.length], [0.02, 0.005, 500, 9]);
  assertNear(shares["very happy"] ?? NaN, 684 / 3281);
});

Deno.test("convergenceBaseline() draws the same again, and other samples with another seed", () => {
  assert.deepEqual(convergenceBaseline(happy), convergenceBaseline(happy, { seed: 0 }));
  const means = [0, 1].map((seed) => convergenceBaseline(happy, { seed }).curve[0]?.mean);
  assert.notEqual(means[0], means[1]);
});

Deno.test("convergenceBaseline() takes other sizes, draws and limits", () => {
  const { curve, convergedAt } = convergenceBaseline(happy, {
    ...{ sizes: [10, 1000, 2000, 3000], draws: 200, epsilon: 0.001 },
  });
  assert.deepEqual(curve.map(({ n }) => n), [10, 1000, 2000, 3000]);
  assert.equal(convergedAt, 1000);
  assert.throws(() => convergenceBaseline(happy, { sizes: [0] }), RangeError);
});

Deno.test("convergenceBaselineJson() has the keys of the reference's payload, and the curve", () => {
  const json = convergenceBaselineJson(convergenceBaseline(happy));
  assert.deepEqual(Object.keys(json), [
    ...["dataset", "question_key", "year", "human_distribution", "redistribution_policy"],
    ...["license_url", "citation", "converged_at", "curve", "parameters"],
  ]);
  const { dataset, question_key, redistribution_policy, converged_at } = json;
  assert.deepEqual([dataset, question_key, redistribution_policy, converged_at], [
    ...["gss", "GSS_HAPPY", "full", 100],
  ]);
  assert.equal(json.license_url, "https://gss.norc.org/About-The-GSS");
  const [first] = json.curve as Record<string, number>[];
  assert.deepEqual(Object.keys(first ?? {}), [
    ...["n", "jsd_mean", "jsd_p10", "jsd_p90", "jsd_expected", "bootstrap_B"],
  ]);
  assert.deepEqual(json.parameters, {
    sample_sizes: [20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
    ...{ bootstrap_B: 500, epsilon: 0.02, delta: 0.005 },
  });
});

Deno.test("convergenceBaseline() of a group says whose it is", async () => {
  const women = await baseline("gss:HAPPY", { where: { sex: "female" } });
  const human = convergenceBaseline(women);
  assert.deepEqual([human.where, convergenceBaselineJson(human).where], [
    ...[{ sex: "Female" }, { sex: "Female" }],
  ]);
  assert.match(humansText(human), /^humans, Female, gss:HAPPY \d{4}: /);
  assert.ok(!("where" in convergenceBaselineJson(convergenceBaseline(happy))));
});

Deno.test("convergenceBaselineJson() calls nothing public of which it does not know that it is", () => {
  const human = convergenceBaseline(happy);
  const policyOf = (id: string) => convergenceBaselineJson({ ...human, id }).redistribution_policy;
  assert.deepEqual(["ntia:x", "fte_drinks:y", "mine:x"].map(policyOf), [
    ...["full", "full", "aggregates_only"],
  ]);
  assert.equal(convergenceBaselineJson({ ...human, id: "mine:x" }).license_url, null);
});
