import assert from "node:assert/strict";
import { InputError, loadPack } from "../../mod.ts";
import { hostWith } from "../hosts.ts";
import { bundledPacks, folderOf, names, places } from "./files.ts";

async function refusal(reference: string): Promise<InputError> {
  const error = await loadPack(reference).then(() => undefined, (reason: unknown) => reason);
  assert.ok(error instanceof InputError, `it was not refused as an input: ${error}`);
  return error;
}

Deno.test("loadPack() reads YAML, JSON, a bare list and JSONL alike", async () => {
  await using folder = await folderOf({
    "mapping.yaml": "name: Two\npersonas:\n  - name: Maya\n    age: 34\n  - name: Derek\n",
    "list.yml": "- name: Maya\n  age: 34\n- name: Derek\n",
    "mapping.json": '{\n  "personas": [{"name": "Maya", "age": 34}, {"name": "Derek"}]\n}\n',
    "list.json": '[{"name":"Maya","age":34},{"name":"Derek"}]',
    "people.jsonl": '{"name":"Maya","age":34}\n{"name":"Derek"}\n',
    "people.ndjson": '{"name":"Maya","age":34}\n\n  \n{"name":"Derek"}',
  });
  for (
    const file of [
      ...["mapping.yaml", "list.yml", "mapping.json", "list.json"],
      ...["people.jsonl", "people.ndjson"],
    ]
  ) {
    const { personas } = await loadPack(folder.path(file));
    assert.deepEqual(personas, [{ name: "Maya", age: 34 }, { name: "Derek" }], file);
  }
});

Deno.test("loadPack() reads files with a byte order mark and with Windows line ends", async () => {
  const yaml = "personas:\r\n  - name: Maya\r\n    background: |\r\n      One.\r\n      Two.\r\n";
  await using folder = await folderOf({
    "bom.yaml": `\ufeff${yaml}`,
    "bom.json": '\ufeff[{"name":"Maya"}]\r\n',
    "bom.jsonl": '\ufeff{"name":"Maya"}\r\n\r\n{"name":"Derek"}\r\n',
  });
  const [maya] = (await loadPack(folder.path("bom.yaml"))).personas;
  assert.deepEqual(maya, { name: "Maya", background: "One.\nTwo." });
  assert.deepEqual(names(await loadPack(folder.path("bom.json"))), ["Maya"]);
  assert.deepEqual(names(await loadPack(folder.path("bom.jsonl"))), ["Maya", "Derek"]);
});

Deno.test("loadPack() names the line and path of every fault of a YAML file", async () => {
  await using folder = await folderOf({
    "bad.yaml": [
      "# people",
      "version: 2",
      "personas:",
      "  - name: Maya",
      "    age: old",
      "  - Derek",
      "  - name: Ada",
      "",
      "    ocupation: Baker",
      "    llm_overrides:",
      "      temperature: 3",
    ].join("\n"),
  });
  const path = folder.path("bad.yaml");
  const error = await refusal(path);
  assert.deepEqual(places(error), [
    "2 $.version",
    "5 $.personas[0].age",
    "6 $.personas[1]",
    "9 $.personas[2].ocupation",
    "11 $.personas[2].llm_overrides.temperature",
  ]);
  assert.ok(error.message.includes(`${path}:5 $.personas[0].age must be a number, not "old"`));
});

Deno.test("loadPack() names the lines of a JSON file and of a bare list", async () => {
  await using folder = await folderOf({
    "bad.json": '{\n "personas": [\n  {"name": "Maya"},\n  {"age": -1}\n ]\n}\n',
    "bad.yaml": "- name: Maya\n- name: Derek\n  age: -1\n",
  });
  assert.deepEqual(places(await refusal(folder.path("bad.json"))), ["4 $.personas[1].age"]);
  assert.deepEqual(places(await refusal(folder.path("bad.yaml"))), ["3 $[1].age"]);
});

