import assert from "node:assert/strict";
import {
  type About,
  codebook,
  type ExportFormat,
  panel,
  parseInstrument,
  saveExport,
  scripted,
} from "../../mod.ts";
import { ROW_COLUMNS } from "../../lib/rows/row_table.ts";
import { folder, hostWith } from "../hosts.ts";
import { parsedCsv } from "../rows/parsed_csv.ts";

const asked = parseInstrument({
  name: "The day",
  questions: [
    {
      key: "tier",
      text: "Which tier?",
      response_schema: { type: "enum", options: ["free", "pro", "team"] },
    },
    {
      key: "media",
      text: "What do you use?",
      response_schema: { type: "multi", options: ["tv", "radio"] },
    },
    {
      key: "years",
      text: "For how many years?",
      response_schema: { type: "number", min: 0, max: 99 },
    },
    { key: "why", text: "Why?", follow_ups: ["And then?"] },
  ],
});

const people = Array.from({ length: 4 }, (_, at) => ({ name: `P${at}`, at }));

const result = await panel({ host: hostWith() }).personas(people)
  .models(scripted({
    tier: ({ persona }: About) => persona.at === 0 ? "free" : persona.at === 1 ? "nonsense" : "pro",
    media: ({ persona }: About) => persona.at === 3 ? [] : ["tv", "radio"],
    years: ({ persona }: About) => 10 + Number(persona.at),
    why: "=because",
    "why/1": "nothing",
  })).ask(asked).run();

Deno.test("codebook() says of each question what it is, what was given, and what is missing", () => {
  const { questions, columns, notice, run_id, instrument } = codebook(result);
  assert.match(notice, /^Synthetic respondents: no person was asked\./);
  assert.deepEqual([run_id, instrument, columns.length], [result.run, "The day", 23]);
  const [tier, media, years, why, then] = questions;
  const none = { refused: 0, unparsable: 0, failed: 0, skipped: 0, late: 0 };
  assert.deepEqual(tier, {
    ...{ key: "tier", text: "Which tier?", kind: "choice", follow_up_to: null },
    options: ["free", "pro", "team"].map((value) => ({ value, label: value })),
    ...{ ordered: false, multiple: false, counted: null, answers: 3, range: null },
    values: { free: 1, pro: 2, team: 0 },
    ...{ missing: { ...none, unparsable: 1 }, after_stop: 0 },
  });
  assert.deepEqual([media?.multiple, media?.values], [true, { tv: 3, radio: 3 }]);
  assert.deepEqual([years?.range, years?.values, years?.kind], [
    { min: 10, max: 13 },
    null,
    "number",
  ]);
  assert.deepEqual([why?.answers, why?.values, why?.options], [4, null, null]);
  assert.deepEqual([then?.text, then?.follow_up_to, then?.answers], ["And then?", "why", 4]);
});

Deno.test("codebook() counts what the rows hold, row by row", () => {
  const rows = result.rows.toArray();
  for (const { key, answers, missing } of codebook(result).questions) {
    const own = rows.filter(({ question }) => question === key);
    assert.equal(answers + Object.values(missing).reduce((sum, n) => sum + n, 0), own.length, key);
  }
});

Deno.test("saveExport() writes rows, codebook and a data package that describes the file", async () => {
  await using place = await folder();
  const { rows, files } = await saveExport(`${place.path}/out/`, result);
  assert.deepEqual(files.map((file) => file.replace(`${place.path}/`, "")), [
    ...["out/answers.csv", "out/codebook.json", "out/datapackage.json"],
  ]);
  const table = await Deno.readTextFile(files[0] ?? "");
  const [head = [], ...lines] = parsedCsv(table);
  assert.deepEqual([lines.length, rows], [20, 20]);
  const about = await jsonOf(files[2]);
  const [resource] = about.resources;
  assert.equal(resource.bytes, new TextEncoder().encode(table).length);
  assert.deepEqual(resource.schema.fields.map(({ name }: { name: string }) => name), head);
  assert.deepEqual([about.profile, resource.profile], [
    ...["tabular-data-package", "tabular-data-resource"],
  ]);
  assert.match(about.name, /^[-a-z0-9._/]+$/);
  assert.match(about.description, /no person was asked/);
  assert.deepEqual(await jsonOf(files[1]), JSON.parse(JSON.stringify(codebook(result))));
});

Deno.test("saveExport() describes every cell of the table by a type that it has", async () => {
  await using place = await folder();
  const [file = "", , about = ""] = (await saveExport(place.path, result)).files;
  const [, ...lines] = parsedCsv(await Deno.readTextFile(file));
  const { fields } = (await jsonOf(about)).resources[0].schema;
  for (const cells of lines) {
    for (const [at, { name, type, constraints }] of fields.entries()) {
      const cell = cells[at] ?? "";
      if (cell === "") assert.ok(constraints?.required !== true, name);
      else assert.match(cell, CELLS[type] ?? assert.fail(type), name);
      if (constraints?.enum) assert.ok(constraints.enum.includes(cell));
    }
  }
});

Deno.test("saveExport() names the other forms as what they are", async () => {
  await using place = await folder();
  for (const format of ["jsonl", "parquet"] satisfies ExportFormat[]) {
    await saveExport(place.path, result, { format });
    const { profile, resources: [resource] } = await jsonOf(`${place.path}/datapackage.json`);
    assert.deepEqual([profile, resource.path, resource.format], [
      ...["data-package", `answers.${format}`, format],
    ]);
    assert.equal(resource.schema.fields.length, ROW_COLUMNS.length);
  }
});

/** What a reader of Table Schema takes for a value of each type. */
const CELLS: Readonly<Record<string, RegExp>> = {
  string: /./s,
  any: /./s,
  integer: /^-?\d+$/,
  number: /^-?\d+(\.\d+)?(e-?\d+)?$/,
  boolean: /^(true|false)$/,
  array: /^\[.*\]$/,
};

async function jsonOf(path = "") {
  return JSON.parse(await Deno.readTextFile(path));
}
