import assert from "node:assert/strict";
import { InputError, loadEventConfig } from "../../mod.ts";
import { backendModel } from "../../lib/encounters/backend_model.ts";
import { memoryHost } from "../../lib/host/memory.ts";
import { startLoopback } from "../loopback/service.ts";
import { hostWith } from "../hosts.ts";
import { decided } from "./scope.ts";

const EXAMPLES = new URL("../../fixtures/events/", import.meta.url).pathname;
const PEOPLE = '{"persona_id":"p1","persona_text":"You are P."}\n{"persona_id":"p2"}\n';
const BEERS = '{"product_id":"A"}\n{"product_id":"B"}\n';

/** A study of files in a folder. */
function loaded(config: string, files: Readonly<Record<string, string>> = {}) {
  const all = { "people.jsonl": PEOPLE, "beers.jsonl": BEERS, "run.yaml": config, ...files };
  const host = memoryHost({
    files: Object.fromEntries(Object.entries(all).map(([name, text]) => [`study/${name}`, text])),
  });
  return loadEventConfig("study/run.yaml", { host });
}

const HEAD = "panelists: { source: people.jsonl }\nproducts: { source: beers.jsonl }\n";

Deno.test("loadEventConfig() loads the bundled examples, whose files lie beside them", async () => {
  for (const name of ["tasting", "shelf"]) {
    const { config, sources, policy, files } = await loadEventConfig(`${EXAMPLES}${name}.yaml`);
    assert.deepEqual(config.warnings, []);
    assert.ok(sources.personas.length >= 8 && sources.products.length >= 4);
    const panelists = sources.personas.map(({ persona_id }) => ({
      id: String(persona_id),
      features: {},
    }));
    const scope = { panelists, products: sources.products, periods: config.periods };
    assert.deepEqual(policy.check?.(scope) ?? [], []);
    assert.equal(decided(policy, scope).length, panelists.length);
    assert.deepEqual(files.map(({ role }) => role), ["config", "panelists", "products"]);
  }
});

Deno.test("loadEventConfig() loads a schedule and what it names", async () => {
  const policy = "policy: { name: manual, manual: { format: csv_long, path: s.csv } }\n";
  const { policy: { spec }, files } = await loaded(HEAD + policy, {
    "s.csv": "panelist_id,product_id\np1,A\n",
  });
  assert.deepEqual([spec.name, spec.entries], ["manual", 1]);
  assert.deepEqual(files.at(-1), { role: "schedule", path: "study/s.csv" });
  await assert.rejects(loaded(HEAD + policy), /s\.csv/);
});

Deno.test("loadEventConfig() takes packs and bundled lists by their id", async () => {
  const text =
    "panelists: { source: general-consumer }\nproducts: { source: beers }\npolicy: { name: random }\n";
  await using folder = {
    path: await hostWith().files.temporaryFolder(),
    [Symbol.asyncDispose]: () => hostWith().files.remove(folder.path),
  };
  await hostWith().files.writeText(`${folder.path}/run.yaml`, text);
  const { sources, files } = await loadEventConfig(`${folder.path}/run.yaml`);
  assert.deepEqual([sources.personas.length, sources.products.length], [15, 6]);
  assert.equal(sources.personaRecords, null);
  assert.deepEqual(files.map(({ role }) => role), ["config"]);
});

Deno.test("loadEventConfig() refuses a source that is missing, empty or has nothing of the variant", async () => {
  const random = `${HEAD}policy: { name: random }\n`;
  await assert.rejects(loaded(random.replace("people", "nobody")), /nobody\.jsonl/);
  await assert.rejects(loaded(random, { "people.jsonl": "\n" }), /people\.jsonl: has no personas/);
  await assert.rejects(loaded(random, { "beers.jsonl": "" }), /beers\.jsonl: has no products/);
  const short = random.replace("people.jsonl", "people.jsonl, variant: short");
  await assert.rejects(loaded(short), /has no personas of the variant "short"/);
  await assert.rejects(loaded(random, { "people.jsonl": PEOPLE + PEOPLE }), (error) => {
    assert.ok(error instanceof InputError);
    assert.equal(error.issues.length, 2);
    return true;
  });
});

Deno.test("loadEventConfig() refuses people without a text whom a model is to speak as", async () => {
  const choosing = `${HEAD}policy: { name: self_selection }\nbackend: { name: simulated }\n`;
  await assert.rejects(loaded(choosing), /has no persona_text for "p2"/);
  const anybody = `${choosing}generator: { prompting_strategy: zero_shot }\n`;
  assert.equal((await loaded(anybody)).sources.personas.length, 2);
  const random = `${HEAD}policy: { name: random }\n`;
  assert.equal((await loaded(random)).sources.personas.length, 2);
});

Deno.test("backendModel() calls a server where the configuration says, with its key and headers", async () => {
  await using service = await startLoopback({ keys: ["the-key"] });
  const { config: { backend } } = await loaded(
    `${HEAD}policy: { name: random }\nbackend:\n  name: server\n  model: my-model\n` +
      `  params: { base_url: "${service.url}/v1", api_key_env: MY_KEY, headers: { x-team: blue } }\n`,
  );
  assert.ok(backend !== null);
  assert.throws(() => backendModel(backend, hostWith()), /its key's variable MY_KEY is not set/);
  const model = backendModel(backend, hostWith({ env: { MY_KEY: "the-key" } }));
  assert.ok(typeof model !== "string");
  const question = {
    key: "q",
    kind: "text",
    text: "?",
    options: null,
    order: null,
    ordered: false,
  };
  await model.reply({
    ...{ system: "", schema: null, maxTokens: 10 },
    messages: [{ role: "user", content: "?" }],
    about: { purpose: "answer", panelist: "p", repeat: 0, persona: {}, question },
  }, new AbortController().signal);
  await service.idle();
  const [request] = service.requests;
  assert.equal(request?.path, "/v1/chat/completions");
  assert.equal(request?.headers["x-team"], "blue");
  assert.equal(request?.headers.authorization, "Bearer the-key");
});