Deno.test("loadPack() says where a file is not YAML", async () => {
  await using folder = await folderOf({
    "tab.yaml": "personas:\n  - name: Maya\n\t- name: Derek\n",
    "open.yaml": 'personas:\n  - name: "Maya\n',
    "twice.yaml": "personas:\n  - name: Maya\n    name: Derek\n",
  });
  for (const file of ["tab.yaml", "open.yaml", "twice.yaml"]) {
    const { message, issues } = await refusal(folder.path(file));
    assert.match(message, /:\d+ is not YAML: /, file);
    assert.ok([2, 3, 4].includes(issues[0]?.line ?? 0), `${file}:${issues[0]?.line}`);
  }
});

Deno.test("loadPack() refuses empty files, nulls and lists of texts", async () => {
  await using folder = await folderOf({
    "empty.yaml": "",
    "comment.yaml": "# nobody yet\n",
    "null.yaml": "name: x\npersonas:\n",
    "none.yaml": "personas: []\n",
    "texts.yaml": "personas:\n  - Maya\n  - Derek\n",
    "none.jsonl": "\n\n",
  });
  const reason = async (file: string) => {
    const { issues } = await refusal(folder.path(file));
    return issues.map(({ line, path, message }) => `${line} ${path} ${message}`).join("; ");
  };
  assert.match(await reason("empty.yaml"), /must be a list of personas, or a mapping/);
  assert.notEqual(await reason("comment.yaml"), "");
  assert.equal(await reason("null.yaml"), "2 $.personas must be a list, not null");
  assert.equal(await reason("none.yaml"), "1 $.personas must be a list of at least one persona");
  assert.equal(
    await reason("texts.yaml"),
    '2 $.personas[0] must be a mapping, not "Maya"; 3 $.personas[1] must be a mapping, not "Derek"',
  );
  assert.match(await reason("none.jsonl"), /\$ has no personas$/);
});

Deno.test("loadPack() names the known packs when there is neither file nor pack", async () => {
  const failed = loadPack("general-consumers");
  await assert.rejects(failed, {
    message:
      /^Cannot read "general-consumers": .*did you mean "general-consumer"\? Known are ai-eval-buyers, developer/,
  });
  await assert.rejects(loadPack("../packs/developer"), /Cannot read "\.\.\/packs\/developer"/);
});

Deno.test("loadPack() finds what the user saved, before what is bundled", async () => {
  await using folder = await folderOf({});
  await Deno.mkdir(folder.path("persona_packs"));
  await Deno.writeTextFile(folder.path("persona_packs/students.yaml"), "- name: My own\n");
  const host = hostWith({ env: { QUORUM_HOME: folder.path(".") } });
  assert.deepEqual(names(await loadPack("students", { host })), ["My own"]);
  assert.equal((await loadPack("developer", { host })).size, 15);
});

Deno.test("loadPack() loads every bundled pack, each of as many people as it is to have", async () => {
  // The sizes of the bundled packs, from section 1.2 of the specification.
  const sizes = {
    ...{ "ai-eval-buyers": 20, developer: 15, "enterprise-buyer": 15, "general-consumer": 15 },
    ...{ "healthcare-patient": 15, "job-seekers": 15, "product-research": 20 },
    ...{ "recruiters-talent": 15, "startup-founder": 15, students: 15 },
  };
  const packs = await bundledPacks();
  const found = packs.map(({ manifest, size }) => [manifest.id, size] as const).sort();
  assert.deepEqual(Object.fromEntries(found), sizes);
  for (const pack of packs) {
    assert.equal(new Set(names(pack)).size, pack.size, `${pack.name}: a name is there twice`);
    for (const { name, age, occupation, background, personality_traits = [] } of pack) {
      assert.ok(name && age && occupation && background, `${pack.name}: ${name}`);
      assert.ok(personality_traits.length > 0, `${pack.name}: ${name}`);
    }
  }
});
