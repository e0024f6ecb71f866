import assert from "node:assert/strict";
import {
  choice,
  number,
  type Question,
  questionnaire,
  type QuestionnaireOptions,
  scale,
  shape,
  text,
} from "../../mod.ts";
import { CompiledQuestionnaire } from "../../lib/encounters/compiled_questionnaire.ts";
import { readOutcomes } from "../../lib/encounters/outcome_reading.ts";
import { type PromptingStrategy } from "../../lib/encounters/prompting.ts";

const RATING = { rating: scale("How was it?", 1, 5) };

/** What a reply to a questionnaire is read as. */
function read(
  reply: unknown,
  outcomes: Readonly<Record<string, Question>> = RATING,
  options: QuestionnaireOptions = {},
  strategy: PromptingStrategy = "persona",
) {
  const sent = typeof reply === "string" ? reply : JSON.stringify(reply);
  return readOutcomes(sent, new CompiledQuestionnaire(questionnaire(outcomes, options), strategy));
}

Deno.test("readOutcomes() has no outcomes where a required one is bad, and says why", () => {
  const cases: [unknown, RegExp][] = [
    [{ outcomes: { rating: 9 } }, /outcomes\.rating must be one of 1, 2, 3, 4, 5, not 9/],
    [{ outcomes: {} }, /outcomes\.rating is missing and required/],
    [{ outcomes: { rating: null } }, /outcomes\.rating is required but null/],
    [{ outcomes: [] }, /outcomes must be an object.*outcomes\.rating is missing/],
    [{}, /outcomes is missing.*outcomes\.rating is missing/],
    [{ outcomes: { rating: true } }, /outcomes\.rating must be .*not true/],
    ['{"outcomes": {"rating": NaN}}', /outcomes\.rating must be .*not "NaN"/],
  ];
  for (const [reply, why] of cases) {
    const { result, problems } = read(reply);
    assert.equal(result.outcomes, null);
    assert.match((result.errors ?? []).join(" "), why);
    assert.deepEqual(result.traces?.validation_errors, result.errors);
    assert.equal(typeof result.traces?.raw_excerpt, "string");
    assert.deepEqual(problems, result.errors);
  }
});

Deno.test("readOutcomes() records a reply that is no object as a parse error", () => {
  for (const reply of ["hello", "", '{"a":1} {"b":2}', '[{"outcomes":{}}]']) {
    const { result } = read(reply);
    assert.equal(result.outcomes, null);
    assert.match(String(result.traces?.parse_error), /the reply/);
  }
});

Deno.test("readOutcomes() takes a number in quotes for a number, and records it", () => {
  const { result, problems } = read({ outcomes: { rating: " 4 " } });
  assert.deepEqual([result.outcomes, problems], [{ rating: 4 }, []]);
  assert.deepEqual(result.traces?.coercions, ['outcomes.rating: " 4 " was taken for 4']);
  const plain = read('```json\n{"outcomes": {"rating": 4.0}}\n```').result;
  assert.deepEqual(plain, { outcomes: { rating: 4 }, traces: {}, errors: [] });
});

Deno.test("readOutcomes() reads every type, and never a truth value as a number", () => {
  const fields = {
    count: number("?", { whole: true, max: 9 }),
    price: number("?", { min: 0 }),
    taste: choice("?", ["Sweet", "Sour"]),
    again: shape("?", { type: "boolean" }),
    why: text("?"),
    more: shape("?", {}),
  };
  const good = { count: 3, price: 2.5, taste: "Sour", again: true, why: "", more: { a: [1] } };
  assert.deepEqual(read({ outcomes: good }, fields).result.outcomes, good);
  const near = { ...good, taste: " sour", again: "True", price: "2.5", why: 7 };
  const { outcomes, traces } = read({ outcomes: near }, fields).result;
  assert.deepEqual(outcomes, { ...good, why: "7" });
  assert.equal((traces?.coercions as unknown[]).length, 4);
  const bad: [string, unknown][] = [
    ...[4.5, 10, "many", true, null].map((value) => ["count", value] as [string, unknown]),
    ...["NaN", true, -1, "1e999"].map((value) => ["price", value] as [string, unknown]),
    ...["Bitter", true, 3].map((value) => ["taste", value] as [string, unknown]),
    ...[1, "yes"].map((value) => ["again", value] as [string, unknown]),
    ...[true, {}].map((value) => ["why", value] as [string, unknown]),
  ];
  for (const [name, value] of bad) {
    const { result } = read({ outcomes: { ...good, [name]: value } }, fields);
    assert.equal(result.outcomes, null, `${name} was read from ${JSON.stringify(value)}`);
  }
  const infinite = JSON.stringify({ outcomes: { ...good, more: "@" } }).replace(
    '"@"',
    '{"a":1e999}',
  );
  assert.equal(read(infinite, fields).result.outcomes, null);
});

Deno.test("readOutcomes() keeps good fields next to a bad one that may be missing", () => {
  const fields = { ...RATING, price: number("?", { min: 0 }), note: text("?") };
  const options = { optional: ["price", "note"] };
  const { result, problems } = read({ outcomes: { rating: 4, price: -3 } }, fields, options);
  assert.deepEqual([result.outcomes, problems], [{ rating: 4, price: null }, []]);
  assert.deepEqual(result.errors, ["outcomes.price must be at least 0, not -3"]);
  assert.equal(result.traces?.raw_excerpt, undefined);
  const open = read({ outcomes: { rating: 4, price: null } }, fields, options).result;
  assert.deepEqual(open, { outcomes: { rating: 4, price: null }, traces: {}, errors: [] });
});

Deno.test("readOutcomes() keeps traces that are asked for, and drops what is not, with a warning", () => {
  const options = { traces: { why: text("?") }, optional: ["why"] };
  const reply = {
    outcomes: { rating: 4, zzz: 1 },
    traces: { why: "dry", coercions: "mine" },
    hi: 1,
  };
  const { outcomes, traces, errors } = read(reply, RATING, options).result;
  assert.deepEqual([outcomes, errors], [{ rating: 4 }, []]);
  assert.equal(traces?.why, "dry");
  assert.equal(traces?.coercions, undefined);
  const warnings = (traces?.warnings as string[]).join("\n");
  assert.match(warnings, /\[warn\] Extra outcome keys.*'zzz'/);
  assert.match(warnings, /\[warn\] Extra trace keys.*'coercions'/);
  assert.match(warnings, /\[warn\] Extra reply keys.*'hi'/);
});

Deno.test("readOutcomes() keeps outcomes where a required trace is missing, and asks for it once more", () => {
  const { result, problems } = read({ outcomes: { rating: 4 } }, RATING, {
    traces: { why: text("?") },
  });
  assert.deepEqual(problems, [
    "traces is missing: it must be an object",
    "traces.why is missing and required",
  ]);
  assert.deepEqual([result.outcomes, result.errors], [{ rating: 4 }, problems]);
});

Deno.test("readOutcomes() keeps the thoughts of a panelist who thinks first, without a warning", () => {
  const reply = { traces: { reasoning: "I like it dry." }, outcomes: { rating: 4 } };
  const { result } = read(reply, RATING, {}, "persona_cot");
  assert.deepEqual(result.traces, { reasoning: "I like it dry." });
  assert.match(String(read(reply).result.traces?.warnings), /'reasoning'/);
});
