import assert from "node:assert/strict";
import * as z from "zod";
import { InputError } from "../../lib/schema/input_error.ts";
import { pathText, read } from "../../lib/schema/read.ts";
import { strict } from "../../lib/schema/strict.ts";

/** Every issue of a refused reading, as `path message`. */
function issuesOf(schema: z.ZodType, data: unknown): string[] {
  try {
    read(schema, data, "the data");
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.issues.map(({ path, message }) => `${path} ${message}`);
  }
  return assert.fail("the data was read");
}

Deno.test("read() returns the data typed and with defaults, without touching what it was given", () => {
  const given = { age: 34 };
  const data = read(z.object({ age: z.int(), name: z.string().default("Maya") }), given, "x");
  assert.deepEqual(data, { age: 34, name: "Maya" });
  assert.deepEqual(given, { age: 34 });
});

Deno.test("read() reports everything that is wrong at once, each with its path", () => {
  const question = strict({
    text: z.string().min(1),
    options: z.array(z.string()).min(2).optional(),
  });
  const schema = strict({
    version: z.literal(3),
    rounds: z.array(strict({ questions: z.array(question) })),
  });
  const data = {
    version: 2,
    rounds: [
      { questions: [{ text: "" }, { txt: "a" }] },
      { questions: "none" },
      { questions: [{ text: "b", options: ["one"] }, { text: "c", options: [1, null] }] },
    ],
    round: [],
  };
  assert.deepEqual(issuesOf(schema, data), [
    "$.version must be 3, not 2",
    '$.rounds[0].questions[0].text must be a text that is not empty, not ""',
    "$.rounds[0].questions[1].text is missing: it must be a text",
    '$.rounds[0].questions[1].txt is an unknown key: did you mean "text"?',
    '$.rounds[1].questions must be a list, not "none"',
    "$.rounds[2].questions[0].options must be a list of at least 2 items, not a list of 1 item",
    "$.rounds[2].questions[1].options[0] must be a text, not 1",
    "$.rounds[2].questions[1].options[1] must be a text, not null",
    '$.round is an unknown key: did you mean "rounds"?',
  ]);
});

Deno.test("read() says in one sentence what could not be read", () => {
  assert.throws(() => read(z.string(), 1, "the name"), {
    name: "InputError",
    message: "Cannot read the name: must be a text, not 1",
  });
  assert.throws(() => read(z.object({ a: z.string() }), {}, "a.yaml"), {
    message: "Cannot read a.yaml: $.a is missing: it must be a text",
  });
  assert.throws(() => read(z.object({ a: z.string(), b: z.int() }), { b: 1.5 }, "a.yaml"), {
    message: "Cannot read a.yaml: 2 problems\n  $.a is missing: it must be a text\n" +
      "  $.b must be a whole number, not 1.5",
  });
});

Deno.test("read() takes as they are the messages that a schema gives itself", () => {
  const rhyming = z.string().refine(() => false, "must rhyme");
  assert.deepEqual(issuesOf(z.object({ a: rhyming }), { a: "x" }), ["$.a must rhyme"]);
});

Deno.test("read() gives each unknown key a line of its own, for every kind of object", () => {
  const data = { optins: 1, txt: 2, "a b": 3, zebra: 4 };
  assert.deepEqual(
    issuesOf(strict({ options: z.int().optional(), text: z.int().optional() }), data),
    [
      '$.optins is an unknown key: did you mean "options"?',
      '$.txt is an unknown key: did you mean "text"?',
      '$["a b"] is an unknown key: known are options, text',
      "$.zebra is an unknown key: known are options, text",
    ],
  );
  assert.deepEqual(issuesOf(z.strictObject({}), { one: 1, two: 2 }), [
    "$.one is an unknown key",
    "$.two is an unknown key",
  ]);
});

Deno.test("read() words each kind of check for the person who wrote the data", () => {
  const cases: [schema: z.ZodType, data: unknown, message: string][] = [
    [z.string(), ["a"], "must be a text, not a list of 1 item"],
    [z.string(), {}, "must be a text, not a mapping"],
    [z.boolean(), "yes", 'must be true or false, not "yes"'],
    [z.number(), NaN, "must be a number, not NaN"],
    [z.int(), 1.5, "must be a whole number, not 1.5"],
    [z.array(z.string()), "a", 'must be a list, not "a"'],
    [z.array(z.string()).min(1), [], "must be a list that is not empty, not an empty list"],
    [z.array(z.int()).max(1), [1, 2], "must be a list of at most 1 item, not a list of 2 items"],
    [z.object({}), [], "must be a mapping, not an empty list"],
    [z.record(z.string(), z.int()), 3, "must be a mapping, not 3"],
    [z.enum(["a", "b"]), "c", 'must be one of "a", "b", not "c"'],
    [z.literal(true), false, "must be true, not false"],
    [z.string().min(1), "", 'must be a text that is not empty, not ""'],
    [z.string().max(2), "abc", 'must be a text of at most 2 characters, not "abc"'],
    [z.number().min(0), -1, "must be at least 0, not -1"],
    [z.number().gt(0), 0, "must be more than 0, not 0"],
    [z.number().max(2), 3, "must be at most 2, not 3"],
    [z.number().lt(2), 2, "must be less than 2, not 2"],
    [z.int(), "x".repeat(99), `must be a number, not "${"x".repeat(56)}…"`],
  ];
  for (const [schema, data, message] of cases) {
    assert.deepEqual(issuesOf(schema, data), [`$ ${message}`]);
  }
});

Deno.test("pathText() writes plain names after a dot and all others in brackets", () => {
  assert.equal(pathText([]), "$");
  assert.equal(pathText(["rounds", 1, "questions", 0]), "$.rounds[1].questions[0]");
  assert.equal(pathText(["a-b", "_c", "d1"]), "$.a-b._c.d1");
  assert.equal(pathText(["1", "a b", 'say "hi"', ""]), '$["1"]["a b"]["say \\"hi\\""][""]');
});
