import assert from "node:assert/strict";
import { instrument, type Model, panel, scripted, text } from "../../mod.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { checkout, lasting, people } from "./fixtures.ts";
import { askingEverything, WAYS } from "./everything.ts";
import { respond } from "./speaker.ts";

for (const [what, models, way] of WAYS) {
  Deno.test(`limit({ budget }) is never passed with ${what} on ${models}, over HTTP (ruling 12)`, async () => {
    await using loop = startLoopback({ answer: respond });
    const host = hostWith({ env: envFor(loop) });
    const study = way(askingEverything(host, models)).limit({ concurrency: 4 });
    const whole = await study.run();
    const cost = whole.cost ?? NaN;
    assert.ok(cost > 0 && whole.course.halt === null);
    let halted = 0;
    for (const share of [0.05, 0.3, 0.6, 0.9, 1]) {
      const budget = share * cost + 0.002;
      const result = await study.limit({ budget }).run();
      assert.ok((result.cost ?? NaN) <= budget, `${result.cost} of ${budget}`);
      if (result.course.halt === null) continue;
      halted += 1;
      const json = Object(envelope(result, host));
      assert.deepEqual([json.run_invalid, json.abort_reason, json.cost_exceeded], [
        ...[true, "cost_exceeded", true],
      ]);
      const { max_cost_usd, running_cost_usd, completed, total_panelists } = json.cost_gate;
      assert.ok(Math.abs(max_cost_usd - budget) < 1e-12);
      assert.ok(Math.abs(running_cost_usd - json.total_cost) < 1e-9);
      assert.ok(completed <= total_panelists, `${completed} of ${total_panelists}`);
      assert.equal(json.synthesis, null);
    }
    assert.ok(halted > 0);
  });
}

for (const name of ["gpt-4o-mini", "haiku"]) {
  Deno.test(`limit({ budget }) holds with ${name} where every answer takes what it may, all at once`, async () => {
    await using loop = startLoopback({ answer: () => "word ".repeat(800), latency: 2 });
    const host = hostWith({ env: envFor(loop) });
    const study = panel({ host }).personas(people(20)).models(name)
      .ask(instrument("i", { why: text("Why?") }));
    const one = ((await study.run()).cost ?? NaN) / 20;
    loop.clear();
    const budget = 5.5 * one;
    const result = await study.limit({ budget, concurrency: 20 }).run();
    assert.ok((result.cost ?? NaN) <= budget && loop.count >= 4, `${loop.count}`);
    assert.equal(result.failures.answered, loop.count);
    assert.equal(result.course.halt?.completed, loop.count);
  });
}

Deno.test("a run that the budget ended goes on with more of it, and ends as one that never stopped", async () => {
  await using at = await folder();
  await using loop = startLoopback({ answer: respond });
  const host = hostWith({ env: envFor(loop) });
  const study = askingEverything(host, "gpt-4o-mini").variants(2).synthesize();
  const whole = await study.run();
  loop.clear();
  const parts = study.journal(at.path);
  let result = await parts.limit({ budget: 0.3 * (whole.cost ?? NaN) + 0.002 }).run();
  assert.ok(result.course.halt !== null);
  result = await parts.limit({ budget: 10 }).run();
  assert.deepEqual(lasting(result.rows), lasting(whole.rows));
  assert.deepEqual(result.synthesis, whole.synthesis);
  assert.equal(loop.count, whole.usage[0]?.calls);
  // The second run was told what the first had spent.
  assert.equal(result.cost, whole.cost);
  const again = await parts.limit({ budget: 1e-9 }).run();
  assert.equal(again.course.halt, null);
  assert.equal(loop.count, whole.usage[0]?.calls);
});

Deno.test("limit({ budget }) is refused where a price is not known, before anything is asked", async () => {
  await using loop = startLoopback({ answer: respond });
  const host = hostWith({ env: envFor(loop) });
  const study = panel({ host }).personas(people(2)).limit({ budget: 1 });
  await assert.rejects(study.models("brand-new").ask(checkout).run(), /budget with brand-new/);
  await assert.rejects(
    study.models("haiku").synthesize({ model: "brand-new" }).ask(checkout).run(),
    /budget with brand-new/,
  );
  await assert.rejects(study.models("haiku,brand-new").ask(checkout).run(), /QUORUM_PRICES/);
  assert.equal(loop.count, 0);
});

Deno.test("without a known price the cost is null, of the rows and of the run", async () => {
  await using loop = startLoopback({ answer: respond });
  const host = hostWith({ env: envFor(loop) });
  const result = await panel({ host }).personas(people(2)).models("brand-new").ask(checkout).run();
  assert.deepEqual([result.cost, result.rows.toArray()[0]?.cost], [null, null]);
  const json = Object(envelope(result, host));
  assert.deepEqual([json.total_cost, json.panelist_cost, json.cost_is_estimated], [
    ...[null, null, true],
  ]);
});

