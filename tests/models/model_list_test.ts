import fc from "fast-check";
import assert from "node:assert/strict";
import { parseModelList, weightWarning } from "../../lib/models/model_list.ts";

Deno.test("parseModelList() takes names without weights for an ensemble", () => {
  assert.deepEqual(parseModelList("haiku, sonnet,"), {
    mode: "ensemble",
    entries: [{ name: "haiku", weight: 1 }, { name: "sonnet", weight: 1 }],
  });
});

Deno.test("parseModelList() takes one name for an ordinary run, with or without a weight", () => {
  assert.deepEqual(parseModelList("haiku").mode, "single");
  assert.deepEqual(parseModelList("haiku:0.5"), {
    mode: "single",
    entries: [{ name: "haiku", weight: 0.5 }],
  });
});

Deno.test("parseModelList() takes names with weights for a split", () => {
  assert.deepEqual(parseModelList("haiku:0.5,gemini-2.5-flash:.5"), {
    mode: "weighted",
    entries: [{ name: "haiku", weight: 0.5 }, { name: "gemini-2.5-flash", weight: 0.5 }],
  });
});

Deno.test("parseModelList() refuses a list that names nothing", () => {
  for (const text of ["", "  ", ",,", " , "]) {
    assert.throws(() => parseModelList(text), {
      name: "TypeError",
      message: `Cannot read the models "${text}": it names no model`,
    });
  }
});

Deno.test("parseModelList() refuses a weight that is no positive finite decimal", () => {
  const weights = [
    "x",
    "",
    "0",
    "-1",
    "nan",
    "NaN",
    "inf",
    "Infinity",
    "1e999",
    "0x10",
    "1_0",
    "1 2",
  ];
  for (const weight of weights) {
    assert.throws(() => parseModelList(`a:${weight}`), {
      message:
        `Cannot read the models "a:${weight}": the weight "${weight}" of "a" is not a positive number`,
    });
  }
});

Deno.test("parseModelList() refuses an empty name", () => {
  for (const text of [":0.5", "ollama:", "ollama::2", "local:", "openrouter/", "a:1,:1"]) {
    assert.throws(() => parseModelList(text), /: an entry has no model name$/, text);
  }
});

Deno.test("parseModelList() refuses weights for some only, and names the one without", () => {
  assert.throws(() => parseModelList("a:1,b"), /"b" has no weight while others have one$/);
  assert.throws(
    () => parseModelList("ollama:llama3:8b,haiku:1"),
    /"ollama:llama3:8b" has no weight/,
  );
});

Deno.test("parseModelList() refuses a name given twice", () => {
  assert.throws(() => parseModelList("a,b,a"), /: it names "a" twice$/);
});

Deno.test("parseModelList() leaves the colons in the names of Ollama, local and OpenRouter", () => {
  const read = (text: string) =>
    parseModelList(text).entries.map(({ name, weight }) => `${name} ${weight}`).join("; ");
  assert.equal(read("ollama:llama3"), "ollama:llama3 1");
  assert.equal(read("ollama:llama3:8b"), "ollama:llama3:8b 1");
  assert.equal(read("ollama:llama3:8b:0.5"), "ollama:llama3:8b 0.5");
  assert.equal(read("local:qwen:2,haiku:1"), "local:qwen 2; haiku 1");
  assert.equal(read("openrouter/meta/llama:free"), "openrouter/meta/llama:free 1");
  assert.equal(read("openrouter/meta/llama:free:0.25,b:1"), "openrouter/meta/llama:free 0.25; b 1");
  assert.equal(parseModelList("ollama:llama3,haiku").mode, "ensemble");
});

Deno.test("parseModelList() refuses a weight below zero in those families too", () => {
  assert.throws(() => parseModelList("ollama:llama3:-1"), /the weight "-1" of "llama3" is not/);
  assert.throws(() => parseModelList("openrouter/a/b:0"), /the weight "0" of "a\/b" is not/);
});

Deno.test("parseModelList() reads back every list that can be written", () => {
  const name = fc.stringMatching(/^(ollama:|local:|openrouter\/)?[a-z][a-z0-9./-]{0,12}$/);
  const weight = fc.double({ min: 0.001, max: 100, noNaN: true });
  const lists = fc.uniqueArray(fc.record({ name, weight }, { noNullPrototype: true }), {
    selector: (entry) => entry.name,
    minLength: 2,
    maxLength: 6,
  });
  fc.assert(
    fc.property(lists, (entries) => {
      const text = entries.map((entry) => `${entry.name}:${entry.weight}`).join(", ");
      assert.deepEqual(parseModelList(text), { mode: "weighted", entries });
    }),
    { seed: 7 },
  );
});

Deno.test("weightWarning() warns of weights that are further than 0.02 from 1", () => {
  const warning = (text: string) => weightWarning(parseModelList(text));
  assert.equal(warning("a:.33,b:.33,c:.33"), undefined);
  assert.equal(warning("a:.5,b:.5"), undefined);
  assert.equal(
    warning("a:.3,b:.3,c:.3"),
    "the weights of the models add up to 0.9, not 1: they are used as proportions",
  );
  assert.match(warning("a:2,b:3") ?? "", /add up to 5, not 1/);
});

Deno.test("weightWarning() has nothing to say of one model or an ensemble", () => {
  assert.equal(weightWarning(parseModelList("a:7")), undefined);
  assert.equal(weightWarning(parseModelList("a,b,c")), undefined);
});
