import assert from "node:assert/strict";
import {
  type Host,
  loadPack,
  loadRun,
  manifest,
  merkleRoot,
  panel,
  type RunManifest,
} from "../../mod.ts";
import { Journal } from "../../lib/engine/journal.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { askingEverything } from "./everything.ts";
import { checkout } from "./fixtures.ts";
import { respond } from "./speaker.ts";

Deno.test("manifest() says what a run was, and the same of its replay", async () => {
  await using place = await folder();
  const path = `${place.path}/study.responses`;
  await using loop = startLoopback({ answer: respond });
  const host = hostWith({ env: envFor(loop) });
  const study = (on: Host) =>
    askingEverything(on, "gpt-4o-mini,haiku").repeats(2).synthesize({ model: "sonnet" });
  const recorded = await study(host).responses(path, "record").run();
  const one = manifest(recorded, host);
  assert.equal(one.fingerprint, recorded.fingerprint);
  assert.equal(one.seed, 4);
  assert.deepEqual(one.responses, { mode: "record", asked: loop.count, replayed: 0 });
  assert.deepEqual(Object.keys(one.models), ["gpt-4o-mini", "haiku", "sonnet"]);
  assert.equal(one.models.haiku?.id, "claude-haiku-4-5-20251001");
  assert.ok(Object.values(one.models).every(({ served }) => served.length === 1));
  assert.deepEqual(Object.keys(one.versions), ["quorum", "runtime", "codec"]);
  assert.equal(one.keys.count, loop.count);
  assert.equal(one.keys.merkle_root, merkleRoot(recorded.requests.map(String)));

  const replayed = await study(hostWith()).responses(path, "replay").run();
  const other = manifest(replayed, host);
  const lasting = ({ run_id: _, responses: _responses, ...rest }: RunManifest) => rest;
  assert.deepEqual(lasting(other), lasting(one));
  assert.deepEqual(other.responses, { mode: "replay", asked: 0, replayed: loop.count });
});

Deno.test("manifest() has keys without a store too, and other ones for other plans", async () => {
  const study = panel({ host: hostWith() }).personas(await loadPack("general-consumer"))
    .models("simulated").ask(checkout);
  const one = manifest(await study.seed(1).run());
  assert.deepEqual([one.responses.mode, one.keys.count], ["live", 45]);
  assert.deepEqual(manifest(await study.seed(1).run()).keys, one.keys);
  assert.notEqual(manifest(await study.seed(2).run()).keys.merkle_root, one.keys.merkle_root);
});

Deno.test("manifest() tells nobody's words: hashes stand for people, questions and prompts", async () => {
  const result = await panel({ host: hostWith() }).models("simulated")
    .personas([{ name: "Secret Person", background: "hidden background" }])
    .template("Be the secret {name}.").vars({ product: "unannounced" })
    .ask(checkout).extract("why", {
      type: "object",
      properties: { hiddenField: { type: "string" } },
    })
    .synthesize({ prompt: "confidential instructions" }).run();
  const json = JSON.stringify(manifest(result));
  for (const word of [/secret/i, /hidden/, /unannounced/, /confidential/, /Which tier/]) {
    assert.doesNotMatch(json, word);
  }
  assert.deepEqual(JSON.parse(json).plan.variables, ["product"]);
  const { template, synthesis, extractions } = JSON.parse(json).plan;
  for (const hash of [template, synthesis.prompt, extractions[0].schema]) {
    assert.match(hash, /^[0-9a-f]{64}$/);
  }
});

Deno.test("manifest.json lies in the folder of a run that is kept, and is for its owner alone", async () => {
  await using place = await folder();
  await using loop = startLoopback({ answer: respond });
  const host = hostWith({ env: envFor(loop) });
  await askingEverything(host, "gpt-4o-mini").journal(place.path).run();
  const path = `${place.path}/manifest.json`;
  const text = await Deno.readTextFile(path);
  const kept: RunManifest = JSON.parse(text);
  if (Deno.build.os !== "windows") {
    assert.equal(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
  }
  const journal = await Journal.open(host, `${place.path}/run.sqlite`, { readOnly: true });
  const keys = [...journal.requests()].map(String);
  journal.close();
  assert.deepEqual(kept.keys, { count: loop.count, merkle_root: merkleRoot(keys) });
  // It can be had again from the journal.
  const loaded = await loadRun(place.path, { host: hostWith() });
  assert.deepEqual(kept, JSON.parse(JSON.stringify(manifest(loaded, host))));
  const names = loaded.panelists.map(({ persona }) => String(persona.name));
  const words = [...loaded.wordings.values()].map(({ text }) => text);
  assert.ok([...names, ...words].every((word) => !text.includes(word)));
  const prompts = loop.requests.flatMap(({ body }) => Object(body).messages)
    .filter(({ role }) => role !== "assistant").map(({ content }) => String(content));
  assert.ok(prompts.length > 0 && prompts.every((prompt) => !text.includes(prompt)));
  for (const key of Object.values(envFor(loop))) assert.ok(!text.includes(key));
});
