import fc from "fast-check";
import assert from "node:assert/strict";
import * as z from "zod";
import { parseYaml, readDocument } from "../../lib/schema/document.ts";
import { read } from "../../lib/schema/read.ts";
import { strict } from "../../lib/schema/strict.ts";

const person = strict({
  name: z.string(),
  age: z.int().optional(),
  words: z.array(z.string()).optional(),
});
const crowd = strict({ people: z.array(person).min(1), note: z.string().optional() });

function readCrowd(text: string, file = "crowd.yaml"): Promise<z.infer<typeof crowd>> {
  return readDocument(text, file, (data, what) => read(crowd, data, what));
}

Deno.test("readDocument() reads YAML and JSON alike", async () => {
  const people = [{ name: "Maya", age: 34 }, { name: "Derek", words: ["calm"] }];
  const yaml = "people:\n- name: Maya\n  age: 34\n- {name: Derek, words: [calm]}\n";
  assert.deepEqual(await readCrowd(yaml), { people });
  assert.deepEqual(await readCrowd(JSON.stringify({ people })), { people });
  assert.deepEqual(await readCrowd(JSON.stringify({ people }, null, "\t")), { people });
});

Deno.test("readDocument() reports every issue with its line, in the order of the file", async () => {
  const yaml = `# A crowd
people:
  - age: 34
    name: Maya
    aeg: 35
  - age: "34"
  - name: Derek
    words:
      - calm
      - 7

nots: none
`;
  await assert.rejects(readCrowd(yaml), {
    name: "InputError",
    message: `Cannot read crowd.yaml: 5 problems
  crowd.yaml:5 $.people[0].aeg is an unknown key: did you mean "age"?
  crowd.yaml:6 $.people[1].name is missing: it must be a text
  crowd.yaml:6 $.people[1].age must be a number, not "34"
  crowd.yaml:10 $.people[2].words[1] must be a text, not 7
  crowd.yaml:12 $.nots is an unknown key: did you mean "note"?`,
  });
});

Deno.test("readDocument() knows the lines of a JSON file too", async () => {
  const json =
    '{\n  "people": [\n    { "name": "Maya" },\n    {\n      "name":\n        7\n    }\n  ]\n}\n';
  await assert.rejects(readCrowd(json, "crowd.json"), {
    message: "Cannot read crowd.json: crowd.json:5 $.people[1].name must be a text, not 7",
  });
});

Deno.test("readDocument() lets other errors of the parser pass", async () => {
  const wrong = new RangeError("out of range");
  const failing = readDocument("a: 1", "a.yaml", () => {
    throw wrong;
  });
  await assert.rejects(failing, (error) => error === wrong);
});

Deno.test("readDocument() reports an empty file without a line", async () => {
  for (const text of ["", " \n\n", "# only a remark\n", "---\n", "---\n...\n"]) {
    await assert.rejects(readCrowd(text), {
      message: /^Cannot read crowd\.yaml: .*must be a mapping/,
    });
    assert.equal(parseYaml(text, "a.yaml"), null);
  }
});

Deno.test("parseYaml() reports what is not YAML, with its line", () => {
  const wrong: [text: string, line: number][] = [
    ["a: 1\nb: [1\n", 3],
    ["a: 1\n\tb: 2\n", 2],
    ["a: 1\nb: 'open\n", 3],
    ["a: 1\n\nb: c: d\n", 3],
    ["a: 1\nb: *none\n", 2],
    ["a: 1\nb: !!js/function 'x'\n", 2],
    ['{\n  "a": 1,\n  "b" 2\n}\n', 3],
  ];
  for (const [text, line] of wrong) {
    assert.throws(() => parseYaml(text, "a.yaml"), (error: Error) => {
      assert.match(error.message, /^Cannot read a\.yaml: a\.yaml:\d+ is not YAML: /);
      assert.ok(
        error.message.includes(`a.yaml:${line} `),
        `${JSON.stringify(text)}: ${error.message}`,
      );
      return true;
    });
  }
});

Deno.test("parseYaml() refuses a key that stands twice", () => {
  assert.throws(() => parseYaml("a: 1\nb: 2\na: 3\n", "a.yaml"), {
    message: "Cannot read a.yaml: a.yaml:3 is not YAML: duplicated mapping key",
  });
  assert.throws(() => parseYaml('{"a": 1,\n"a": 2}', "a.json"), /a\.json:2 .*duplicated/);
});

