import assert from "node:assert/strict";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { rank } from "../../mod.ts";
import {
  answerSchema,
  assertSame,
  fromYaml,
  reading,
  schemaIssues,
  TEXT,
  wording,
} from "./questions.ts";

const OPTIONS = ["price", "design", "service"] as const;
const ranking = rank(TEXT, OPTIONS);

Deno.test("rank() is the question of a file with that type", () => {
  assertSame(fromYaml("{ type: rank, options: [price, design, service] }"), ranking);
  assert.deepEqual(schemaIssues({ type: "rank", options: [], max: 2 }), [
    "options must be a list that is not empty, not an empty list",
    "max is an unknown key: known are options",
  ]);
});

Deno.test("rank() lists its options in the order given", () => {
  assert.equal(
    wording(ranking, [1, 2, 0]),
    `${TEXT}\n\n- design\n- service\n- price\n\n` +
      "Answer with the list of all these options, in your order, the first one first.",
  );
});

Deno.test("rank() takes all its options once, in any order", () => {
  assert.deepEqual(answerSchema(ranking), {
    type: "array",
    minItems: 3,
    maxItems: 3,
    items: { type: "string", enum: [...OPTIONS] },
  });
  assert.deepEqual(reading(ranking, ["Service", "price ", "DESIGN"]), [
    "service",
    "price",
    "design",
  ]);
  const short = ["service", "price"];
  for (const other of [short, [...short, "price"], [...OPTIONS, "price"], "price", null]) {
    assert.equal(reading(ranking, other), undefined, JSON.stringify(other));
  }
});

Deno.test("rank() counts for the option in the first place", () => {
  const question = new CompiledQuestion("q", ranking);
  assert.deepEqual(question.categories(["service", "price", "design"]), ["service"]);
  assert.equal(question.multiple, false);
});
