import assert from "node:assert/strict";
import {
  choice,
  divergence,
  instrument,
  jackknifeBias,
  ModelError,
  multi,
  panel,
  rake,
  scripted,
  wilson,
} from "../../mod.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import { hostWith } from "../hosts.ts";
import { assertNear } from "../statistics/assert_near.ts";
import { recorded } from "./speaker.ts";

const host = hostWith();
const asked = instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) });

/** Ten people: six in the north, of whom two are older; four in the south, of whom three are. */
const people = Array.from({ length: 10 }, (_, at) => ({
  name: `P${at}`,
  region: at < 6 ? "north" : "south",
  age_group: [0, 1, 6, 7, 8].includes(at) ? "60+" : "under 60",
  design_weight: at < 6 ? 1 : 3,
}));

/** The south takes "pro", and so does the first of the north. */
const said = scripted(({ persona }) =>
  persona.region === "south" || persona.name === "P0" ? "pro" : "free"
);

const result = await panel({ host }).personas(people).models(said).ask(asked).run();

Deno.test("tally() with weights has weighted shares, and intervals at what they leave of n", () => {
  const { shares, intervals, n, nEffective, counts, weighting } = result.tally("tier", {
    weights: "design_weight",
  });
  // By hand: pro (1 + 4·3)/(6 + 4·3), and Kish 18²/(6 + 4·9).
  assertNear(shares.pro ?? NaN, 13 / 18);
  assertNear(shares.free ?? NaN, 5 / 18);
  assertNear(nEffective, 324 / 42);
  assert.deepEqual([n, counts, weighting], [
    ...[10, { free: 5, pro: 5 }, 'weighted by the attribute "design_weight"'],
  ]);
  const wanted = wilson(7 * 13 / 18, 7);
  assertNear(intervals.pro?.low ?? NaN, wanted.low);
  assertNear(intervals.pro?.high ?? NaN, wanted.high);
});

Deno.test("tally() takes the weights of rake(), and has its margins", () => {
  const census = rake(people, {
    region: { north: 0.5, south: 0.5 },
    age_group: { "60+": 0.3, "under 60": 0.7 },
  });
  const { shares, nEffective, weighting } = result.tally("tier", { weights: census });
  // The same panel, tallied by hand with the weights.
  const pro = people.reduce(
    (sum, { region, name }, at) =>
      sum + (region === "south" || name === "P0" ? census.weights[at] ?? NaN : 0),
    0,
  );
  assertNear(shares.pro ?? NaN, pro);
  assert.ok(pro > 0.5 && pro < 0.6, `${pro}`);
  assertNear(nEffective, census.nEffective);
  assert.equal(weighting, "raked to region and age_group");
});

Deno.test("tally() with equal weights is the tally without", () => {
  const weighted = result.tally("tier", { weights: people.map(() => 1e300) });
  assert.deepEqual(weighted.shares, result.tally("tier").shares);
  assert.deepEqual(weighted.intervals, result.tally("tier").intervals);
  assert.equal(weighted.nEffective, 10);
  assert.equal(result.tally("tier").weighting, null);
});

Deno.test("tally() says wherever it is shown that it is weighted", () => {
  const tally = result.tally("tier", { weights: "design_weight" });
  const shown = Deno.inspect(tally, { colors: false });
  assert.match(
    shown,
    /n = 10 answers, weighted by the attribute "design_weight", worth 7 independent ones/,
  );
  assert.match(shown, /pro.* 72 %/);
  assert.doesNotMatch(Deno.inspect(result.tally("tier"), { colors: false }), /weighted/);
});

Deno.test("tally() by an attribute and with weights has both", () => {
  const tallies = result.tally("tier", { by: "age_group", weights: "design_weight" });
  // Older: P0 and P1 of the north, P6 to P8 of the south.
  const older = tallies.get("60+");
  assertNear(older.shares.pro ?? NaN, 10 / 11);
  assertNear(older.nEffective, 121 / 29);
});

Deno.test("tally() counts the weights of those alone who gave a valid answer", async () => {
  const some = recorded(({ persona }) => {
    if (persona.name === "P9") {
      throw new ModelError("Cannot answer: nobody is there", { kind: "bad" });
    }
    return persona.region === "south" ? "pro" : "free";
  }).model;
  const partial = await panel({ host }).personas(people).models(some).ask(asked).run();
  const { shares, n, nEffective } = partial.tally("tier", { weights: "design_weight" });
  assertNear(shares.pro ?? NaN, 9 / 15);
  assert.equal(n, 9);
  assertNear(nEffective, 225 / 33);
});

Deno.test("tally() of repeats weighs each persona once, between personas", async () => {
  const model =
    recorded(({ persona, repeat }) => persona.region === "south" && repeat < 2 ? "pro" : "free")
      .model;
  const repeated = await panel({ host }).personas(people).models(model).repeats(3).ask(asked).run();
  const tally = repeated.tally("tier", { weights: "design_weight" });
  assertNear(tally.shares.pro ?? NaN, 12 * (2 / 3) / 18);
  // NumPy 2: Σ p(1 − p)/Σ V with V = M/(M − 1)·Σ w²(pᵢ − p)².
  assertNear(tally.nEffective, 23.142857142857142, 1e-9);
});

