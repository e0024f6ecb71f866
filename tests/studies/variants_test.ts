import assert from "node:assert/strict";
import { choice, instrument, ModelError, panel, Raw, simulated, text } from "../../mod.ts";
import { type Axis, axisOf } from "../../lib/personas/variants.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import { envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { described, purposes, recorded, respond, variantOf } from "./speaker.ts";
import { people } from "./fixtures.ts";

const tiers = instrument("tiers", {
  tier: choice("Which tier?", ["free", "pro"]),
  why: text("Why?"),
});
const host = hostWith();

/** What is said of variants that are not as they should be. */
const MADE = /variants (could|changed)/;

/** A model that varies people faithfully, and answers as the test says. */
function author(
  answer: (name: string, key: string) => unknown = (_, key) => key === "tier" ? "pro" : "So.",
  vary: (axis: Axis, name: string, faithful: unknown) => unknown = (_axis, _name, made) => made,
  id?: string,
) {
  return recorded(({ purpose, persona, question, material }) => {
    if (purpose !== "variant") return answer(String(persona.name), question.key);
    const { axis } = Object(material);
    const name = String(persona.name);
    const text = `as JSON:\n${JSON.stringify(persona)}\n${axis === "mood_context" ? "\nAdd " : ""}`;
    const properties = { trait_swap: ["personality_traits"], mood_context: ["background"] }[
      String(axis)
    ] ?? (axis === "demographic_shift" ? ["age", "occupation"] : ["background"]);
    const schema = {
      properties: Object.fromEntries([...properties, "change_description"].map((key) => [key, 1])),
    };
    return vary(axis, name, variantOf({ messages: [{ role: "user", text }], schema }));
  }, id);
}

Deno.test("S9: 6 personas with 5 variants are 30 panelists, by 30 calls, the axes in turn", async () => {
  const { model, requests } = author();
  const result = await panel({ host }).personas(described(6)).models(model).variants(5).ask(tiers)
    .run();
  assert.deepEqual(purposes(requests), { variant: 30, answer: 60 });
  assert.equal(result.panelists.length, 30);
  const axes = result.panelists.slice(0, 5).map(({ persona }) => persona._perturbation_axis);
  assert.deepEqual(axes, [
    ...["trait_swap", "mood_context", "demographic_shift", "background_rephrase", "trait_swap"],
  ]);
  assert.deepEqual(result.panelists.slice(4, 6).map(({ persona }) => persona.name), [
    ...["P0 (v4)", "P1 (v0)"],
  ]);
  assert.doesNotMatch(result.warnings.join(), MADE);
  assert.equal(Object(envelope(result, host)).persona_count, 30);
  // Who is asked is the variant, not the persona.
  const asked = requests.find(({ about }) => about.persona._perturbation_axis === "mood_context");
  assert.ok(asked?.system.includes("They are tired."));
});

Deno.test("S8: 0, 21 or -1 variants are refused", () => {
  for (const count of [0, 21, -1, 1.5]) {
    assert.throws(() => panel({ host }).variants(count), RangeError);
  }
});

Deno.test("B15: each variant has the model of its own assignment, and the map names variants", async () => {
  const [a, b] = [author(undefined, undefined, "a"), author(undefined, undefined, "b")];
  const cast = [...described(3), { ...described(1)[0], name: "Own", model: "b" }];
  const result = await panel({ host }).personas(cast).models("a:1,b:1", { a: a.model, b: b.model })
    .variants(2).ask(tiers).run();
  const map: { persona: string; model: string }[] = Object(envelope(result, host)).model_assignment;
  assert.deepEqual(map.map(({ persona, model }) => `${persona} ${model}`), [
    ...["P0 (v0) a", "P0 (v1) a", "P1 (v0) a", "P1 (v1) b", "P2 (v0) b", "P2 (v1) b"],
    ...["Own (v0) b", "Own (v1) b"],
  ]);
  // Each is made, and answers, on that model.
  assert.deepEqual([purposes(a.requests), purposes(b.requests)], [
    { variant: 3, answer: 6 },
    { variant: 5, answer: 10 },
  ]);
  for (const { persona, model } of result.rows) {
    assert.equal(map.find((one) => one.persona === persona)?.model, model);
  }
});

Deno.test("a variant keeps the model, overrides and attributes of its persona (ruling 19)", async () => {
  const { model, requests } = author();
  const cast = described(1).map((one) => ({ ...one, llm_overrides: { temperature: 0.2 } }));
  const result = await panel({ host }).personas(cast).models(model).variants(3).ask(tiers).run();
  for (const { persona, id } of result.panelists) {
    assert.equal(persona.region, "north");
    assert.equal(persona._variant_of, "P0");
    assert.match(id, /^[0-9a-f]{16}~[012]$/);
  }
  const answers = requests.filter(({ about }) => about.purpose === "answer");
  assert.deepEqual(new Set(answers.map(({ temperature }) => temperature)), new Set([0.2]));
  assert.deepEqual(result.tally("tier", { by: "region" }).labels, ["north"]);
});

