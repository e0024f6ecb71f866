import assert from "node:assert/strict";
import { instrument, panel, type Persona, text } from "../../mod.ts";
import { hostWith } from "../hosts.ts";
import { people } from "./fixtures.ts";
import { recorded } from "./speaker.ts";

const host = hostWith();
const asked = instrument("asked", { why: text("Why?") });
const own = Object.fromEntries(
  ["a", "b", "c", "d", "h", "g", "opus", "x", "m1"].map((
    id,
  ) => [id, recorded({ why: "So." }, id).model]),
);

/** The models that answered, person by person. */
async function assigned(list: string, cast: readonly Persona[], seed?: number) {
  const study = panel({ host }).personas(cast).models(list, own);
  const mixed = seed === undefined ? study : study.seed(seed).assign("shuffled");
  const result = await mixed.ask(asked).run();
  return { models: result.rows.toArray().map(({ model }) => model), warnings: result.warnings };
}

for (
  const [id, list, n, counts] of [
    ["B2", "a:0.5,b:0.5", 7, "aaabbbb"],
    ["B6", "a:0.9,b:0.1", 4, "aaab"],
    ["B7", "a:0.99,b:0.01", 10, "aaaaaaaaab"],
    ["B11", "a:0.33,b:0.33,c:0.33", 7, "aabbccc"],
  ] as const
) {
  Deno.test(`${id}: ${list} over ${n} people is ${counts}`, async () => {
    assert.equal((await assigned(list, people(n))).models.join(""), counts);
  });
}

Deno.test("B9: a persona's own model wins, and takes no seat", async () => {
  const cast = [
    ...[{ name: "A", model: "opus" }, { name: "B" }, { name: "C", llm_overrides: { model: "x" } }],
    ...[{ name: "D" }, { name: "E", model: "m1", llm_overrides: { model: "m2" } }],
  ];
  assert.deepEqual((await assigned("h:0.5,g:0.5", cast)).models, ["opus", "h", "x", "g", "m1"]);
});

Deno.test("B10: a list that nobody needs is ignored without a warning", async () => {
  const cast = [{ name: "A", model: "opus" }, { name: "B", model: "x" }];
  assert.deepEqual(await assigned("g:1", cast), { models: ["opus", "x"], warnings: [] });
});

Deno.test("A12: weights that do not add up are used as proportions, with a warning", async () => {
  for (const [list, warned] of [["a:.33,b:.33,c:.33", 0], ["a:.3,b:.3,c:.3", 1], ["a:2,b:3", 1]]) {
    assert.equal((await assigned(String(list), people(6))).warnings.length, warned);
  }
});

for (const list of ["", "  ", ",,", "a:x,b:1", ":0.5,b:1", "a:0,b:1", "a:nan,b:1", "a:1,b"]) {
  Deno.test(`A5/A9/A10: the models ${JSON.stringify(list)} are refused`, () => {
    assert.throws(() => panel({ host }).models(list), TypeError);
  });
}

Deno.test("assign() shuffles by the seed: the same counts, another order, and the same each time", async () => {
  const { models: blocks } = await assigned("a:0.5,b:0.5", people(40));
  const { models: shuffled } = await assigned("a:0.5,b:0.5", people(40), 1);
  assert.deepEqual(shuffled.toSorted(), blocks);
  assert.notDeepEqual(shuffled, blocks);
  assert.deepEqual((await assigned("a:0.5,b:0.5", people(40), 1)).models, shuffled);
  assert.notDeepEqual((await assigned("a:0.5,b:0.5", people(40), 2)).models, shuffled);
});

Deno.test("assign() takes a place in the file out of the model: halves have about the same models", async () => {
  let [first, second] = [0, 0];
  for (let seed = 0; seed < 30; seed++) {
    const { models } = await assigned("a:0.5,b:0.5", people(20), seed);
    first += models.slice(0, 10).filter((model) => model === "a").length;
    second += models.slice(10).filter((model) => model === "a").length;
  }
  assert.equal(first + second, 300);
  // Hypergeometric: the standard deviation of the sum is 8.9, and four of them are allowed.
  assert.ok(Math.abs(first - 150) < 36, `${first} of 300`);
});

Deno.test("assign() leaves personas with a model of their own alone, and is part of the plan", async () => {
  const cast = people(9).map((one, at) => at % 3 === 0 ? { ...one, model: "opus" } : one);
  const { models } = await assigned("a:1,b:1", cast, 3);
  assert.deepEqual(models.filter((_, at) => at % 3 === 0), ["opus", "opus", "opus"]);
  assert.deepEqual(models.filter((model) => model !== "opus").toSorted(), [..."aaabbb"]);
  const study = panel({ host }).personas(cast).models("a:1,b:1", own).seed(3);
  const [blocks, mixed] = [study.ask(asked), study.assign("shuffled").ask(asked)];
  assert.notEqual((await blocks.run()).fingerprint, (await mixed.run()).fingerprint);
});
