import assert from "node:assert/strict";
import { calibrationJson } from "../../lib/analysis/calibration_json.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import {
  baseline,
  baselineGroups,
  calibrate,
  choice,
  instrument,
  loadRun,
  panel,
  scripted,
  simulated,
  text,
} from "../../mod.ts";
import { folder, hostWith } from "../hosts.ts";
import { assertNear } from "../statistics/assert_near.ts";

const OPTIONS = ["very happy", "pretty happy", "not too happy"] as const;
/** The known clusters of methods.md, worth 14.314961 answers. */
const CLUSTERS = [[10, 5, 0], [8, 4, 3], [2, 10, 3], [0, 5, 10], [12, 2, 1]];
const FIVE = CLUSTERS.map((_, place) => ({ name: `P${place}`, age: 20 + 12 * place }));

/** Each person gives each option as often as its cluster says, one repeat after the other. */
function clustered() {
  return scripted(({ persona, repeat }) => {
    const counts = CLUSTERS[Number(String(persona.name).slice(1))] ?? [];
    const said = counts.flatMap((count, option) =>
      Array<string>(count).fill(OPTIONS[option] ?? "")
    );
    return said[repeat] ?? null;
  });
}

Deno.test("calibrate() pools all answers and counts what they are worth by persona", async () => {
  const happy = await baseline("gss:HAPPY");
  const once = await calibrate(FIVE, happy, panel().models(clustered()), { n: 5, samples: 15 });
  assert.equal(once.n, 5);
  assertNear(once.n_effective, 14.31, 1e-9);
  // Cycled twice: more answers, and no more people.
  const twice = await calibrate(FIVE, happy, panel().models(clustered()), { n: 10, samples: 15 });
  assert.deepEqual([twice.n, twice.n_effective, twice.jsd], [10, once.n_effective, once.jsd]);
  assert.equal(twice.floor95, once.floor95);
  assert.equal(once.samples_per_question, 15);
  assert.deepEqual(once.models, ["scripted:1.00"]);
});

Deno.test("calibrate() cycles personas by the seed, everybody as often as another or once more", async () => {
  const happy = await baseline("gss:HAPPY");
  const asked = new Map<string, number>();
  const counting = scripted(({ persona }) => {
    const name = String(persona.name);
    asked.set(name, (asked.get(name) ?? 0) + 1);
    return OPTIONS[0];
  });
  await calibrate(FIVE, happy, panel().models(counting).seed(3), { n: 12, samples: 2 });
  assert.deepEqual([...asked.values()].sort(), [4, 4, 4, 6, 6]);
  asked.clear();
  await calibrate(FIVE, happy, panel().models(counting).seed(3), { n: 2, samples: 1 });
  const [first] = [[...asked.keys()].sort().join()];
  asked.clear();
  await calibrate(FIVE, happy, panel().models(counting).seed(3), { n: 2, samples: 1 });
  assert.equal([...asked.keys()].sort().join(), first);
});

Deno.test("calibrate() refuses what would be no measurement", async () => {
  const happy = await baseline("gss:HAPPY");
  const ask = (study = panel().models("simulated"), options = {}) =>
    calibrate(FIVE, happy, study, { n: 5, samples: 1, ...options });
  await assert.rejects(ask(panel().models("haiku,sonnet")), /with an ensemble/);
  await assert.rejects(ask(panel().models("simulated").variants(2)), /by variants/);
  await assert.rejects(calibrate([], happy, panel().models("simulated")), /no personas/);
  const host = hostWith();
  await assert.rejects(ask(panel({ host }), { host }), /simulated respondents would answer/);
  const failing = panel().models(simulated({ failure: 0.5 })).seed(1);
  await assert.rejects(
    ask(failing, { n: 20 }),
    /Cannot take the calibration as measured: \d+ of 20 calls failed/,
  );
  const entry = await ask(failing, { n: 20, failures: 0.9 });
  assert.ok(entry.n < 20 && entry.simulated === true);
});

