import assert from "node:assert/strict";
import {
  choice,
  number,
  questionnaire,
  type QuestionnaireOptions,
  type Questions,
  scale,
  shape,
  text,
} from "../../mod.ts";
import { CompiledQuestionnaire } from "../../lib/encounters/compiled_questionnaire.ts";
import { outcomePrompt, outcomeTraces } from "../../lib/encounters/outcome_prompt.ts";
import { type PromptingStrategy } from "../../lib/encounters/prompting.ts";
import { stream } from "../../lib/random/stream.ts";

const FIELDS = {
  rating: scale("How was it?", 1, 5),
  taste: choice("It is?", ["dry", "sweet", "sour"]),
};

interface Putting {
  readonly fields?: Questions;
  readonly options?: QuestionnaireOptions;
  readonly strategy?: PromptingStrategy;
  readonly seed?: number;
  readonly memory?: string;
  readonly label?: string;
}

/** The questionnaire about one beer. */
function put(
  { fields = FIELDS, options, strategy = "persona", seed = 0, memory = "", label }: Putting = {},
) {
  const asked = new CompiledQuestionnaire(questionnaire(fields, options), strategy);
  return outcomePrompt(asked, {
    product: { id: "b1", label },
    display: "Pale ale, dry.",
    productFeatures: { abv: 5 },
    memory,
    random: stream(seed).fork("meeting"),
  });
}

Deno.test("outcomePrompt() asks for every field by name, with its wording and its form", () => {
  const prompt = put({
    options: {
      traces: { why: text("Why?") },
      optional: ["taste"],
      instructions: { rating: "Be frank." },
    },
  });
  const words = prompt.wording(null);
  for (
    const part of ["Pale ale, dry.", '{"abv":5}', "rating (required): How was it?", "Be frank."]
  ) {
    assert.ok(words.includes(part), part);
  }
  assert.match(words, /taste \(may be null\): It is\?/);
  assert.match(words, /why \(required\): Why\?/);
  assert.ok(words.endsWith('{"outcomes": {"rating": …, "taste": …}, "traces": {"why": …}}'));
  assert.deepEqual(prompt.product, "b1");
});

Deno.test("outcomePrompt() names the product where its text does not, and never by its id", () => {
  const wordsFor = (label?: string) => put(label === undefined ? {} : { label }).wording(null);
  assert.match(wordsFor("Harbour"), /answer questions about it\.\n\nHarbour\nPale ale, dry\.\n/);
  for (const label of ["Pale ale", " ", undefined]) {
    assert.match(wordsFor(label), /answer questions about it\.\n\nPale ale, dry\.\n/);
  }
  assert.ok(!wordsFor("Harbour").includes("b1"));
});

Deno.test("outcomePrompt() shows options in an order of its own, recorded in the row", () => {
  const reply = { text: '{"outcomes":{"rating":4,"taste":"dry"}}', error: null };
  const orders = new Set<string>();
  for (let seed = 0; seed < 40; seed++) {
    const prompt = put({ seed });
    const { traces } = prompt.result(reply);
    const order = (traces?.shown_order as { taste: number[] }).taste;
    const shown = order.map((place) => FIELDS.taste.options[place]);
    assert.ok(prompt.wording(null).includes(shown.map((option) => `  - ${option}`).join("\n")));
    orders.add(String(order));
  }
  assert.ok(orders.size > 3);
  const fixed = put({
    fields: { taste: choice("It is?", ["dry"], { order: "as_written" }), n: number("?") },
  });
  assert.deepEqual(fixed.result(reply).traces?.shown_order, { taste: [0] });
});

