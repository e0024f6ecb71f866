import assert from "node:assert/strict";
import { panel, parseInstrument } from "../../mod.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import { hostWith } from "../hosts.ts";
import { people } from "./fixtures.ts";
import { recorded } from "./speaker.ts";

const host = hostWith();

/** An instrument of one question, with follow-ups. */
function asking(text: string, ...follow_ups: unknown[]) {
  return parseInstrument({ questions: [{ key: "q", text, follow_ups }] });
}

Deno.test("J1: variables are filled into questions and follow-ups on the way to the model", async () => {
  const { model, requests } = recorded(() => "Fine.");
  const result = await panel({ host }).personas(people(1)).models(model)
    .vars({ a: "1" }, { allowUnresolved: true })
    .ask(asking("Hi {a} {b} {a.x} {{lit}}", "{a}", { text: "{b}" })).run();
  const asked = requests.at(-1)?.messages.filter(({ role }) => role === "user");
  assert.deepEqual(asked?.map(({ content }) => content), ["Hi 1 {b} {a.x} {lit}", "1", "{b}"]);
  assert.match(result.warnings.join(), /\{b\} in the texts of .* has no value/);
  const { responses } = Object(envelope(result, host)).rounds[0].results[0];
  assert.deepEqual(responses[0].question, "Hi 1 {b} {a.x} {lit}");
});

Deno.test("J2/J5: names without a value are told together, and nothing is asked", async () => {
  const { model, requests } = recorded(() => "Fine.");
  const study = panel({ host }).personas(people(1)).models(model)
    .ask(asking("{b} {a.c} {x[0]} {{lit}}", "{z}"));
  await assert.rejects(
    study.vars({ a: "1" }).run(),
    /\{b\}, \{x\}, \{z\} in its texts have no value/,
  );
  await assert.rejects(study.estimate(), /\{a\}, \{b\}/);
  assert.equal(requests.length, 0);
});

Deno.test("vars() adds up, the later value wins, and a value is never filled itself", async () => {
  const { model, requests } = recorded(() => "Fine.");
  const study = panel({ host }).personas(people(1)).models(model).vars({ a: "{b}", b: "1" });
  await study.vars({ b: "2" }).ask(asking("{a} and {b}")).run();
  assert.equal(requests[0]?.messages[0]?.content, "{b} and 2");
});

Deno.test("the values of variables are told by their fingerprints alone, and are part of the plan's", async () => {
  const { model } = recorded(() => "Fine.");
  const study = panel({ host }).personas(people(1)).models(model).ask(asking("About {a}?"));
  const [one, other] = [
    await study.vars({ a: "secret" }).run(),
    await study.vars({ a: "public" }).run(),
  ];
  assert.notEqual(one.fingerprint, other.fingerprint);
  assert.notEqual(one.promptsHash, other.promptsHash);
  const { metadata } = Object(envelope(one, host));
  assert.match(metadata.template_vars_fingerprint.a, /^[0-9a-f]{16}$/);
  assert.ok(!JSON.stringify(metadata).includes("secret"));
});

Deno.test("J3: a template of the study wins over that of the instrument, and both are hashed", async () => {
  const { model, requests } = recorded(() => "Fine.");
  const own = (template: string) =>
    parseInstrument({ system_prompt_template: template, questions: [{ key: "q", text: "Q?" }] });
  const study = panel({ host }).personas([{ name: "A", personality_traits: ["a", "b"] }])
    .models(model);
  const hashes = [
    await study.ask(own("{name}|{personality_traits}|{foo}")).run(),
    await study.ask(own("You are {name}.")).run(),
    await study.template("Be {name}.").ask(own("You are {name}.")).run(),
  ].map(({ promptsHash }) => promptsHash);
  assert.deepEqual(requests.map(({ system }) => system), [
    ...["A|a, b|{foo}", "You are A.", "Be A."],
  ]);
  assert.equal(new Set(hashes).size, 3);
  assert.throws(() => study.template("{{ name }}"), SyntaxError);
});
