import assert from "node:assert/strict";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { themes } from "../../mod.ts";
import {
  answerSchema,
  assertSame,
  fromYaml,
  reading,
  schemaIssues,
  TEXT,
  wording,
} from "./questions.ts";

const TAXONOMY = ["price", "trust", "effort"] as const;
const several = themes(TEXT, TAXONOMY);
const one = themes(TEXT, TAXONOMY, { multi: false });

Deno.test("themes() is the question of a file with the type tagged_themes", () => {
  assertSame(
    fromYaml("{ type: tagged_themes, taxonomy: [price, trust, effort], multi: true }"),
    themes(TEXT, TAXONOMY, { multi: true }),
  );
  assertSame(fromYaml("{ type: tagged_themes, taxonomy: [price, trust, effort] }"), several);
});

Deno.test("themes() lists its taxonomy in the order given", () => {
  assert.ok(wording(several, [2, 1, 0]).startsWith(`${TEXT}\n\n- effort\n- trust\n- price\n\n`));
  assert.match(wording(several, null), /the list of the themes .* at least one\.$/);
  assert.match(wording(one, null), /the one theme that your answer touches most\.$/);
});

Deno.test("themes() takes at least one theme of the taxonomy, and one only without multi", () => {
  const theme = { type: "string", enum: [...TAXONOMY] };
  assert.deepEqual(answerSchema(several), {
    ...{ type: "array", minItems: 1, maxItems: 3 },
    items: theme,
  });
  assert.deepEqual(answerSchema(one), theme);
  assert.deepEqual(reading(several, ["Trust ", "price"]), ["trust", "price"]);
  for (const other of [[], ["trust", "Trust"], ["cost"], "trust", null]) {
    assert.equal(reading(several, other), undefined, JSON.stringify(other));
  }
  assert.equal(reading(one, " TRUST"), "trust");
  assert.equal(reading(one, ["trust"]), undefined);
});

Deno.test("themes() counts for every theme it names", () => {
  const question = new CompiledQuestion("q", several);
  assert.deepEqual(question.categories(["trust", "price"]), ["trust", "price"]);
  assert.equal(question.multiple, true);
  const single = new CompiledQuestion("q", one);
  assert.deepEqual(single.categories("trust"), ["trust"]);
  assert.equal(single.multiple, false);
});

Deno.test("themes() refuses an empty or doubled taxonomy", () => {
  assert.throws(() => themes(TEXT, []), TypeError);
  assert.throws(() => themes(TEXT, ["a", "a"]), TypeError);
  assert.deepEqual(schemaIssues({ type: "tagged_themes", taxonomy: [] }), [
    "taxonomy must be a list that is not empty, not an empty list",
  ]);
  assert.deepEqual(schemaIssues({ type: "tagged_themes", taxonomy: ["a", "a"], multi: "yes" }), [
    'taxonomy[1] names "a" a second time',
    'multi must be true or false, not "yes"',
  ]);
});
