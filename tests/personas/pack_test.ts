import assert from "node:assert/strict";
import { InputError, Pack, parsePack } from "../../mod.ts";
import { names, places } from "./files.ts";

function refusal(data: unknown): InputError {
  try {
    parsePack(data, "people.yaml");
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new assert.AssertionError({ message: "the pack was accepted" });
}

Deno.test("parsePack() takes a mapping with its manifest, and a bare list", () => {
  const manifest = {
    id: "two",
    name: "Two",
    description: "Two people.",
    author: "Us",
    version: "2",
    calibration: [{ against: "gss:HAPPY", jsd: 0.1 }],
  };
  const pack = parsePack({ ...manifest, personas: [{ name: "Maya" }, { name: "Derek" }] });
  assert.deepEqual(pack.manifest, manifest);
  assert.deepEqual(names(pack), ["Maya", "Derek"]);
  assert.equal(pack.name, "Two");
  const bare = parsePack([{ name: "Maya" }]);
  assert.deepEqual(bare.manifest, {});
  assert.equal(bare.size, 1);
  assert.equal(bare.name, "personas");
});

Deno.test("Pack is walked like a list of personas, and is called by its name, else its id", () => {
  const pack = new Pack([{ name: "Maya" }, { name: "Derek" }], { id: "two" });
  assert.deepEqual([...pack], pack.personas);
  assert.equal(pack.name, "two");
});

Deno.test("parsePack() refuses an empty panel", () => {
  assert.match(refusal([]).message, /must be a list of at least one persona$/);
  const { message } = refusal({ personas: [] });
  assert.equal(
    message,
    "Cannot read people.yaml: $.personas must be a list of at least one persona",
  );
});

Deno.test("parsePack() refuses personas that are null, missing or a text", () => {
  assert.match(refusal({ personas: null }).message, /\$\.personas must be a list, not null$/);
  assert.match(refusal({ name: "x" }).message, /\$\.personas is missing: it must be a list$/);
  assert.match(refusal({ personas: "abc" }).message, /\$\.personas must be a list, not "abc"$/);
});

Deno.test("parsePack() refuses what is neither a list nor a mapping", () => {
  for (const data of [null, "abc", 7, true]) {
    assert.match(refusal(data).message, /must be a list of personas, or a mapping with the key/);
  }
});

Deno.test("parsePack() names every item of a list that is no persona", () => {
  assert.deepEqual(places(refusal(["Maya", { name: "Derek" }, null, [], 4])), [
    "$[0]",
    "$[2]",
    "$[3]",
    "$[4]",
  ]);
  assert.deepEqual(places(refusal({ personas: ["Maya"] })), ["$.personas[0]"]);
  assert.match(refusal(["Maya"]).message, /\$\[0\] must be a mapping, not "Maya"$/);
});

Deno.test("parsePack() reports the faults of the manifest and of all personas at once", () => {
  const error = refusal({
    versoin: "1",
    version: 2,
    calibration: {},
    personas: [
      { age: -1, ocupation: "Baker" },
      { name: "fine" },
      { llm_overrides: { temprature: 1, top_p: 2 } },
    ],
  });
  assert.deepEqual(places(error).sort(), [
    "$.calibration",
    "$.personas[0].age",
    "$.personas[0].ocupation",
    "$.personas[2].llm_overrides.temprature",
    "$.personas[2].llm_overrides.top_p",
    "$.version",
    "$.versoin",
  ]);
  assert.match(error.message, /^Cannot read people\.yaml: 7 problems\n/);
  assert.match(error.message, /\$\.version must be a text: write version: "1" in quotes/);
  assert.match(error.message, /\$\.versoin is an unknown key: did you mean "version"\?/);
});

Deno.test("parsePack() keeps two people of one name, in their places", () => {
  const pack = parsePack([{ name: "Maya", age: 30 }, { name: "Maya", age: 60 }]);
  assert.deepEqual(pack.personas.map(({ age }) => age), [30, 60]);
});
