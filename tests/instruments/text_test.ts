import assert from "node:assert/strict";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { orderOf } from "../../lib/instruments/order.ts";
import { stream } from "../../lib/random/stream.ts";
import { instrument, panel, parseInstrument, scripted, text, yesNo } from "../../mod.ts";
import { assertSame, fromYaml, issuesOf, schemaIssues, TEXT, wording } from "./questions.ts";

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

const OPTIONS = ["Remote", "Hybrid 3 days", "Hybrid 3"];

Deno.test("text() with options is put as an open question all the same", () => {
  const question = text(TEXT, { options: OPTIONS });
  assert.equal(wording(question, null), TEXT);
  const { schema, options, ordered, multiple } = new CompiledQuestion("q", question);
  assert.deepEqual([schema, ordered, multiple], [null, false, false]);
  assert.deepEqual(options?.map(({ value, label }) => [value, label]), OPTIONS.map((o) => [o, o]));
  assert.equal(orderOf(question, stream(1)), null);
});

// Case H6 of the specification.
Deno.test("text() with options counts for the option that the answer names", () => {
  const question = new CompiledQuestion("q", text(TEXT, { options: OPTIONS }));
  for (const answer of ["hybrid 3 days", "I'd go with hybrid 3 days please", "hyb"]) {
    assert.deepEqual(question.categories(answer), ["Hybrid 3 days"]);
  }
  assert.deepEqual(question.categories("zzz"), []);
});

Deno.test("text() with options can be tallied; an answer that names none has no category", async () => {
  const result = await panel().personas([{ name: "Maya" }, { name: "Derek" }, { name: "Ana" }])
    .models(scripted(({ persona }) => persona.name === "Ana" ? "zzz" : "I'd go remote."))
    .ask(instrument("work", { place: text("Where would you work?", { options: OPTIONS }) })).run();
  assert.deepEqual(result.tally("place").counts, {
    Remote: 2,
    "Hybrid 3 days": 0,
    "Hybrid 3": 0,
  });
  const rows = await result.rows.toArray();
  assert.deepEqual(rows.map(({ category }) => category), ["Remote", "Remote", null]);
  assert.deepEqual(rows.map(({ answer }) => answer), ["I'd go remote.", "I'd go remote.", "zzz"]);
});

Deno.test("text() has the options that stand beside the text in a file", () => {
  const { q, bounded } = parseInstrument({
    questions: [
      { key: "q", text: TEXT, options: OPTIONS, response_schema: { type: "text", max_tokens: 9 } },
      { key: "bounded", text: TEXT, options: OPTIONS, response_schema: { type: "yes_no" } },
    ],
  }).questions;
  assert.ok(q && bounded);
  assertSame(q, text(TEXT, { options: OPTIONS, maxTokens: 9 }));
  assertSame(bounded, yesNo(TEXT));
  const of = (options: unknown) => issuesOf({ questions: [{ text: TEXT, options }] });
  assert.deepEqual(of(["a", "b", "a"]), [
    "$.questions[0].options must not name an option twice",
  ]);
  assert.deepEqual(of([]), [
    "$.questions[0].options must be a list that is not empty, not an empty list",
  ]);
});

Deno.test("text() refuses options that are none or doubled", () => {
  assert.throws(() => text(TEXT, { options: [] }), {
    message: `Cannot ask "${TEXT}": it has no options`,
  });
  assert.throws(() => text(TEXT, { options: ["a", "b", "a"] }), {
    message: `Cannot ask "${TEXT}": it has the option "a" twice`,
  });
});
