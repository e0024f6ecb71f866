import assert from "node:assert/strict";
import { panel, simulated } from "../../mod.ts";
import { hostWith } from "../hosts.ts";
import { checkout, people } from "./fixtures.ts";

/** What a study shows of itself under a symbol that a kernel or the REPL asks for. */
function face(study: object, symbol: string) {
  return Reflect.get(study, Symbol.for(symbol)).call(study);
}

/** What a study shows of itself before it is run. */
function shown(study: object): string {
  return face(study, "Deno.customInspect");
}

const bare = panel({ host: hostWith() });

Deno.test("a study without anything says what is missing, and nothing else", () => {
  assert.deepEqual(shown(bare).split("\n").map((line) => line.split(" ")[0]), [
    ...["personas", "models", "seed", "asks"],
  ]);
  assert.match(shown(bare), /nobody yet: say \.personas/);
  assert.match(
    shown(bare),
    /nothing yet: say \.ask\(instrument\), or \.expose\(products, policy\)/,
  );
});

Deno.test("a study shows everything that was set, before a cent is spent", () => {
  const study = bare.personas(people(3)).merge([{ name: "P0" }, { name: "New" }]).variants(5)
    .models("haiku:0.25,sonnet:0.75").assign("shuffled").seed(9)
    .temperature(0.3).topP(0.9).maxTokens(200).repeats(4)
    .vars({ brand: "secret" }, { allowUnresolved: true }).template("You are {name}.")
    .synthesize({ model: "opus", strategy: "map-reduce", temperature: 0.1, autoEscalate: true })
    .limit({ concurrency: 7, rate: 0.5, budget: 2.5, questionFailures: 0.2 })
    .limit({ failureThreshold: 0.4, strict: true }).journal("runs/pricing")
    .responses("study.responses", "replay");
  const text = shown(study.ask(checkout).extract("why", "likert"));
  for (
    const part of [
      "4, merged from 5; 5 variants of each, 20 panelists",
      "haiku:0.25,sonnet:0.75, assigned in a shuffled order",
      "temperature 0.3, top-p 0.9, at most 200 tokens",
      "checkout: tier, ease, why",
      "everybody 4 times",
      "brand, names without a value are left as they stand",
      '"You are {name}."',
      "likert from why",
      "by opus, map-reduce, temperature 0.1, a larger model where answers are too many",
      "7 at once, 0.5 requests a second, $2.5000 at most",
      "a question is given up after 20 % failed, invalid above 40 % of failures, strict",
      "runs/pricing",
    ]
  ) assert.ok(text.includes(part), `${part} is missing:\n${text}`);
  assert.ok(!text.includes("secret"));
  const lines = text.split("\n").map((line) => /^(\w+ +)/.exec(line)?.[0].length);
  assert.equal(new Set(lines).size, 1);
});

Deno.test("a study shows its schema, its blend, and instructions of its own", () => {
  const schema = { type: "object", properties: { mood: { type: "string" } } };
  const study = bare.models("haiku,sonnet").blend({ haiku: 1, sonnet: 3 }).schema(schema)
    .synthesize({ prompt: "Be brief." }).ask(checkout);
  const text = shown(study);
  assert.match(text, /haiku:1,sonnet:3, every model asks everybody, and the answers are blended/);
  assert.match(text, /in the form of \{ mood \}/);
  assert.match(text, /by haiku, in one call, by instructions of your own/);
  assert.match(
    shown(bare.models([simulated({ name: "a" }), simulated({ name: "b" })])),
    /a,b, every/,
  );
});

Deno.test("a study shows itself in a notebook, with what a file says escaped", () => {
  const study = bare.personas(people(1)).template("<img src=x>");
  const html = face(study, "Jupyter.display")["text/html"] ?? "";
  assert.ok(html.includes("&lt;img") && !html.includes("<img"));
});
