import assert from "node:assert/strict";
import { canonical } from "../../lib/schema/canonical.ts";
import { InputError, instrumentIds, loadInstrument } from "../../mod.ts";
import { folderOf, places } from "../personas/files.ts";

async function refusal(reference: string): Promise<InputError> {
  const error = await loadInstrument(reference).then(() => undefined, (reason: unknown) => reason);
  assert.ok(error instanceof InputError, `it was not refused as an input: ${error}`);
  return error;
}

Deno.test("loadInstrument() reads YAML and JSON alike, with any line ends", async () => {
  const yaml = [
    "name: Checkout",
    "instrument:",
    "  version: 2",
    "  questions:",
    "    - key: tier",
    "      text: Which tier?",
    "      response_schema: { type: enum, options: [free, pro] }",
    "",
  ];
  const data = {
    name: "Checkout",
    version: 2,
    questions: [{
      key: "tier",
      text: "Which tier?",
      response_schema: { type: "enum", options: ["free", "pro"] },
    }],
  };
  await using folder = await folderOf({
    "unix.yaml": yaml.join("\n"),
    "windows.yaml": `\ufeff${yaml.join("\r\n")}`,
    "data.json": JSON.stringify(data),
  });
  const loaded = ["unix.yaml", "windows.yaml", "data.json"]
    .map(async (file) => canonical(await loadInstrument(folder.path(file))));
  const [unix, ...others] = await Promise.all(loaded);
  for (const other of others) assert.equal(other, unix);
  assert.match(unix ?? "", /"name":"Checkout".*"version":"2"/);
});

Deno.test("loadInstrument() takes the file's name where it has none of its own", async () => {
  await using folder = await folderOf({ "my.checkout.yaml": "questions:\n  - text: Why?\n" });
  assert.equal((await loadInstrument(folder.path("my.checkout.yaml"))).name, "my.checkout");
});

Deno.test("loadInstrument() names the line and path of every fault", async () => {
  await using folder = await folderOf({
    "bad.yaml": [
      "name: Checkout", //                                             1
      "instrument:",
      "  rounds:",
      "    - name: one",
      "      questions:", //                                           5
      "        - text: Which tier?",
      "          response_schema:",
      "            type: enum",
      "            options:",
      "              - free", //                                       10
      "              - true",
      "        - text: How much?",
      "          response_schema: { type: scale, min: 5, max: 1 }",
      "      route_when:",
      "        - if: { field: theme, op: contains, value: x }", //      15
      "          goto: two",
      "        - else: __end__",
      "    - name: two",
      "      questons: []",
    ].join("\n"),
  });
  const error = await refusal(folder.path("bad.yaml"));
  assert.deepEqual(places(error), [
    "11 $.instrument.rounds[0].questions[0].response_schema.options[1]",
    "13 $.instrument.rounds[0].questions[1].response_schema.min",
    "15 $.instrument.rounds[0].route_when[0]",
    "18 $.instrument.rounds[1].questions",
    "19 $.instrument.rounds[1].questons",
  ]);
  assert.match(error.message, /bad\.yaml:11 \$\S+ must be a text: put it in quotes/);
});

Deno.test("loadInstrument() names the lines of what is wrong with the ways between rounds", async () => {
  await using folder = await folderOf({
    "routes.yaml": [
      "rounds:",
      "  - name: one",
      "    questions: [{ text: One? }]",
      "    route_when:",
      "      - if: { field: themes, op: matches, value: '(' }",
      "        goto: two",
      "      - else: thre",
      "  - name: three",
      "    depends_on: four",
      "    questions: [{ text: Three? }]",
    ].join("\n"),
  });
  assert.deepEqual(places(await refusal(folder.path("routes.yaml"))), [
    "5 $.rounds[0].route_when[0]",
    "5 $.rounds[0].route_when[0].if.value",
    "7 $.rounds[0].route_when[1]",
    "9 $.rounds[1].depends_on",
  ]);
});

Deno.test("loadInstrument() says where a file is not YAML", async () => {
  await using folder = await folderOf({ "tab.yaml": "questions:\n  - text: Why?\n\t  key: x\n" });
  const error = await refusal(folder.path("tab.yaml"));
  assert.match(error.message, /tab\.yaml:[34] is not YAML: /);
});

Deno.test("loadInstrument() loads every bundled instrument", async () => {
  const folder = new URL("../../fixtures/instruments/", import.meta.url);
  const files = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  assert.ok(files.includes("first-panel.yaml"));
  for (const file of files) {
    const { questions, rounds } = await loadInstrument(new URL(file, folder).pathname);
    const asked = rounds.flatMap((round) => round.questions);
    assert.deepEqual(Object.keys(questions), asked, file);
    assert.ok(asked.length > 0, file);
    assert.ok((await instrumentIds()).includes(file.replace(/\.yaml$/, "")), file);
  }
});

Deno.test("loadInstrument() names the known ones when there is neither file nor instrument", async () => {
  await assert.rejects(loadInstrument("first-panle"), {
    message:
      /^Cannot read "first-panle": .* no instrument .*did you mean "first-panel"\? Known are .*first-panel/,
  });
});