Deno.test("what costs nothing needs no budget", async () => {
  const host = hostWith();
  const result = await panel({ host }).personas(people(3)).models("simulated")
    .limit({ budget: 0.000001 }).ask(checkout).run();
  assert.deepEqual([result.course.halt, result.cost], [null, 0]);
});

Deno.test("limit({ budget }) keeps what everybody had answered when the money ended, and goes on there", async () => {
  await using loop = startLoopback({ answer: respond });
  await using place = await folder();
  const host = hostWith({ env: envFor(loop) });
  const study = panel({ host }).personas(people(6)).models("gpt-4o-mini").seed(2)
    .limit({ concurrency: 6 }).ask(checkout);
  const whole = await study.run();
  // Room for the bounded questions one after the other, but for no open one at the end.
  const budget = 0.0009;
  const halted = await study.journal(place.path).limit({ concurrency: 6, budget }).run();
  const rows = halted.rows.toArray();
  assert.ok(halted.course.halt !== null && rows.length > 0 && rows.length < 18, `${rows.length}`);
  assert.ok(halted.course.halt.completed < 6);
  assert.ok((halted.cost ?? NaN) <= budget);
  const asked = loop.count;
  const rest = await study.journal(place.path).run();
  assert.equal(rest.failures.answered, 18);
  assert.equal(loop.count - asked, 18 - rows.length);
  assert.deepEqual(lasting(rest.rows), lasting(whole.rows));
});

Deno.test("a run whose provider took more than was set aside says so, and is invalid", async () => {
  await using loop = startLoopback({ answer: respond });
  const host = hostWith({ env: envFor(loop) });
  const dear: Model = {
    ...scripted(() => "because"),
    spec: { provider: "openai" },
    id: "gpt-4o-mini",
    reply: async (request, signal) => ({
      ...await scripted(() => "because").reply(request, signal),
      cost: 1,
    }),
  };
  const study = panel({ host }).personas(people(1)).models(dear).limit({ budget: 0.5 });
  const result = await study.ask(instrument("why", { why: text("Why?") })).run();
  assert.deepEqual([result.course.halt?.spent, result.failures.isInvalid], [1, true]);
});

Deno.test("limit({ budget }) holds where replies break off, and the result says what it counts for them", async () => {
  await using at = await folder();
  await using loop = startLoopback({
    answer: respond,
    fault: ({ index }) => index % 3 === 0 ? { kind: "truncated" } : null,
  });
  const host = hostWith({ env: envFor(loop) });
  const study = panel({ host }).personas(people(4)).models("gpt-4o-mini").ask(checkout)
    .journal(at.path);
  const result = await study.limit({ budget: 1 }).run();
  const broken = Math.ceil(loop.count / 3);
  const [warning] = result.warnings.filter((one) => one.includes("could not be read"));
  assert.match(warning ?? "", new RegExp(`billed all the same: ${broken}; .*, \\$0\\.\\d{4}$`));
  const paid = [...result.rows].reduce((sum, { cost }) => sum + (cost ?? NaN), 0);
  assert.ok(paid > 0 && (result.cost ?? NaN) > paid);
  // What may have been billed stays counted when the run goes on.
  const again = await study.limit({ budget: result.cost ?? NaN }).run();
  assert.deepEqual([again.cost, again.warnings], [result.cost, result.warnings]);
});

Deno.test("a result names the call that the budget did not reach for, at the end of rounds too", async () => {
  await using loop = startLoopback({ answer: respond });
  const host = hostWith({ env: envFor(loop) });
  const study = panel({ host }).personas(people(3)).models("gpt-4o-mini").ask(checkout)
    .limit({ concurrency: 1 });
  const asked = (await study.run()).cost ?? NaN;
  const cases = [
    // The last open answer may cost more than the rest of this.
    [study.limit({ budget: asked }), "answer", "an answer by gpt-4o-mini"],
    [
      study.synthesize({ model: "haiku" }).limit({ budget: asked + 0.001 }),
      "synthesis",
      "the summary",
    ],
    [
      study.variants(2).limit({ budget: 0.0001 }),
      "variant",
      "a variant of a persona by gpt-4o-mini",
    ],
  ] as const;
  for (const [limited, purpose, what] of cases) {
    const { course: { halt }, warnings } = await limited.run();
    assert.equal(halt?.next?.purpose, purpose);
    const { spent = NaN, cap = NaN, next } = halt ?? {};
    assert.ok(spent + (next?.most ?? NaN) > cap);
    const [warning] = warnings.filter((one) => one.startsWith("the budget did not reach for"));
    assert.match(warning ?? "", new RegExp(`${what}.*, which could have cost \\$0\\.\\d{4}$`));
  }
});
