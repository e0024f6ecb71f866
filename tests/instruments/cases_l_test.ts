import assert from "node:assert/strict";
import { unreachableRounds } from "../../lib/instruments/routes.ts";
import { InputError, type Instrument, loadInstrument } from "../../mod.ts";
import { folder } from "../hosts.ts";

/** An instrument in a file of its own, of which these are the lines. */
async function loaded(lines: readonly string[]): Promise<Instrument> {
  await using place = await folder();
  const file = `${place.path}/l.yaml`;
  await Deno.writeTextFile(file, `${lines.join("\n")}\n`);
  return await loadInstrument(file);
}

/** What is wrong with the file, as `line path message`; each is in the sentence as the user sees it. */
async function refused(...lines: readonly string[]): Promise<string[]> {
  const error = await loaded(lines).then(() => undefined, (reason: unknown) => reason);
  assert.ok(error instanceof InputError, `it was not refused as an input: ${error}`);
  assert.match(error.message, /^Cannot read .*\/l\.yaml: /);
  return error.issues.map(({ line, path, message }) => {
    const place = path === "$" ? "" : `${path} `;
    assert.ok(error.message.includes(`/l.yaml:${line} ${place}${message}`), error.message);
    return `${line} ${path} ${message}`;
  });
}

/** The lines of a file with one question, which has these lines below its text. */
const question = (...lines: readonly string[]) => [
  "questions:",
  "  - text: What do you say?",
  ...lines.map((line) => `    ${line}`),
];

Deno.test("L1: loadInstrument() refuses an empty list of questions", async () => {
  assert.deepEqual(await refused("name: Empty", "questions: []"), [
    "2 $.questions must be a list that is not empty, not an empty list",
  ]);
});

Deno.test("L2: loadInstrument() refuses an empty list of rounds", async () => {
  assert.deepEqual(await refused("instrument:", "  version: 2", "  rounds: []"), [
    "3 $.instrument.rounds must be a list that is not empty, not an empty list",
  ]);
});

Deno.test("L3: loadInstrument() refuses a file with neither questions nor rounds", async () => {
  assert.deepEqual(await refused("name: Nothing", "version: 1"), [
    '1 $ must have "questions" or "rounds"',
  ]);
});

Deno.test("L4: loadInstrument() refuses two rounds of one name", async () => {
  const rounds = [
    ...["rounds:", "  - name: a", "    questions: [{ text: One? }]"],
    ...["  - name: a", "    questions: [{ text: Two? }]"],
  ];
  assert.deepEqual(await refused(...rounds), [
    '4 $.rounds[1].name is "a", which another round is called',
  ]);
});

Deno.test("L6: loadInstrument() refuses routes without else", async () => {
  const rounds = [
    ...["rounds:", "  - name: a", "    questions: [{ text: One? }]", "    route_when:"],
    ...["      - if: { field: themes, op: contains, value: x }", "        goto: b"],
    ...["  - name: b", "    questions: [{ text: Two? }]"],
  ];
  assert.deepEqual(await refused(...rounds), [
    "4 $.rounds[0].route_when must end with { else: ROUND }",
  ]);
});

Deno.test("L9: loadInstrument() refuses a scale whose min is above its max", async () => {
  const lines = question("response_schema:", "  type: scale", "  min: 5", "  max: 1");
  assert.deepEqual(await refused(...lines), [
    "5 $.questions[0].response_schema.min must be below max, 1",
  ]);
});

Deno.test("L12: loadInstrument() refuses an unknown extraction_schema and lists the known", async () => {
  assert.deepEqual(await refused(...question("extraction_schema: foo")), [
    "3 $.questions[0].extraction_schema must be a JSON Schema or one of likert, pick_one, ranking, yes_no",
  ]);
});

Deno.test("L13: loadInstrument() refuses a condition with a slip in it", async () => {
  const lines = question("follow_ups:", "  - text: Why?", '    condition: "respons_contains: x"');
  assert.deepEqual(await refused(...lines), [
    '5 $.questions[0].follow_ups[0].condition must be "always", "never", "response_contains: TEXT" ' +
    'or "response_sentiment: positive|negative|neutral"',
  ]);
});

Deno.test("L15: loadInstrument() refuses an empty taxonomy", async () => {
  const lines = question("response_schema:", "  type: tagged_themes", "  taxonomy: []");
  assert.deepEqual(await refused(...lines), [
    "5 $.questions[0].response_schema.taxonomy must be a list that is not empty, not an empty list",
  ]);
});

Deno.test("L16: loadInstrument() refuses options that are truth values, and says to quote them", async () => {
  const lines = question(
    "response_schema:",
    "  type: enum",
    "  options:",
    "    - true",
    "    - no",
  );
  assert.deepEqual(await refused(...lines), [
    "6 $.questions[0].response_schema.options[0] must be a text: put it in quotes",
  ]);
  // In YAML 1.2 yes and no are texts, so that the slip of the case does no harm here.
  const { questions } = await loaded(
    question("key: q", "response_schema: { type: enum, options: [yes, no] }"),
  );
  const { q } = questions;
  assert.deepEqual(q?.kind === "choice" && q.options, ["yes", "no"]);
});

Deno.test("L17: loadInstrument() takes a round that nothing leads to, which unreachableRounds() names", async () => {
  const instrument = await loaded([
    ...["rounds:", "  - name: a", "    questions: [{ text: One? }]"],
    ...["    route_when: [{ else: __end__ }]", "  - name: b", "    questions: [{ text: Two? }]"],
  ]);
  assert.deepEqual(unreachableRounds(instrument), ["b"]);
});

Deno.test("L18: loadInstrument() refuses an unknown field or op of a route", async () => {
  const routed = (rule: string) =>
    refused(
      ...["rounds:", "  - name: a", "    questions: [{ text: One? }]", "    route_when:"],
      ...[`      - if: ${rule}`, "        goto: __end__", "      - else: __end__"],
    );
  assert.deepEqual(await routed("{ field: theme, op: contains, value: x }"), [
    '5 $.rounds[0].route_when[0] must be a route: if.field must be one of "summary", "themes", ' +
    '"agreements", "disagreements", "surprises", "recommendation", not "theme"',
  ]);
  assert.deepEqual(await routed("{ field: themes, op: has, value: x }"), [
    '5 $.rounds[0].route_when[0] must be a route: if.op must be one of "contains", "equals", ' +
    '"matches", not "has"',
  ]);
});

Deno.test("loadInstrument() refuses a prompt template in Jinja, with its place", async () => {
  const lines = ["system_prompt_template: You are {{ name }}.", ...question()];
  assert.deepEqual(await refused(...lines), [
    '1 $.system_prompt_template has "{{ name }}", which is not filled: write {name} for a field',
  ]);
});
