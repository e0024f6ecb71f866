import assert from "node:assert/strict";
import { execute, type Product, type Rules, type SelectionSettings } from "../../mod.ts";
import { type PromptingStrategy, systemPrompt } from "../../lib/encounters/prompting.ts";
import { selectionPrompt } from "../../lib/encounters/selection_prompt.ts";
import { Selections } from "../../lib/encounters/selections.ts";
import { stream } from "../../lib/random/stream.ts";
import { lettered } from "./scope.ts";

interface Putting {
  readonly products?: readonly Product[];
  readonly strategy?: PromptingStrategy;
  readonly settings?: SelectionSettings;
  readonly order?: "random" | "file";
  readonly allowEmpty?: boolean;
  readonly memory?: string;
  readonly seed?: number;
}

/** A choice among all of some products. */
function put(
  { products = lettered(4), strategy = "persona", settings = {}, seed = 0, memory = "", ...rest }:
    Putting = {},
) {
  const selections = new Selections({ products, strategy, settings });
  const choiceSet = products.map(({ id }) => id);
  const exposure = { kind: "selection", panelist: "p1", choiceSet, ...rest } as const;
  return selectionPrompt(selections, exposure, { memory, random: stream(seed).fork("order") });
}

/** What stands in the row after a reply, with what is carried out. */
function row(reply: unknown, rules: Rules = {}, putting: Putting = { order: "file" }) {
  const text = typeof reply === "string" ? reply : JSON.stringify(reply);
  const prompt = put(putting);
  const reading = prompt.read(text);
  const error = "problem" in reading ? reading.problem : null;
  const selection = prompt.result({ text, error });
  const execution = execute({ requested: selection.requested, shown: prompt.shown }, rules);
  return { ...execution, traces: prompt.traces(selection, execution, text), error };
}

/** The places of texts in a longer one, in order. */
function places(texts: readonly string[], inside: string): number[] {
  return texts.map((text) => inside.indexOf(text));
}

Deno.test("selectionPrompt() reads ids and labels, and records what is carried out", () => {
  const { requested, traces } = row({ selected_product_ids: ["B", "D"], traces: { notes: "x" } });
  assert.deepEqual(requested, ["B", "D"]);
  assert.deepEqual(traces, {
    notes: "x",
    executed_product_ids: ["B", "D"],
    dropped_product_ids: [],
    shown_order: [0, 1, 2, 3],
  });
  assert.deepEqual(row({ selected_product_ids: ["name b", " Name D "] }).executed, ["B", "D"]);
  // As scripted and simulated respondents answer a pick.
  assert.deepEqual(row({ answer: ["C"] }).executed, ["C"]);
});

Deno.test("selectionPrompt() records what was named again or never shown", () => {
  const { requested, executed, dropped, traces } = row({
    selected_product_ids: ["B", "ZZ", "B", " A ", ""],
    traces: {},
  });
  assert.deepEqual([requested, executed, dropped], [["B", "ZZ", "A"], ["B", "A"], ["ZZ"]]);
  assert.deepEqual(traces.dropped_product_ids, ["ZZ"]);
});

Deno.test("selectionPrompt() takes a reply that cannot be read for a request for nothing", () => {
  const prose = row("I like B");
  assert.deepEqual([prose.requested, prose.executed], [[], []]);
  assert.equal(prose.traces.parse_error, prose.error);
  assert.equal(prose.traces.raw_excerpt, "I like B");
  assert.deepEqual(prose.traces.selection_errors, [prose.error]);
  for (const reply of ["", '{"selected_product_ids":["A"]} {"x":1}', '["A"]']) {
    assert.equal(typeof row(reply).traces.parse_error, "string", `${reply} was read`);
  }
  for (const reply of [{}, { selected_product_ids: "A" }, { selected_product_ids: [1] }]) {
    const { traces, error } = row(reply);
    assert.deepEqual(traces.validation_errors, [error]);
  }
});

Deno.test("selectionPrompt() asks for nothing where no reply arrived or none was meant", () => {
  const prompt = put();
  assert.deepEqual(prompt.result({ text: null, error: "the service is down" }).errors, [
    "the service is down",
  ]);
  const refused = prompt.result({ text: '{"selected_product_ids":["A"]}', error: "declined" });
  assert.deepEqual([refused.requested, refused.errors], [[], ["declined"]]);
  const cut = prompt.result({ text: "I would rather not.", error: "the reply was cut" });
  assert.deepEqual(cut.errors, ["the reply was cut"]);
  assert.equal(cut.recorded.raw_excerpt, "I would rather not.");
});

Deno.test("selectionPrompt() keeps the toolkit's own traces out of a model's reach", () => {
  const { traces } = row({ selected_product_ids: [], traces: { executed_product_ids: ["ZZ"] } });
  assert.deepEqual(traces.executed_product_ids, []);
  assert.deepEqual(traces.model_traces, { executed_product_ids: ["ZZ"] });
});

