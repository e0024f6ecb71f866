import assert from "node:assert/strict";
import { choice, instrument, ModelError, multi, panel, simulated, text } from "../../mod.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import { hostWith } from "../hosts.ts";
import { people } from "./fixtures.ts";
import { recorded } from "./speaker.ts";

const host = hostWith();
const asked = instrument("asked", { pick: choice("Which?", ["A", "B"]), why: text("Why?") });

/** A model that gives each panelist their answer, in panel order; an error where there is none. */
function voter(id: string, answers: readonly (string | null)[]) {
  return recorded(({ persona, question }) => {
    const answer = answers[Number(String(persona.name).slice(1))];
    if (answer === null) throw new ModelError("Cannot answer: down", { kind: "bad" });
    return question.key === "pick" ? answer : "Because I like the reasons of B.";
  }, id).model;
}

/** Asks a panel with these answers on the models h and g. */
function vote(h: readonly (string | null)[], g: readonly (string | null)[]) {
  return panel({ host }).personas(people(h.length)).models([voter("h", h), voter("g", g)]);
}

Deno.test("H1: blend() of A,A,B and B,B,B is A 1/3", async () => {
  const result = await vote(["A", "A", "B"], ["B", "B", "B"]).blend().ask(asked).run();
  const { shares } = result.tally("pick");
  assert.ok(Math.abs((shares.A ?? NaN) - 1 / 3) < 1e-12);
  assert.ok(Math.abs((shares.B ?? NaN) - 2 / 3) < 1e-12);
  assert.deepEqual(result.blend("pick").parts.map(({ n }) => n), [3, 3]);
});

Deno.test("H2: blend() weighs the models, by the plan or when it is asked for", async () => {
  const study = vote(["A"], ["B"]);
  const planned = await study.blend({ h: 2, g: 3 }).ask(asked).run();
  assert.deepEqual(planned.tally("pick").shares, { A: 0.4, B: 0.6 });
  const later = await study.ask(asked).run();
  assert.deepEqual(later.blend("pick", { h: 2, g: 3 }).shares, { A: 0.4, B: 0.6 });
  assert.throws(() => later.blend("pick", { h: 1 }), /weight of "g" is missing/);
  assert.throws(() => later.blend("pick", { h: 1, g: 1, x: 1 }), /weight of "x"/);
  assert.throws(() => later.tally("pick"), /2 models at once/);
  const listed = panel({ host }).personas(people(1))
    .models("h:0.4,g:0.6", { h: voter("h", ["A"]), g: voter("g", ["B"]) }).blend();
  assert.deepEqual((await listed.ask(asked).run()).tally("pick").shares, { A: 0.4, B: 0.6 });
});

Deno.test("H3: an answer that failed is in no model's share", async () => {
  const result = await vote(["A", null], ["B", "B"]).blend().ask(asked).run();
  assert.deepEqual(result.tally("pick").shares, { A: 0.5, B: 0.5 });
  assert.equal(result.tally("pick").statuses.failed, 1);
});

Deno.test("H7: weights are renormalised over the models with data, and reported", async () => {
  const result = await vote(["A"], [null]).blend().ask(asked).run();
  const blended = result.blend("pick");
  assert.deepEqual([blended.shares, blended.weights], [{ A: 1, B: 0 }, { h: 1, g: 0 }]);
  const { blend, per_model_results } = Object(envelope(result, host));
  assert.deepEqual(blend.questions[0].weights, { h: 1, g: 0 });
  assert.deepEqual([per_model_results.h.n, per_model_results.g.n], [2, 0]);
  const nobody = await vote([null], [null]).blend().ask(asked).run();
  assert.deepEqual(nobody.tally("pick").shares, {});
});

Deno.test("H10: six people on three models are 18 sessions, blended in the envelope by category", async () => {
  const models = ["haiku", "sonnet", "gemini-2.5-flash"].map((name) => simulated({ name }));
  const result = await panel({ host }).personas(people(6)).models(models).seed(1).blend()
    .ask(asked).run();
  const { blend, rounds } = Object(envelope(result, host));
  assert.equal(rounds[0].results.length, 18);
  assert.deepEqual(blend.weights, { haiku: 1 / 3, sonnet: 1 / 3, "gemini-2.5-flash": 1 / 3 });
  // Open questions have no distribution.
  assert.deepEqual(blend.questions.map(({ key }: { key: string }) => key), ["pick"]);
  const [{ distribution, per_model, response_count }] = blend.questions;
  const sum = Object.values<number>(distribution).reduce((total, share) => total + share, 0);
  assert.ok(Math.abs(sum - 1) < 1e-12);
  assert.deepEqual([Object.keys(per_model).length, response_count], [3, 18]);
});

Deno.test("A2: models without weights are an ensemble, with an arm and a model on each row (ruling 17)", async () => {
  const result = await vote(["A", "B"], ["B", "B"]).ask(asked).run();
  assert.equal(result.plan.models?.mode, "ensemble");
  assert.deepEqual(
    result.rows.toArray().map(({ persona, arm, model, question }) =>
      [persona, arm, model, question].join(" ")
    ),
    [
      ...["P0 h h pick", "P0 h h why", "P0 g g pick", "P0 g g why"],
      ...["P1 h h pick", "P1 h h why", "P1 g g pick", "P1 g g why"],
    ],
  );
  const json = Object(envelope(result, host));
  assert.equal("blend" in json || "model_assignment" in json, false);
  assert.deepEqual(Object.keys(json.per_model_results), ["h", "g"]);
});

Deno.test("blend() needs several models, whenever they are named", () => {
  const study = panel({ host });
  assert.throws(() => study.blend(), /name the models first/);
  assert.throws(() => study.models("haiku").blend(), /Cannot blend "haiku" alone/);
  const blended = study.models("haiku,sonnet").blend();
  assert.throws(() => blended.models("haiku"), /Cannot blend "haiku" alone/);
  assert.throws(() => blended.models(simulated()), /Cannot blend "simulated" alone/);
  assert.equal(blended.models("a:1,b:3").plan.models?.mode, "ensemble");
  for (const weight of [0, -1, NaN, Infinity]) {
    assert.throws(
      () => study.models("haiku,sonnet").blend({ haiku: weight, sonnet: 1 }),
      TypeError,
    );
  }
});

Deno.test("multi-choice answers blend as the shares of people who named an option", async () => {
  const several = instrument("several", { what: multi("Which?", ["x", "y"]) });
  const [h, g] = [recorded({ what: ["x", "y"] }, "h"), recorded({ what: ["x"] }, "g")];
  const result = await panel({ host }).personas(people(2)).models([h.model, g.model]).blend()
    .ask(several).run();
  assert.deepEqual(result.tally("what").shares, { x: 1, y: 0.5 });
});