Deno.test("outcomePrompt() shows an example to few_shot alone, and values by lot where it is not given", () => {
  const form = /\{"outcomes":\{"rating":\d,"taste":"\w+"\}\}/;
  const values = new Set<string>();
  for (let seed = 0; seed < 40; seed++) {
    values.add(form.exec(put({ strategy: "few_shot", seed }).wording(null))?.[0] ?? "none");
  }
  assert.ok(values.size > 8 && !values.has("none"));
  for (const strategy of ["zero_shot", "persona", "persona_cot"] as const) {
    assert.ok(!form.test(put({ strategy }).wording(null)));
  }
  const example = { intro: "So:", response: { outcomes: { rating: 2 }, traces: [] } };
  const own = put({ strategy: "few_shot", options: { example } }).wording(null);
  assert.ok(own.includes('So:\n{"outcomes":{"rating":2}}'));
});

Deno.test("outcomePrompt() asks who thinks first for their thoughts, before the answers", () => {
  const { schema, wording, maxTokens } = put({ strategy: "persona_cot" });
  assert.deepEqual(Object.keys(schema?.properties ?? {}), ["traces", "outcomes"]);
  assert.match(wording(null), /traces\.reasoning/);
  assert.ok(maxTokens > put().maxTokens);
});

Deno.test("outcomePrompt() asks again only where something required is missing", () => {
  const prompt = put({ options: { optional: ["taste"] } });
  assert.ok("problem" in prompt.read('{"outcomes":{"taste":"dry"}}'));
  assert.ok("answer" in prompt.read('{"outcomes":{"rating":3,"taste":"bitter"}}'));
});

Deno.test("outcomePrompt() has no outcomes where no reply arrived or none was meant", () => {
  const prompt = put({ options: { includeRawText: true } });
  const lost = prompt.result({ text: null, error: "the service is down" });
  assert.deepEqual([lost.outcomes, lost.errors], [null, ["the service is down"]]);
  const text = '{"outcomes":{"rating":3,"taste":"dry"}}';
  const refused = prompt.result({ text, error: "the model declined to answer" });
  assert.deepEqual([refused.outcomes, refused.traces?.raw_text], [null, text]);
  assert.deepEqual(outcomeTraces(refused)?.outcome_errors, ["the model declined to answer"]);
  const words = prompt.result({ text: "I cannot.", error: "the model declined to answer" });
  assert.deepEqual(words.errors, ["the model declined to answer"]);
  assert.equal(words.traces?.raw_excerpt, "I cannot.");
  const bad = '{"outcomes":{"rating":9,"taste":"dry"}}';
  const read = prompt.read(bad);
  assert.ok("problem" in read);
  assert.equal(prompt.result({ text: bad, error: read.problem }).errors?.[0], read.problem);
});

Deno.test("outcomePrompt() leaves out features and memory where there are none", () => {
  assert.ok(!put({ options: { includeFeatures: false } }).wording(null).includes("abv"));
  assert.ok(put({ memory: "Before: X." }).wording(null).startsWith("Before: X.\n\n"));
});

Deno.test("questionnaire() refuses names and questions that cannot be answered in one reply", () => {
  const rating = scale("?", 1, 5);
  const made = (fields: Questions, options: QuestionnaireOptions = {}) => () =>
    questionnaire(fields, options);
  assert.throws(made({}), /it asks for no outcomes/);
  assert.throws(made({ rating }, { optional: ["why"] }), /it has no question "why"/);
  assert.throws(made({ rating }, { traces: { rating } }), /is an outcome and a trace/);
  assert.throws(
    made({ rating }, { traces: { warnings: text("?") } }),
    /a name of the toolkit's own/,
  );
  assert.throws(
    made({ rating: { ...rating, followUps: [{ text: "?", condition: "always" }] } }),
    /leads to others/,
  );
  const looped = shape("?", { $ref: "#/$defs/x", $defs: { x: { type: "string" } } });
  assert.throws(made({ looped }), /refers to parts of itself/);
});

Deno.test("questionnaire() knows its names to the compiler", () => {
  const asked = questionnaire({ rating: scale("?", 1, 5) });
  assert.equal(asked.outcomes.rating.max, 5);
  // @ts-expect-error It has no such question.
  assert.equal(asked.outcomes.ratng, undefined);
});
