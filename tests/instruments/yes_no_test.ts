import assert from "node:assert/strict";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { yesNo } from "../../mod.ts";
import {
  answerSchema,
  assertSame,
  fromYaml,
  reading,
  schemaIssues,
  TEXT,
  wording,
} from "./questions.ts";

Deno.test("yesNo() is the question of a file with that type", () => {
  assertSame(fromYaml("{ type: yes_no }"), yesNo(TEXT));
  assertSame(
    fromYaml("{ type: yes_no, order: as_written }"),
    yesNo(TEXT, { order: "as_written" }),
  );
  assert.match(
    schemaIssues({ type: "yes_no", options: ["yes"] }).join(),
    /^options is an unknown key/,
  );
});

Deno.test("yesNo() lists both answers in the order given", () => {
  assert.equal(
    wording(yesNo(TEXT), [1, 0]),
    `${TEXT}\n\n- no\n- yes\n\nAnswer with exactly one of these options.`,
  );
});

// Case E6 of the specification.
Deno.test("yesNo() takes Yes and NO with space around them, and no more than that", () => {
  assert.deepEqual(answerSchema(yesNo(TEXT)), { type: "string", enum: ["yes", "no"] });
  assert.equal(reading(yesNo(TEXT), "Yes"), "yes");
  assert.equal(reading(yesNo(TEXT), " NO "), "no");
  for (const other of ["yes.", "yes and no", "", true, 1, null, ["yes"]]) {
    assert.equal(reading(yesNo(TEXT), other), undefined, JSON.stringify(other));
  }
});

Deno.test("yesNo() is counted by its two answers", () => {
  const question = new CompiledQuestion("q", yesNo(TEXT));
  assert.deepEqual(question.options?.map(({ value }) => value), ["yes", "no"]);
  assert.deepEqual(question.categories("no"), ["no"]);
  assert.equal(question.said("no"), "no");
});