Deno.test("selectionPrompt() leaves out traces that are none, and tells of words around the reply", () => {
  const { traces, executed } = row('Sure! {"selected_product_ids": ["A"], "traces": 3} Bye.');
  assert.deepEqual(executed, ["A"]);
  assert.match(String(traces.warnings), /traces were no object.*words around/);
  const lenient = { settings: { requireJsonOnly: false }, order: "file" } as const;
  const reply = 'Sure! {"selected_product_ids": ["A"]}';
  assert.equal(row(reply, {}, lenient).traces.warnings, undefined);
  assert.ok(!put(lenient).wording(null).includes("nothing else"));
  const fenced = '```json\n{"selected_product_ids": ["A"]}\n```';
  assert.equal(row(fenced).traces.warnings, undefined);
});

Deno.test("selectionPrompt() shows products in an order of each prompt's own, and records it", () => {
  const firsts = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    const prompt = put({ seed });
    firsts.add(prompt.shown[0] ?? "");
    const labels = prompt.shown.map((id) => `Name ${id}\n`);
    const found = places(labels, prompt.wording(null));
    assert.deepEqual(found, found.toSorted((a, b) => a - b));
    assert.deepEqual(prompt.shown, prompt.order.map((place) => "ABCD"[place]));
  }
  assert.equal(firsts.size, 4);
  assert.deepEqual(put({ order: "file", seed: 5 }).shown, ["A", "B", "C", "D"]);
});

Deno.test("selectionPrompt() names products once beside their list, and suggests none", () => {
  for (const strategy of ["zero_shot", "few_shot", "persona", "persona_cot"] as const) {
    const text = put({ strategy }).wording(null);
    for (const { label = "" } of lettered(4)) assert.equal(text.split(label).length, 2, strategy);
  }
});

Deno.test("selectionPrompt() shows ids only where labels do not tell products apart", () => {
  const products = [
    { id: "id-1", label: "Ale" },
    { id: "id-2", label: "ale " },
    { id: "id-3", label: "Bock\nstrong" },
    { id: "id-4" },
  ];
  const text = put({ products }).wording(null);
  for (const shown of ["id-1", "id-2", "Bock strong", "id-4"]) {
    assert.ok(text.includes(shown), shown);
  }
  assert.ok(!text.includes("id-3"));
});

Deno.test("selectionPrompt() words what may be taken, and hides features where they are not wanted", () => {
  const words = (putting: Putting) => put(putting).wording(null);
  assert.match(words({ allowEmpty: true }), /An empty list means/);
  assert.match(words({ allowEmpty: false }), /Take at least one/);
  assert.match(words({ settings: { maxSelectedSoft: 2 } }), /no more than 2/);
  assert.match(words({}), /"abv":1/);
  assert.ok(!words({ settings: { includeFeatures: false } }).includes("abv"));
  assert.ok(words({ memory: "You remember X." }).startsWith("You remember X."));
});

Deno.test("selectionPrompt() resolves the tokens of an example, and leaves out what is not shown", () => {
  const example = {
    intro: "As here:",
    response: {
      selected_product_ids: [
        ...["__THIRD_SHOWN_IF_AVAILABLE__", "__FIRST_SHOWN__", "__SECOND_SHOWN_IF_AVAILABLE__"],
        ...["prodX", "__FIRST_SHOWN__"],
      ],
      traces: "none",
    },
  };
  const shelf = ["prodA", "prodB", "prodC"].map((id) => ({ id }));
  const few = { strategy: "few_shot", settings: { example }, order: "file" } as const;
  const all = put({ ...few, products: shelf }).wording(null);
  assert.ok(all.includes('As here:\n{"selected_product_ids":["prodC","prodA","prodB"]}'));
  const one = put({ ...few, products: shelf.slice(0, 1) }).wording(null);
  assert.ok(one.includes('{"selected_product_ids":["prodA"]}'));
  for (const text of [all, one]) assert.ok(!/__|prodX/.test(text));
  assert.ok(!put({ ...few, strategy: "persona" }).wording(null).includes("As here:"));
});

Deno.test("selectionPrompt() asks who thinks first for their thoughts, before the choice", () => {
  const { schema, wording } = put({ strategy: "persona_cot" });
  assert.deepEqual(Object.keys(schema?.properties ?? {}), ["traces", "selected_product_ids"]);
  assert.match(wording(null), /traces\.reasoning/);
  assert.ok(!put().wording(null).includes("reasoning"));
  const sent = { traces: { reasoning: "dry" }, selected_product_ids: ["A"] };
  assert.equal(row(sent, {}, { strategy: "persona_cot" }).traces.reasoning, "dry");
});

Deno.test("selectionPrompt() keeps the raw reply where that is wanted", () => {
  const reply = '{"selected_product_ids":[]}';
  assert.equal(row(reply, {}, { settings: { includeRawText: true } }).traces.raw_text, reply);
  assert.equal(row(reply).traces.raw_text, undefined);
});

Deno.test("systemPrompt() speaks to a persona, or to nobody in particular", () => {
  for (const strategy of ["persona", "persona_cot"] as const) {
    assert.equal(systemPrompt(strategy, "Persona 1"), "Persona 1");
  }
  for (const strategy of ["zero_shot", "few_shot"] as const) {
    assert.ok(!systemPrompt(strategy, "Persona 1").includes("Persona 1"));
  }
});
