import assert from "node:assert/strict";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { parseInstrument, text } from "../../mod.ts";
import { assertSame, fromYaml, schemaIssues, TEXT, wording } from "./questions.ts";

Deno.test("text() is the question of a file with that type, or without a response_schema", () => {
  assertSame(fromYaml("{ type: text, max_tokens: 200 }"), text(TEXT, { maxTokens: 200 }));
  const plain = parseInstrument({ questions: [{ key: "q", text: TEXT }] }).questions.q;
  assert.ok(plain);
  assertSame(plain, text(TEXT));
});

Deno.test("text() is put as it is written, and its reply has no schema", () => {
  assert.equal(wording(text(TEXT), null), TEXT);
  const { schema, options, maxTokens, multiple } = new CompiledQuestion("q", text(TEXT));
  assert.deepEqual([schema, options, maxTokens, multiple], [null, null, 1024, false]);
  assert.equal(new CompiledQuestion("q", text(TEXT, { maxTokens: 9 })).maxTokens, 9);
});

Deno.test("text() takes any words, trimmed, and refuses silence", () => {
  const question = new CompiledQuestion("q", text(TEXT));
  assert.deepEqual(question.read('  {"answer": "x"}\n'), { answer: '{"answer": "x"}' });
  assert.deepEqual(question.read(" \n"), { problem: "the reply is empty" });
  assert.deepEqual(question.categories("It was cheap."), []);
});

Deno.test("text() in a file refuses tokens below 1 and unknown settings", () => {
  assert.deepEqual(schemaIssues({ type: "text", max_tokens: 0 }), [
    "max_tokens must be at least 1, not 0",
  ]);
  assert.deepEqual(schemaIssues({ type: "text", max_token: 5 }), [
    'max_token is an unknown key: did you mean "max_tokens"?',
  ]);
});