Deno.test("tally() of variants weighs them as their persona", async () => {
  const varied = await panel({ host }).personas(people).models("simulated").seed(3).variants(4)
    .ask(asked).run();
  const own = new Map(varied.panelists.map(({ id }, at) => [id, people[Math.floor(at / 4)]]));
  const weights = varied.rows.toArray().map(({ panelist, answer }) => {
    return { weight: own.get(panelist)?.design_weight ?? NaN, isPro: answer === "pro" };
  });
  const pro = weights.filter(({ isPro }) => isPro);
  const sum = (of: typeof weights) => of.reduce((total, { weight }) => total + weight, 0);
  const tally = varied.tally("tier", { weights: people.map((one) => one.design_weight) });
  assert.deepEqual([tally.n, weights.length], [40, 40]);
  assertNear(tally.shares.pro ?? NaN, sum(pro) / sum(weights));
  assert.notEqual(tally.shares.pro, varied.tally("tier").shares.pro);
});

Deno.test("tally() in a blended ensemble weighs the answers of each model", async () => {
  const one = recorded(({ persona }) => persona.region === "south" ? "pro" : "free", "one").model;
  const two = recorded(() => "free", "two").model;
  const blended = await panel({ host }).personas(people).models([one, two]).blend().ask(asked)
    .run();
  const tally = blended.tally("tier", { weights: "design_weight" });
  assertNear(tally.shares.pro ?? NaN, (12 / 18 + 0) / 2);
  assert.equal(tally.weighting, 'weighted by the attribute "design_weight"');
  const [first] = [...blended.tally("tier", { by: "model", weights: "design_weight" })];
  assertNear(first?.shares.pro ?? NaN, 12 / 18);
});

Deno.test("tally() of several options weighs those who named each", async () => {
  const several = instrument("several", { wants: multi("What matters?", ["price", "speed"]) });
  const model = scripted(({ persona }) =>
    persona.region === "south" ? ["price", "speed"] : ["price"]
  );
  const wanted = await panel({ host }).personas(people).models(model).ask(several).run();
  const { shares } = wanted.tally("wants", { weights: "design_weight" });
  assertNear(shares.price ?? NaN, 1);
  assertNear(shares.speed ?? NaN, 12 / 18);
});

Deno.test("divergence() of a weighted tally takes its shares at what the weights leave", () => {
  const tally = result.tally("tier", { weights: "design_weight" });
  const { jsd, jsdCorrected, n, nEffective } = divergence(tally, { free: 0.6, pro: 0.4 });
  assert.deepEqual([n, nEffective], [10, tally.nEffective]);
  const sample = { shares: [5 / 18, 13 / 18], n: 324 / 42 };
  assertNear(jsdCorrected, jsd - jackknifeBias(sample, [0.6, 0.4]));
  assert.ok(jsdCorrected < jsd);
});

Deno.test("tally() refuses weights that fit nobody, and what is no weight", () => {
  const refused: [weights: string | number[], error: { name: string; message: RegExp }][] = [
    [[1, 2], { name: "TypeError", message: /there are 2 weights for 10 people/ }],
    [people.map(() => -1), { name: "RangeError", message: /by -1: a weight must be from 0 on/ }],
    [people.map(() => NaN), { name: "RangeError", message: /by NaN/ }],
    [people.map(() => 0), { name: "RangeError", message: /every weight is 0/ }],
    ["wieght", { name: "TypeError", message: /by "wieght": "P0" lacks it/ }],
    ["region", { name: "TypeError", message: /"P0" has "north", it must be a number/ }],
  ];
  for (const [weights, error] of refused) {
    assert.throws(() => result.tally("tier", { weights }), error);
  }
  assert.throws(() => rake(people, { region: { north: 0.5, east: 0.5 } }), /somebody has "south"/);
});

Deno.test("tally() of people without a weight has no shares", async () => {
  const one = [{ name: "Ada", weight: 0 }, { name: "Ben", weight: 2 }];
  const model = recorded(({ persona }) => {
    if (persona.name === "Ben") {
      throw new ModelError("Cannot answer: nobody is there", { kind: "bad" });
    }
    return "pro";
  }).model;
  const ran = await panel({ host }).personas(one).models(model).ask(asked).run();
  const tally = ran.tally("tier", { weights: "weight" });
  assert.deepEqual([tally.shares, tally.intervals, tally.nEffective], [{}, {}, 0]);
  assert.doesNotMatch(Deno.inspect(tally, { colors: false }), /%/);
});

Deno.test("blend() says how much of its entropy is the models' disagreement", async () => {
  const voter = (id: string, share: number) =>
    recorded(({ persona }) => Number(String(persona.name).slice(1)) < share ? "pro" : "free", id)
      .model;
  const models = [voter("one", 9), voter("two", 1)];
  const ran = await panel({ host }).personas(people).models(models).blend().ask(asked).run();
  const { entropy } = ran.blend("tier");
  // scipy.stats.entropy, SciPy 1.17.1: 1 bit in all, .4689955935892812 within each model.
  assertNear(entropy?.total ?? NaN, 1);
  assertNear(entropy?.within ?? NaN, 0.4689955935892812);
  assertNear(entropy?.between ?? NaN, 1 - 0.4689955935892812);
  // methods.md 4: (M − 1)(k − 1)/(2N ln 2).
  assertNear(entropy?.bias ?? NaN, 1 / (2 * 20 * Math.LN2));
  const [question] = Object(envelope(ran, host)).blend.questions;
  assert.deepEqual(question.entropy, entropy);
});
