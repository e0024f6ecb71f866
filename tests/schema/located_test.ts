import assert from "node:assert/strict";
import { InputError } from "../../lib/schema/input_error.ts";
import { located } from "../../lib/schema/located.ts";

/** The line of each path in a text. */
async function linesOf(
  text: string,
  paths: readonly string[],
): Promise<Record<string, number | null>> {
  const issues = paths.map((path) => ({ path, message: "must be otherwise" }));
  const error = await located(new InputError("a.yaml", issues), text);
  return Object.fromEntries(error.issues.map(({ path, line }) => [path, line ?? null]));
}

async function assertLines(text: string, lines: Record<string, number | null>): Promise<void> {
  assert.deepEqual(await linesOf(text, Object.keys(lines)), lines);
}

Deno.test("located() gives a member the line of its key, wherever its value begins", async () => {
  const text = `name: quorum
rounds:
  - questions:
      - text: >
          folded
        options:
          - a
          - b
  -
    questions: [{ text: c },
      { text:
          d }]
empty:
last: 1
`;
  await assertLines(text, {
    "$": 1,
    "$.name": 1,
    "$.rounds": 2,
    "$.rounds[0]": 3,
    "$.rounds[0].questions": 3,
    "$.rounds[0].questions[0].text": 4,
    "$.rounds[0].questions[0].options": 6,
    "$.rounds[0].questions[0].options[1]": 8,
    "$.rounds[1]": 10,
    "$.rounds[1].questions[0].text": 10,
    "$.rounds[1].questions[1]": 11,
    "$.rounds[1].questions[1].text": 11,
    "$.empty": 13,
    "$.last": 14,
  });
});

Deno.test("located() gives what is missing the line of what it is missing from", async () => {
  const text =
    "# remark\n\nname: a\nrounds:\n  - one: 1\n  - two: 2\nempty:\nshared: &s {a: 1}\nuse: *s\n";
  await assertLines(text, {
    "$.nothing": 3,
    "$.rounds[7]": 4,
    "$.rounds[1].text": 6,
    "$.rounds[1].text.deeper[3]": 6,
    "$.empty.inside": 7,
    "$.use.a": 9,
  });
});

Deno.test("located() finds names of every kind", async () => {
  const text =
    `1: one\n"a b": two\n'say "hi"': three\ntrue: four\na.b: five\n"": six\na-b: seven\n010: ten\n`;
  await assertLines(text, {
    '$["1"]': 1,
    '$["a b"]': 2,
    '$["say \\"hi\\""]': 3,
    "$.true": 4,
    '$["a.b"]': 5,
    '$[""]': 6,
    "$.a-b": 7,
    '$["10"]': 8,
  });
});

Deno.test("located() leaves out the line where there is no text", async () => {
  await assertLines("", { "$": null, "$.a": null });
  await assertLines("# remark\n", { "$": null });
});

Deno.test("located() counts lines whatever ends them", async () => {
  await assertLines("a: 1\r\nb: 2\r\nc: 3\r\n", { "$.c": 3 });
});

Deno.test("located() orders issues by line and keeps the rest", async () => {
  const issues = [{ path: "$.b", message: "must be two" }, { path: "$.a", message: "must be one" }];
  const error = await located(new InputError("a.yaml", issues), "a: 2\nb: 1\n");
  assert.equal(error.what, "a.yaml");
  assert.deepEqual(error.issues, [
    { path: "$.a", message: "must be one", line: 1 },
    { path: "$.b", message: "must be two", line: 2 },
  ]);
});
