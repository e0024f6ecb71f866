import assert from "node:assert/strict";
import { choice, instrument, panel, type Persona, simulated, text } from "../../mod.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import { envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { people } from "./fixtures.ts";
import { recorded } from "./speaker.ts";

const host = hostWith();
const asked = instrument("asked", { tier: choice("Tier?", ["a", "b", "c"]), why: text("Why?") });

Deno.test("repeats() asks everybody from the beginning each time (ruling 26)", async () => {
  const { model, requests } = recorded(({ question, repeat }) =>
    question.key === "tier" ? "abc"[repeat] : "So."
  );
  const result = await panel({ host }).personas(people(2)).models(model).repeats(3).ask(asked)
    .run();
  assert.deepEqual(
    result.rows.toArray().map(({ persona, repeat, answer }) => `${persona} ${repeat} ${answer}`),
    [
      ...["P0 0 a", "P0 0 So.", "P0 1 b", "P0 1 So.", "P0 2 c", "P0 2 So."],
      ...["P1 0 a", "P1 0 So.", "P1 1 b", "P1 1 So.", "P1 2 c", "P1 2 So."],
    ],
  );
  assert.deepEqual(requests.map(({ messages }) => messages.length), [
    ...requests.map(({ about }) => about.question.key === "tier" ? 1 : 3),
  ]);
  assert.deepEqual(result.tally("tier").shares, { a: 1 / 3, b: 1 / 3, c: 1 / 3 });
  assert.equal(result.failures.totalPairs, 12);
  assert.match(result.warnings.join(), /3 times/);
  assert.equal(Object(envelope(result, host)).parameters.samples, 3);
});

Deno.test("a repeat has its own order of options and its own seed, and both reproduce (rulings 14, 15)", async () => {
  const runs = [];
  for (const concurrency of [1, 20]) {
    const { model, requests } = recorded({ tier: "a", why: "So." });
    const result = await panel({ host }).personas(people(4)).models(model).seed(5).repeats(6)
      .limit({ concurrency }).ask(asked).run();
    const orders = result.rows.toArray().filter(({ question }) => question === "tier")
      .map(({ order }) => order?.join(""));
    const seeds = requests.map(({ about, seed }) => {
      return `${about.panelist} ${about.question.key} ${about.repeat} ${seed}`;
    });
    runs.push({ orders, seeds: seeds.sort() });
    assert.equal(new Set(requests.map(({ seed }) => seed)).size, 4 * 6 * 2);
    assert.ok(new Set(orders.slice(0, 6)).size > 1);
  }
  assert.deepEqual(runs[0], runs[1]);
});

Deno.test("without a seed none is sent; with one it reaches providers that take it, and the others are told", async () => {
  await using loop = startLoopback();
  const at = hostWith({ env: envFor(loop) });
  const study = panel({ host: at }).personas(people(1)).repeats(2).ask(asked);
  await study.models("gpt-4o-mini").run();
  assert.ok(loop.requests.every(({ body }) => !("seed" in Object(body))));
  loop.clear();
  const seeded = await study.models("gpt-4o-mini").seed(1).run();
  const seeds = loop.requests.map(({ body }) => Object(body).seed);
  assert.equal(new Set(seeds).size, 4);
  assert.ok(seeds.every(Number.isSafeInteger));
  assert.doesNotMatch(seeded.warnings.join(), /seed/);
  assert.match((await study.models("haiku").seed(1).run()).warnings.join(), /takes no seed/);
});

Deno.test("repeats of simulated people differ, and their ensembles keep them apart", async () => {
  const models = ["a", "b"].map((name) => simulated({ name }));
  const study = panel({ host }).personas(people(10)).models(models).seed(2).repeats(8);
  const result = await study.ask(asked).run();
  const byPerson = Map.groupBy(
    result.rows.toArray().filter(({ question }) => question === "tier"),
    ({ panelist, arm }) => `${panelist} ${arm}`,
  );
  assert.equal(byPerson.size, 20);
  assert.ok([...byPerson.values()].some((rows) => new Set(rows.map((r) => r.answer)).size > 1));
  for (const rows of byPerson.values()) {
    assert.deepEqual(rows.map(({ repeat }) => repeat), [0, 1, 2, 3, 4, 5, 6, 7]);
  }
});

Deno.test("repeats() takes a whole number from 1", () => {
  for (const count of [0, -1, 1.5, NaN]) {
    assert.throws(() => panel({ host }).repeats(count), RangeError);
  }
});

Deno.test("repeats() of few personas are warned of, by how many are different", async () => {
  const warningsOf = async (personas: readonly Persona[], repeats: number) => {
    const study = panel({ host }).personas(personas).models("simulated").repeats(repeats).ask(
      asked,
    );
    return (await study.run()).warnings.join("\n");
  };
  const few = /differences between (\d+ personas?) say little/;
  assert.equal(few.exec(await warningsOf(people(9), 2))?.[1], "9 personas");
  const [one = assert.fail()] = people(1);
  assert.equal(few.exec(await warningsOf(Array(30).fill(one), 2))?.[1], "1 persona");
  assert.doesNotMatch(await warningsOf(people(10), 2), few);
  assert.doesNotMatch(await warningsOf(people(9), 1), few);
});
