import assert from "node:assert/strict";
import fc from "fast-check";
import * as z from "zod";
import { CompiledQuestion, type Reading } from "../../lib/instruments/compiled.ts";
import { choice, multi, scale, shape, yesNo } from "../../mod.ts";
import { TEXT } from "./questions.ts";

const tier = new CompiledQuestion("tier", choice(TEXT, ["free", "pro"]));
const problemOf = (reading: Reading) => "problem" in reading ? reading.problem : undefined;

Deno.test("CompiledQuestion.read() takes JSON, fenced or among words", () => {
  for (
    const reply of [
      '{"answer":"pro"}',
      '\n {"answer": "pro"} \n',
      '```json\n{"answer": "pro"}\n```',
      '```\n{\n  "answer": "pro"\n}\n```\nI hope this helps!',
      'As Maya, I would say:\n{"answer": "pro"}',
      '{"answer": "pro"} because it is cheap',
      '{"answer": "pro", "confidence": 0.9}',
      '[{"answer": "pro"}]',
    ]
  ) assert.deepEqual(tier.read(reply), { answer: "pro" }, reply);
});

Deno.test("CompiledQuestion.read() refuses what holds no one JSON object", () => {
  for (
    const reply of [
      ...["", "  ", "pro", '"pro"', "null", "7", '["pro"]', "{}}", "{pro}"],
      '{"answer": "pro"',
      '[{"answer": "pro"}, {"answer": "free"}]',
      'I {really} mean {"answer": "pro"}',
    ]
  ) assert.equal(problemOf(tier.read(reply)), "the reply is not a JSON object", reply);
});

Deno.test("CompiledQuestion.read() says what is wrong with a reply of another form", () => {
  assert.equal(
    problemOf(tier.read("{}")),
    '$.answer is missing: it must be one of "free", "pro"',
  );
  assert.equal(
    problemOf(tier.read('{"answer": {"choice": "pro"}}')),
    '$.answer must be one of "free", "pro", not a mapping',
  );
  assert.equal(
    problemOf(tier.read('{"Answer": "pro"}')),
    '$.answer is missing: it must be one of "free", "pro"',
  );
});

Deno.test("CompiledQuestion.read() wraps a primitive shape and leaves an object as it is", () => {
  const bare = new CompiledQuestion("q", shape(TEXT, z.object({ mood: z.string() })));
  assert.deepEqual(bare.read('```json\n{"mood": "calm"}\n```'), { answer: { mood: "calm" } });
  assert.equal(problemOf(bare.read('{"answer": {"mood": "calm"}}'))?.includes("$.mood"), true);
  const wrapped = new CompiledQuestion("q", shape(TEXT, z.array(z.int())));
  assert.deepEqual(wrapped.read('{"answer": [1, 2]}'), { answer: [1, 2] });
  assert.equal(problemOf(wrapped.read("[1, 2]")), "the reply is not a JSON object");
  assert.deepEqual(wrapped.schema?.required, ["answer"]);
});

Deno.test("CompiledQuestion.read() goes into nested shapes and names every fault", () => {
  const person = z.object({ name: z.string(), tags: z.array(z.enum(["a", "b"])) });
  const question = new CompiledQuestion("q", shape(TEXT, z.object({ people: z.array(person) })));
  const answer = { people: [{ name: "Maya", tags: ["a"] }] };
  assert.deepEqual(question.read(JSON.stringify(answer)), { answer });
  assert.equal(
    problemOf(question.read('{"people": [{"name": 4, "tags": ["c"]}]}')),
    '$.people[0].name must be a text, not 4; $.people[0].tags[0] must be one of "a", "b", not "c"',
  );
});

Deno.test("CompiledQuestion keeps definitions at the root of a wrapped schema", () => {
  const tree = z.object({
    name: z.string(),
    get parts() {
      return z.array(tree);
    },
  });
  const { schema } = new CompiledQuestion("q", shape(TEXT, z.array(tree)));
  const [, name] = /"\$ref":"#\/\$defs\/(\w+)"/.exec(JSON.stringify(schema)) ?? [];
  assert.ok(name);
  assert.ok(Object.hasOwn(Object(schema?.$defs), name), JSON.stringify(schema));
});

Deno.test("CompiledQuestion.read() reads back every answer that it can be given", () => {
  const question = new CompiledQuestion("q", multi(TEXT, ["a", "b", "c", "d"], { min: 0 }));
  const prose = fc.stringMatching(/^[^{}]*$/);
  fc.assert(
    fc.property(fc.subarray(["a", "b", "c", "d"]), prose, prose, (answer, before, after) => {
      const reply = `${before}${JSON.stringify({ answer })}${after}`;
      assert.deepEqual(question.read(reply), { answer });
    }),
    { seed: 2 },
  );
});

Deno.test("CompiledQuestion.read() never throws", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (reply) => {
      const reading = tier.read(reply);
      return "problem" in reading
        ? reading.problem !== ""
        : ["free", "pro"].includes(String(reading.answer));
    }),
    { seed: 4, numRuns: 500 },
  );
});

Deno.test("CompiledQuestion.said() gives the plain words of an answer", () => {
  assert.equal(tier.said("pro"), "pro");
  assert.equal(new CompiledQuestion("q", scale(TEXT, 1, 5)).said(4), "4");
  assert.equal(new CompiledQuestion("q", yesNo(TEXT)).said("no"), "no");
  const things = choice(TEXT, [{ id: "b1", label: "Pale ale" }]);
  assert.equal(new CompiledQuestion("q", things).said("b1"), "Pale ale");
  const form = shape(TEXT, z.object({ mood: z.string() }));
  assert.equal(new CompiledQuestion("q", form).said({ mood: "calm" }), '{"mood":"calm"}');
});
