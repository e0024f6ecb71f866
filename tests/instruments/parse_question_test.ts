import assert from "node:assert/strict";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { canonical } from "../../lib/schema/canonical.ts";
import { parseInstrument } from "../../mod.ts";
import { issuesOf, schemaIssues } from "./questions.ts";

/** The keys under which questions are kept. */
function keys(...questions: readonly object[]): string[] {
  return Object.keys(parseInstrument({ questions }).questions);
}

const issues = (question: unknown) => issuesOf({ questions: [question] });

// Case E5 of the specification.
Deno.test("parseQuestion() takes the key, else the id, else the name, else the text", () => {
  const text = "x".repeat(60);
  assert.deepEqual(keys({ text, key: "k", id: "i", name: "n" }), ["k"]);
  assert.deepEqual(keys({ text, id: "i", name: "n" }), ["i"]);
  assert.deepEqual(keys({ text, name: "n" }), ["n"]);
  assert.deepEqual(keys({ text: `  ${text} ` }), ["x".repeat(40)]);
  assert.deepEqual(keys({ text: "Why?" }), ["Why?"]);
});

Deno.test("parseQuestion() does not cut a character in two for its key", () => {
  const [key = ""] = keys({ text: `${"x".repeat(39)}😀 and more` });
  assert.equal(key, `${"x".repeat(39)}😀`);
  assert.ok(canonical({ [key]: 1 }).includes("😀"));
});

Deno.test("parseQuestion() refuses a question without words", () => {
  assert.deepEqual(issues({ text: "  " }), [
    '$.questions[0].text must be a text that is not empty, not "  "',
  ]);
  assert.deepEqual(issues({ key: "k" }), ["$.questions[0].text is missing: it must be a text"]);
});

Deno.test("parseQuestion() refuses a key that another question has, in whichever round", () => {
  const message = 'has the key "k", which another question has';
  assert.deepEqual(issuesOf({ questions: [{ key: "k", text: "A" }, { id: "k", text: "B" }] }), [
    `$.questions[1] ${message}`,
  ]);
  assert.deepEqual(
    issuesOf({
      rounds: [
        { name: "one", questions: [{ key: "k", text: "A" }] },
        { name: "two", questions: [{ text: "B" }, { key: "k", text: "C" }] },
      ],
    }),
    [`$.rounds[1].questions[1] ${message}`],
  );
  assert.deepEqual(issuesOf({ questions: [{ text: "Same?" }, { text: "Same?" }] }), [
    '$.questions[1] has the key "Same?", which another question has',
  ]);
});

Deno.test("parseQuestion() takes keys that objects have of their own", () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  const { questions, rounds } = parseInstrument({
    questions: names.map((key) => ({ key, text: `${key}?` })),
  });
  assert.deepEqual(rounds[0]?.questions, names);
  for (const key of names) {
    const own = Object.getOwnPropertyDescriptor(questions, key)?.value;
    assert.equal(new CompiledQuestion(key, own).question.text, `${key}?`);
  }
});

Deno.test("parseQuestion() takes follow-ups as texts and as mappings", () => {
  const { questions } = parseInstrument({
    questions: [{
      key: "q",
      text: "Q?",
      follow_ups: [
        "Why?",
        { text: "Really?" },
        { text: "Price?", condition: "Response_Contains: price: high" },
        { text: "Sad?", condition: "response_sentiment:Negative" },
        { text: "Never?", condition: "NEVER" },
      ],
    }],
  });
  assert.deepEqual(questions.q?.followUps, [
    { text: "Why?", condition: "always" },
    { text: "Really?", condition: "always" },
    { text: "Price?", condition: "Response_Contains: price: high" },
    { text: "Sad?", condition: "response_sentiment:Negative" },
    { text: "Never?", condition: "NEVER" },
  ]);
});

// Case L13 of the specification.
Deno.test("parseQuestion() refuses a condition that is none, by its place", () => {
  const conditions = [
    "alwys",
    "response_contains:",
    "response_contains",
    "response_sentiment: sad",
  ];
  assert.deepEqual(
    issues({ text: "Q?", follow_ups: conditions.map((condition) => ({ text: "F?", condition })) }),
    conditions.map((_, place) =>
      `$.questions[0].follow_ups[${place}].condition must be "always", "never", ` +
      '"response_contains: TEXT" or "response_sentiment: positive|negative|neutral"'
    ),
  );
  assert.deepEqual(issues({ text: "Q?", follow_ups: [{ text: "F?", conditon: "never" }, 4] }), [
    '$.questions[0].follow_ups[0].conditon is an unknown key: did you mean "condition"?',
    "$.questions[0].follow_ups[1] must be a text, or a mapping with text and condition",
  ]);
});

// Case L12 of the specification.
Deno.test("parseQuestion() takes an extraction by preset or schema, and lists the presets", () => {
  const extraction = (extraction_schema: unknown) =>
    parseInstrument({ questions: [{ key: "q", text: "Q?", extraction_schema }] }).questions.q
      ?.extraction;
  for (const preset of ["likert", "pick_one", "ranking", "yes_no"]) {
    assert.equal(extraction(preset), preset);
  }
  assert.deepEqual(extraction({ type: "object" }), { type: "object" });
  assert.deepEqual(issues({ text: "Q?", extraction_schema: "foo" }), [
    "$.questions[0].extraction_schema must be a JSON Schema or one of likert, pick_one, ranking, yes_no",
  ]);
});

Deno.test("parseQuestion() refuses a response_schema that is no mapping, and an unknown order", () => {
  for (const [schema, said] of [[null, "null"], ["scale", '"scale"'], [[], "an empty list"]]) {
    assert.deepEqual(schemaIssues(schema), [` must be a mapping, not ${said}`]);
  }
  assert.deepEqual(schemaIssues({ type: "yes_no", order: "shuffled" }), [
    'order must be "random" or "as_written"',
  ]);
});

Deno.test("parseQuestion() says where a setting belongs that stands beside its type (ruling 28)", () => {
  const response_schema = { type: "scale", min: 1, max: 5 };
  for (const key of ["order", "max", "labels", "type"]) {
    assert.deepEqual(issues({ text: "Q?", [key]: 1, response_schema }), [
      `$.questions[0].${key} is an unknown key: it belongs inside response_schema`,
    ]);
  }
  assert.deepEqual(schemaIssues({ type: "yes_no", options: ["yes", "no"] }), [
    "options is an unknown key: none is known here",
  ]);
});

Deno.test("parseQuestion() reports the faults of the question and of its schema together", () => {
  assert.deepEqual(
    issues({ text: "Q?", kye: "k", response_schema: { type: "scale", min: 5, max: 1, lables: {} } })
      .sort(),
    [
      '$.questions[0].kye is an unknown key: did you mean "key"?',
      '$.questions[0].response_schema.lables is an unknown key: did you mean "labels"?',
      "$.questions[0].response_schema.min must be below max, 1",
    ],
  );
});