Deno.test("calibrateAgainst() holds each group of the panel against the same group of people", async () => {
  const people = Array.from({ length: 80 }, (_, at) => ({
    ...{ name: `P${at}`, sex: at % 2 === 0 ? "female" : "male" },
    age: at < 70 ? 34 : 70,
  }));
  const happy = await baseline("gss:HAPPY", { year: 2024 });
  const groups = await baselineGroups("gss:HAPPY", { year: 2024 });
  const result = await panel().personas(people)
    .models(simulated({ shares: { happy: { ...happy.shares } } })).seed(5)
    .ask(instrument("mood", { happy: choice(happy.text, [...OPTIONS], { ordered: true }) }))
    .calibrateAgainst(happy, { groups }).run();
  const { calibration } = result;
  assert.ok(calibration !== null);
  const known = calibration.groups.map(({ attribute, group, personas, flag, comparison }) =>
    [attribute, group, personas, flag === null, comparison.divergence !== null] as const
  );
  assert.deepEqual(known, [
    ["sex", "Female", 40, true, true],
    ["sex", "Male", 40, true, true],
    ["age_band", "30-44", 70, true, true],
    ["age_band", "65+", 10, false, true],
  ]);
  const women = await baseline("gss:HAPPY", { year: 2024, where: { sex: "female" } });
  const [first] = calibration.groups;
  assert.deepEqual(first?.comparison.humans.weights, Object.values(women.counts ?? {}));
  const tally = result.tally("happy", { by: "sex" }).get("female");
  assert.deepEqual(first?.comparison.tally.counts, tally.counts);
  const [json] = calibrationJson(calibration).subgroups as Record<string, number>[];
  assert.ok(json !== undefined && json.p_holm !== undefined && json.p_null !== undefined);
  assert.ok(json.p_holm >= json.p_null);
});

Deno.test("result.calibrate() judges a run that was saved, as if it had been asked to", async () => {
  await using place = await folder();
  const host = hostWith();
  const happy = await baseline("gss:HAPPY");
  const survey = panel({ host }).personas(FIVE).models(clustered()).repeats(15).ask(
    instrument("mood", { mood: choice(happy.text, [...OPTIONS]), why: text("Why?") }),
  );
  await survey.journal(`${place.path}/plain`).run();
  const saved = await loadRun(`${place.path}/plain`, { host });
  assert.equal(saved.calibration, null);
  const after = calibrationJson(saved.calibrate(happy));
  const { calibration } = await survey.calibrateAgainst(happy).journal(`${place.path}/asked`).run();
  assert.ok(calibration !== null);
  assert.deepEqual(after, calibrationJson(calibration));
  assert.equal(Number(after.n_effective).toFixed(6), "14.314961");
  const again = await loadRun(`${place.path}/asked`, { host });
  assert.deepEqual(envelope(again, host).calibration, after);
  const life = await baseline("gss:LIFE");
  assert.throws(
    () => saved.calibrate(life),
    /no question has its key or its wording; name the one .* mood, why/,
  );
  assert.throws(() => saved.calibrate(happy, { question: "why" }), /it has no options/);
});

Deno.test("result.calibrate() says where equal personas count as people of their own", async () => {
  const asked = instrument("One", { mood: choice("Mood?", OPTIONS) });
  const happy = await baseline("gss:HAPPY");
  const study = panel().models("simulated").seed(1).ask(asked);
  const maya = { name: "Maya", age: 34 };
  const result = await study.personas([...Array(40).fill(maya), { name: "Sam" }]).run();
  const { warnings, divergence } = result.calibrate(happy, { question: "mood" });
  assert.equal(divergence?.nEffective, 41);
  assert.match(warnings.join("\n"), /^only 2 of the 41 personas differ, and equal ones count/m);
  const others = await study.personas([maya, { name: "Sam" }]).variants(2).run();
  const apart = others.calibrate(happy, { question: "mood" });
  assert.doesNotMatch(apart.warnings.join("\n"), /differ/);
});

Deno.test("a calibrated study reads variants as the personas they are of", async () => {
  const happy = await baseline("gss:HAPPY");
  const described = FIVE.map((one) => ({
    ...one,
    ...{
      occupation: "nurse",
      background: "Lives in a town.",
      personality_traits: ["calm", "kind"],
    },
  }));
  const { calibration } = await panel().personas(described).variants(3).models("simulated").seed(2)
    .ask(instrument("day", { mind: text("What is on your mind?") })).calibrateAgainst(happy).run();
  assert.equal(calibration?.divergence?.n, 15);
  assert.equal(calibration?.divergence?.method, "F");
});
