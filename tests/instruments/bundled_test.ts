import assert from "node:assert/strict";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { baseline, type Instrument, instrumentIds, loadInstrument } from "../../mod.ts";

const IDS = [
  "churn-diagnosis",
  "feature-prioritization",
  "general-survey",
  "happiness-probe",
  "landing-page-comprehension",
  "market-research",
  "name-test",
  "pricing-discovery",
  "product-feedback",
];

/** The variables of those that need some. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  "landing-page-comprehension": ["page_text", "product"],
  "name-test": ["candidate", "product"],
};

const loaded = new Map(
  await Promise.all(IDS.map(async (id) => [id, await loadInstrument(id)] as const)),
);
const all = [...loaded.values(), await loadInstrument("first-panel")];

function compiled({ questions }: Instrument): CompiledQuestion[] {
  return Object.entries(questions).map(([key, question]) => new CompiledQuestion(key, question));
}

/** The questions that have a form of answer other than free words. */
function bounded(instrument: Instrument): CompiledQuestion[] {
  return compiled(instrument).filter(({ question }) => question.kind !== "text");
}

/** Every wording of an instrument, follow-ups included. */
function textsOf({ questions }: Instrument): string[] {
  return Object.values(questions)
    .flatMap(({ text, followUps = [] }) => [text, ...followUps.map((next) => next.text)]);
}

/** The rounds that a panel can come to, by routes or by what a round depends on. */
function reachable({ rounds }: Instrument): Set<string> {
  const reached = new Set(rounds.slice(0, 1).map(({ name }) => name));
  for (const name of reached) {
    const routes = rounds.find((round) => round.name === name)?.routeWhen;
    const next = routes?.map(({ goto }) => goto) ??
      rounds.filter(({ dependsOn }) => dependsOn === name).map((round) => round.name);
    next.filter((target) => target !== "__end__").forEach((target) => reached.add(target));
  }
  return reached;
}

Deno.test("loadInstrument() has the bundled instruments on its shelf, each fully described", async () => {
  const known = await instrumentIds();
  for (const [id, { name, version, description }] of loaded) {
    assert.ok(known.includes(id), id);
    assert.equal(version, "1", id);
    assert.equal(name.toLowerCase().replaceAll(" ", "-"), id);
    assert.ok(description !== undefined && description.length > 20, id);
  }
});

Deno.test("loadInstrument() finds two or more countable questions in each, and an open one", () => {
  for (const [id, instrument] of loaded) {
    const countable = bounded(instrument).filter(({ options }) => options !== null);
    assert.ok(countable.length >= 2, `${id} has ${countable.length} countable questions`);
    assert.ok(
      bounded(instrument).length < compiled(instrument).length,
      `${id} has no open question`,
    );
  }
});

Deno.test("loadInstrument() finds every kind of bounded question among the bundled ones", () => {
  const kinds = new Set(all.flatMap((one) => bounded(one).map(({ question }) => question.kind)));
  assert.deepEqual([...kinds].sort(), [
    "choice",
    "multi",
    "number",
    "pick",
    "rank",
    "scale",
    "yes_no",
  ]);
});

Deno.test("loadInstrument() finds branches whose every round exists and can be come to", () => {
  const branching = [...loaded].filter(([, { rounds }]) =>
    rounds.some(({ routeWhen = [] }) => routeWhen.some((route) => route.if !== undefined))
  );
  assert.deepEqual(branching.map(([id]) => id), [
    "churn-diagnosis",
    "landing-page-comprehension",
    "name-test",
    "pricing-discovery",
  ]);
  for (const [id, instrument] of loaded) {
    const names = instrument.rounds.map(({ name }) => name);
    assert.deepEqual([...reachable(instrument)].sort(), names.sort(), id);
  }
  assert.equal(loaded.get("pricing-discovery")?.rounds.length, 5);
});

Deno.test("loadInstrument() asks the happiness-probe in the words and options of the GSS", async () => {
  const { questions } = await loadInstrument("happiness-probe");
  for (const key of ["happy", "health", "life"]) {
    const { text, options } = await baseline(`gss:${key.toUpperCase()}`);
    const asked = new CompiledQuestion(key, questions[key] ?? assert.fail(key));
    assert.equal(asked.question.text, text);
    assert.deepEqual(asked.options?.map(({ value }) => value), options);
  }
});

Deno.test("loadInstrument() finds price and tier before any branch of pricing-discovery", () => {
  const instrument = loaded.get("pricing-discovery");
  assert.ok(instrument);
  const tracked = bounded(instrument).filter(({ options }) => options !== null)
    .map(({ key }) => key)
    .filter((key) => instrument.rounds[0]?.questions.includes(key));
  assert.ok(tracked.includes("pricing") && tracked.includes("tier_preference"), tracked.join());
});

Deno.test("loadInstrument() finds all four kinds of conditions among the follow-ups", () => {
  const conditions = [...loaded.values()].flatMap(({ questions }) =>
    Object.values(questions).flatMap(({ followUps = [] }) =>
      followUps.map((next) => next.condition)
    )
  );
  const types = new Set(conditions.map((condition) => condition.split(":")[0]));
  assert.deepEqual([...types].sort(), [
    "always",
    "never",
    "response_contains",
    "response_sentiment",
  ]);
});

Deno.test("loadInstrument() finds no follow-up that waits for words no option has", () => {
  for (const [id, instrument] of loaded) {
    for (const { key, question, options } of bounded(instrument)) {
      for (const { condition } of question.followUps ?? []) {
        const wanted = /^response_contains: (.*)$/.exec(condition)?.[1];
        if (wanted === undefined || options === null) continue;
        const met = options.filter(({ value }) => value.includes(wanted));
        assert.equal(met.length, 1, `${id}, ${key}: "${wanted}"`);
      }
    }
  }
});

Deno.test("loadInstrument() finds no wording of our own twice in all bundled instruments", () => {
  const texts = all.filter((one) => one !== loaded.get("happiness-probe")).flatMap(textsOf).map((
    text,
  ) => text.trim().toLowerCase());
  const doubled = texts.filter((text, place) => texts.indexOf(text) !== place);
  assert.deepEqual(doubled, []);
});

Deno.test("loadInstrument() finds scales with labelled ends and keys in snake case", () => {
  for (const instrument of loaded.values()) {
    for (const { key, question } of compiled(instrument)) {
      assert.match(key, /^[a-z]+(_[a-z]+)*$/);
      if (question.kind !== "scale") continue;
      const { min, max, labels = {} } = question;
      assert.ok(labels[min] !== undefined && labels[max] !== undefined, key);
    }
  }
});

Deno.test("loadInstrument() finds variables only where the file says which", () => {
  for (const [id, instrument] of loaded) {
    const braces = textsOf(instrument).flatMap((text) => text.match(/\{\w*\}?|\}/g) ?? []);
    const wanted = (VARIABLES[id] ?? []).map((name) => `{${name}}`);
    assert.deepEqual([...new Set(braces)].sort(), wanted, id);
  }
});
