import assert from "node:assert/strict";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { extractionSchema, type Preset, PRESETS } from "../../lib/instruments/presets.ts";
import { InputError, shape } from "../../mod.ts";

const WHAT = 'the extraction of "mood"';

/** The question that a preset is asked as when it is extracted. */
function compiled(preset: Preset, options?: readonly string[]): CompiledQuestion {
  return new CompiledQuestion("mood", shape("?", extractionSchema(preset, WHAT, { options })));
}

/** What a reply counts for; why not, where it is refused. */
function counted(question: CompiledQuestion, reply: object): readonly string[] | string {
  const read = question.read(JSON.stringify(reply));
  return "answer" in read ? question.categories(read.answer) : read.problem;
}

Deno.test("extractionSchema() of likert takes a whole number from 1 to 5, with or without a reason", () => {
  const likert = compiled("likert");
  assert.deepEqual(likert.options?.map(({ value }) => value), ["1", "2", "3", "4", "5"]);
  assert.deepEqual(counted(likert, { rating: 4, reasoning: "It is good." }), ["4"]);
  assert.deepEqual(counted(likert, { rating: 4 }), ["4"]);
  assert.match(String(counted(likert, { rating: 6 })), /\$\.rating must be at most 5/);
  assert.match(String(counted(likert, { rating: 4.5 })), /\$\.rating must be a whole number/);
  assert.match(String(counted(likert, { reasoning: "No rating." })), /\$\.rating is missing/);
});

Deno.test("extractionSchema() of yes_no takes a truth value", () => {
  const yesNo = compiled("yes_no");
  assert.deepEqual(yesNo.options?.map(({ value }) => value), ["true", "false"]);
  assert.deepEqual(counted(yesNo, { answer: false, reasoning: "yes" }), ["false"]);
  assert.match(String(counted(yesNo, { answer: "no" })), /\$\.answer must be true or false/);
});

Deno.test("extractionSchema() of pick_one takes any text, or one of the question's options", () => {
  assert.equal(compiled("pick_one").options, null);
  assert.deepEqual(counted(compiled("pick_one"), { choice: " the red one " }), ["the red one"]);
  const bounded = compiled("pick_one", ["red", "blue"]);
  assert.deepEqual(bounded.options?.map(({ value }) => value), ["red", "blue"]);
  assert.deepEqual(counted(bounded, { choice: "blue", reasoning: "red is loud" }), ["blue"]);
  assert.match(String(counted(bounded, { choice: "green" })), /\$\.choice must be one of "red"/);
  assert.deepEqual(compiled("pick_one", []).schema, compiled("pick_one").schema);
});

Deno.test("extractionSchema() of ranking counts for the first place, never for a reason", () => {
  const ranked = [
    { name: "blue", rank: 2, reasoning: "It is calm." },
    { name: "red", rank: 1, reasoning: "It is warm." },
  ];
  assert.deepEqual(counted(compiled("ranking"), { ranked }), ["red"]);
  assert.deepEqual(counted(compiled("ranking", ["red", "blue"]), { ranked }), ["red"]);
  const refused = counted(compiled("ranking", ["green", "blue"]), { ranked });
  assert.match(String(refused), /^\$\.ranked\[1\]\.name must be one of "green", "blue"/);
  assert.match(
    String(counted(compiled("ranking"), { ranked: [{ name: "red", rank: 1.5 }] })),
    /\$\.ranked\[0\]\.rank must be a whole number/,
  );
  assert.deepEqual(counted(compiled("ranking"), { ranked: [] }), []);
});

Deno.test("extractionSchema() returns a JSON Schema of the user's own as it is", () => {
  const own = { type: "object", properties: { mood: { enum: ["good", "bad"] } } };
  assert.equal(extractionSchema(own, WHAT), own);
});

// Cases L12 and P7 of the specification.
Deno.test("extractionSchema() names the known presets where there is none of that name", () => {
  assert.throws(() => extractionSchema("sentiment", WHAT), (error) => {
    assert.ok(error instanceof InputError);
    assert.equal(
      error.message,
      'Cannot read the extraction of "mood": must be a JSON Schema or one of likert, pick_one, ' +
        'ranking, yes_no, not "sentiment"',
    );
    return true;
  });
  assert.throws(() => extractionSchema("pickone", WHAT), /\(did you mean "pick_one"\?\)$/);
  assert.throws(() => extractionSchema("constructor", WHAT), InputError);
  assert.deepEqual([...PRESETS], ["likert", "pick_one", "ranking", "yes_no"]);
});

Deno.test("extractionSchema() refuses what cannot be checked", () => {
  assert.throws(() => extractionSchema({ $ref: "https://example.org/x" }, WHAT), {
    name: "InputError",
    message: /^Cannot read the extraction of "mood": is no usable JSON Schema: /,
  });
  // As a flag's JSON text may be parsed to a list.
  const list: unknown = JSON.parse("[1]");
  assert.ok(Array.isArray(list));
  assert.throws(() => extractionSchema(Object(list), WHAT), /must be a JSON Schema, that is a map/);
});