Deno.test("parseYaml() refuses several documents in one file", () => {
  const texts: [text: string, line: number][] = [
    ["a: 1\n---\na: 2\n", 2],
    ["---\na: 1\n---\na: 2\n--- # remark\na: 3\n", 3],
    ["a: |\n  ---\n  x\n...\n---\na: 2\n", 5],
  ];
  for (const [text, line] of texts) {
    assert.throws(() => parseYaml(text, "a.yaml"), {
      message: `Cannot read a.yaml: a.yaml:${line} must be one document, not several`,
    });
  }
});

Deno.test("parseYaml() knows YAML 1.2: only true and false are yes and no, and dates are text", () => {
  const text =
    "yes: yes\nno: no\non: off\ntrue: true\nno way: False\nten: 010\neight: 0o10\nhex: 0x1F\n" +
    "day: 2026-01-02\ntime: 12:30:00\nratio: 1:30\nthousand: 1_000\nfloat: 1e3\nnull: ~\nlist: [a, ~]\n";
  assert.deepEqual(parseYaml(text, "a.yaml"), {
    yes: "yes",
    no: "no",
    on: "off",
    true: true,
    "no way": false,
    ten: 10,
    eight: 8,
    hex: 31,
    day: "2026-01-02",
    time: "12:30:00",
    ratio: "1:30",
    thousand: "1_000",
    float: 1000,
    null: null,
    list: ["a", null],
  });
});

Deno.test("parseYaml() makes plain data of hostile names", () => {
  const data = parseYaml("__proto__: {admin: true}\nconstructor: 1\n<<: {a: 1}\n", "a.yaml");
  assert.deepEqual(Object.keys(data as object), ["__proto__", "constructor", "<<"]);
  assert.equal((data as { admin?: unknown }).admin, undefined);
});

Deno.test("parseYaml() reads whatever JSON.stringify writes", () => {
  // YAML's own limit: characters from U+007F to U+009F, lone surrogates and U+FFFE, U+FFFF in the open.
  const text = fc.string({ unit: "binary" }).filter((t) => !/[\x7f-\x9f\ufffe\uffff]/.test(t));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      ...[fc.boolean(), fc.constant(null), fc.integer(), text],
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.array(tie("value"), { maxLength: 5 }),
      fc.dictionary(text, tie("value"), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(value, (data) => {
      for (const indent of ["", "  ", "\t"]) {
        const json = JSON.stringify(data, null, indent);
        assert.equal(JSON.stringify(parseYaml(json, "a.json")), JSON.stringify(data));
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});

Deno.test("parseYaml() refuses aliases that unfold without end, and takes those that do not", async () => {
  const names = [..."abcdefghij"];
  const bomb = names.map((name, i) => {
    const what = i === 0 ? "x" : `*${names[i - 1]}`;
    return `${name}: &${name} [${Array(10).fill(what).join(", ")}]`;
  }).join("\n");
  const endless: [text: string, place: string][] = [
    [bomb, "6 $.f"],
    ["x: 1\na: &a\n  - *a\n", "3 $.a[0]"],
    ["a: &a {b: [1,\n *a]}", "2 $.a.b[1]"],
  ];
  for (const [text, place] of endless) {
    await assert.rejects(readDocument(text, "a.yaml", (data) => data), {
      message: `Cannot read a.yaml: a.yaml:${place} must not unfold into more than a million ` +
        "values, as its aliases make it",
    });
  }
  const shared = "base: &base {a: 1}\none: *base\ntwo: [*base, R&B]\n";
  const data = { base: { a: 1 }, one: { a: 1 }, two: [{ a: 1 }, "R&B"] };
  assert.deepEqual(parseYaml(shared, "a.yaml"), data);
});

Deno.test("readDocument() refuses halves of characters, each with its line", async () => {
  const reading = (text: string) => readDocument(text, "a.yaml", (data) => data);
  await assert.rejects(reading('a: fine\nb: ["x", "\\ud800"]\n"\\udfff": "\\U0000D800"\n'), {
    message: `Cannot read a.yaml: 3 problems
  a.yaml:2 $.b[1] must be a text of whole characters: it holds a lone surrogate
  a.yaml:3 $["\\udfff"] must have a key of whole characters: it holds a lone surrogate
  a.yaml:3 $["\\udfff"] must be a text of whole characters: it holds a lone surrogate`,
  });
  // Two halves make a character, and what is not read as an escape is none.
  assert.deepEqual(await reading(`{"a":"\\ud83c\\udf7a"}`), { a: "🍺" });
  assert.deepEqual(await reading("a: '\\ud800'\n"), { a: "\\ud800" });
});
