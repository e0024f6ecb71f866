import assert from "node:assert/strict";
import { parseInstrument } from "../../mod.ts";
import { issuesOf } from "./questions.ts";

const ASKED = [{ key: "a", text: "A?" }, { key: "b", text: "B?" }];
const ROUNDS = [
  { name: "one", questions: [{ key: "a", text: "A?" }] },
  { name: "two", depends_on: "one", questions: [{ key: "b", text: "B?" }] },
];
const ROUTED = [
  {
    name: "one",
    questions: [{ key: "a", text: "A?" }],
    route_when: [
      { if: { field: "themes", op: "contains", value: "price" }, goto: "two" },
      { if: { field: "summary", op: "matches", value: "(?i)wait" }, goto: "two" },
      { else: "__end__" },
    ],
  },
  { name: "two", questions: [{ key: "b", text: "B?" }] },
];

Deno.test("parseInstrument() takes version 1: questions of one round, named default", () => {
  for (const version of ["1", 1, "2024-07"]) {
    const { rounds, questions, ...rest } = parseInstrument(
      { version, questions: ASKED },
      "a/b.yaml",
    );
    assert.deepEqual(rounds, [{ name: "default", questions: ["a", "b"] }]);
    assert.deepEqual(Object.keys(questions), ["a", "b"]);
    assert.deepEqual(rest, { name: "b", version: String(version), description: undefined });
  }
});

Deno.test("parseInstrument() takes version 2: rounds that come after one another", () => {
  assert.deepEqual(parseInstrument({ version: 2, rounds: ROUNDS }).rounds, [
    { name: "one", questions: ["a"] },
    { name: "two", questions: ["b"], dependsOn: "one" },
  ]);
});

Deno.test("parseInstrument() takes version 3: rounds with routes", () => {
  const [one] = parseInstrument({ version: 3, rounds: ROUTED }).rounds;
  assert.deepEqual(one?.routeWhen, [
    { if: { field: "themes", op: "contains", value: "price" }, goto: "two" },
    { if: { field: "summary", op: "matches", value: "(?i)wait" }, goto: "two" },
    { goto: "__end__" },
  ]);
});

Deno.test("parseInstrument() takes a body at the top or under instrument, the same", () => {
  for (const body of [{ questions: ASKED }, { rounds: ROUNDS }, { rounds: ROUTED }]) {
    const named = { name: "Checkout", version: "2", description: "Plans.", author: "Us" };
    const open = parseInstrument({ ...named, ...body });
    assert.deepEqual(parseInstrument({ ...named, instrument: body }), open);
    assert.deepEqual(parseInstrument({ instrument: { ...named, ...body } }), open);
    assert.equal(open.name, "Checkout");
    assert.equal(open.version, "2");
  }
  const outer = { name: "Outer", instrument: { name: "Inner", version: 3, questions: ASKED } };
  assert.deepEqual(parseInstrument(outer).name, "Outer");
  assert.deepEqual(parseInstrument(outer).version, "3");
});

Deno.test("parseInstrument() keeps a template of the system prompt", () => {
  const template = "You are {name}.";
  const parsed = parseInstrument({ system_prompt_template: template, questions: ASKED });
  assert.equal(parsed.systemPromptTemplate, template);
});

// Cases L1 to L3 of the specification.
Deno.test("parseInstrument() refuses to ask nothing", () => {
  assert.deepEqual(issuesOf({ questions: [] }), [
    "$.questions must be a list that is not empty, not an empty list",
  ]);
  assert.deepEqual(issuesOf({ rounds: [] }), [
    "$.rounds must be a list that is not empty, not an empty list",
  ]);
  assert.deepEqual(issuesOf({ name: "x" }), ['$ must have "questions" or "rounds"']);
  assert.deepEqual(issuesOf({ rounds: [{ name: "one", questions: [] }] }), [
    "$.rounds[0].questions must be a list that is not empty, not an empty list",
  ]);
});

Deno.test("parseInstrument() refuses questions beside rounds", () => {
  const [first] = issuesOf({ questions: ASKED, rounds: ROUNDS });
  assert.equal(first, '$ must have either "questions" or "rounds", not both');
});

Deno.test("parseInstrument() refuses what is no mapping", () => {
  for (const data of [null, "questions", ASKED, 3]) {
    assert.deepEqual(issuesOf(data), ['$ must be a mapping with "questions" or "rounds"']);
  }
  assert.deepEqual(issuesOf({ instrument: null }), ["$.instrument must be a mapping, not null"]);
  assert.deepEqual(issuesOf({ questions: ["A?"] }), ['$.questions[0] must be a mapping, not "A?"']);
});

Deno.test("parseInstrument() reports what is wrong inside and outside of instrument at once", () => {
  assert.deepEqual(
    issuesOf({
      athor: "Us",
      version: true,
      instrument: {
        qestions: [],
        rounds: [
          {
            name: "one",
            questions: [{ text: " ", response_schema: { type: "scale", min: 2, max: 1 } }],
          },
          { questions: [{ txt: "B?" }], depends_on: 3 },
          "three",
        ],
      },
    }).sort(),
    [
      '$.athor is an unknown key: did you mean "author"?',
      '$.instrument.qestions is an unknown key: did you mean "questions"?',
      "$.instrument.rounds[0].questions[0].response_schema.min must be below max, 1",
      '$.instrument.rounds[0].questions[0].text must be a text that is not empty, not " "',
      "$.instrument.rounds[1].depends_on must be a text, not 3",
      "$.instrument.rounds[1].name is missing: it must be a text",
      "$.instrument.rounds[1].questions[0].text is missing: it must be a text",
      '$.instrument.rounds[1].questions[0].txt is an unknown key: did you mean "text"?',
      '$.instrument.rounds[2] must be a mapping, not "three"',
      "$.version must be a text or a number",
    ],
  );
});