Deno.test("a variant that cannot be made is failure rows, and the others go on (ruling 19)", async () => {
  const { model } = author(undefined, (axis, name, made) => {
    if (name === "P0" && axis === "mood_context") {
      throw new ModelError("Cannot get a variant: down", { kind: "bad" });
    }
    return name === "P1" && axis === "trait_swap" ? new Raw("no") : made;
  });
  const result = await panel({ host }).personas(described(2)).models(model).variants(2).ask(tiers)
    .run();
  const rows = result.rows.toArray();
  assert.deepEqual(rows.map(({ status }) => status), [
    ...["ok", "ok", "failed", "failed", "failed", "failed", "ok", "ok"],
  ]);
  assert.match(rows[2]?.error ?? "", /variant could not be made: Cannot get a variant: down/);
  assert.deepEqual(rows.map(({ turn }) => turn), [0, 1, 0, 1, 0, 1, 0, 1]);
  assert.match(result.warnings.join(), /2 of 4 variants could not be made/);
  assert.equal(result.failures.erroredPairs, 4);
});

Deno.test("a variant that changed something else is asked for once more, then taken and marked", async () => {
  const { model, requests } = author(undefined, (axis, _, made) => {
    return axis === "demographic_shift" ? { ...Object(made), age: 31 } : made;
  });
  const result = await panel({ host }).personas(described(1)).models(model).variants(4).ask(tiers)
    .run();
  assert.equal(purposes(requests).variant, 5);
  const marked = result.panelists.filter(({ persona }) => "_unverified" in persona);
  assert.deepEqual(marked.map(({ persona }) => persona.name), ["P0 (v2)"]);
  assert.match(result.warnings.join(), /1 of 4 variants changed otherwise/);
});

Deno.test("an ensemble makes each variant once, by its first model, and asks it on every arm", async () => {
  const [a, b] = [author(undefined, undefined, "a"), author(undefined, undefined, "b")];
  const result = await panel({ host }).personas(described(2)).models([a.model, b.model])
    .variants(3).repeats(2).ask(tiers).run();
  assert.deepEqual([purposes(a.requests), purposes(b.requests)], [
    { variant: 6, answer: 24 },
    { answer: 24 },
  ]);
  assert.equal(result.rows.toArray().length, 48);
});

Deno.test("robustness() is the agreement of a persona's variants, model by model", async () => {
  const free = (name: string) => /v[0]/.test(name) ? "free" : "pro";
  const a = author((name, key) => key === "tier" ? free(name) : "So.", undefined, "a");
  const b = author(undefined, undefined, "b");
  const cast = panel({ host }).personas(described(1)).variants(4).repeats(2);
  const { personas, mean } = (await cast.models(a.model).ask(tiers).run()).robustness("tier");
  assert.deepEqual([personas.length, mean], [1, 0.75]);
  const { answer, agreement, n, band, arm } = personas[0] ?? {};
  assert.deepEqual({ answer, agreement, n, band, arm }, {
    ...{ answer: "pro", agreement: 0.75, n: 4, band: "moderate", arm: null },
  });
  const both = (await cast.models([a.model, b.model]).ask(tiers).run()).robustness("tier");
  assert.deepEqual(both.personas.map(({ arm, agreement }) => [arm, agreement]), [
    ...[["a", 0.75], ["b", 1]],
  ]);
});

Deno.test("simulated people vary on their axis alone, and the same way each time", async () => {
  const study = panel({ host }).personas(described(3)).models(simulated()).seed(3).variants(8)
    .ask(tiers);
  const [first, second] = [await study.run(), await study.run()];
  assert.doesNotMatch(first.warnings.join(), MADE);
  assert.deepEqual(first.panelists.map(({ persona }) => persona), [
    ...second.panelists.map(({ persona }) => persona),
  ]);
  assert.deepEqual(first.panelists.map(({ variant }) => variant?.axis).slice(0, 8), [
    ...Array.from({ length: 8 }, (_, at) => axisOf(at)),
  ]);
  const bare = await panel({ host }).personas(people(2)).models(simulated()).variants(4).ask(tiers)
    .run();
  assert.equal(bare.failures.erroredPairs, 0);
});

for (const name of ["gpt-4o-mini", "haiku"]) {
  Deno.test(`variants are made and asked over HTTP by ${name}, and paid for`, async () => {
    await using loop = startLoopback({ answer: respond });
    const study = panel({ host: hostWith({ env: envFor(loop) }) }).personas(described(2))
      .models(name).variants(4).ask(tiers);
    const result = await study.run();
    assert.deepEqual([loop.count, result.usage[0]?.calls], [8 + 16, 24]);
    assert.doesNotMatch(result.warnings.join(), MADE);
    const rows = result.rows.toArray().reduce((sum, { cost }) => sum + (cost ?? NaN), 0);
    assert.ok(rows > 0 && rows < (result.cost ?? NaN));
  });
}
