import assert from "node:assert/strict";
import {
  instrument,
  type Model,
  panel,
  parseInstrument,
  scripted,
  simulated,
  yesNo,
} from "../../mod.ts";
import { hostWith } from "../hosts.ts";
import { checkout, lasting, people } from "./fixtures.ts";

const replies = { tier: "pro", ease: 4, why: "It was cheap." };

Deno.test("Survey.run() fills every column of a row", async () => {
  const result = await panel({ host: hostWith() }).personas([{ name: "Maya" }]).models(
    scripted(replies),
  )
    .seed(1).ask(checkout).run();
  const [tier] = result.rows.toArray();
  assert.deepEqual({ ...tier, order: tier?.order?.toSorted() }, {
    run: result.run,
    panelist: result.panelists[0]?.id,
    persona: "Maya",
    arm: null,
    model: "scripted",
    round: "default",
    question: "tier",
    kind: "choice",
    item: null,
    repeat: 0,
    turn: 0,
    status: "ok",
    answer: "pro",
    category: "pro",
    text: '{"answer":"pro"}',
    extraction: null,
    order: [0, 1, 2],
    error: null,
    tokensIn: tier?.tokensIn,
    tokensOut: 4,
    cost: 0,
    afterStop: false,
  });
});

Deno.test("Survey.run() shows each panelist the options in the order it records", async () => {
  const seen = new Map<string, string>();
  const model: Model = {
    ...scripted(replies),
    reply: (request, signal) => {
      if (request.about.question.key === "tier") {
        const { content } = request.messages.at(-1) ?? { content: "" };
        seen.set(
          request.about.panelist,
          [...content.matchAll(/^- (.*)$/gm)].map(([, o]) => o).join(),
        );
      }
      return scripted(replies).reply(request, signal);
    },
  };
  const result = await panel({ host: hostWith() }).personas(people(40)).models(model).seed(1)
    .ask(checkout).run();
  const options = ["free", "pro", "team"];
  for (const { panelist, question, order } of result.rows) {
    if (question !== "tier") continue;
    assert.equal(seen.get(panelist), order?.map((place) => options[place]).join());
  }
  assert.equal(new Set(seen.values()).size, 6);
});

Deno.test("Survey.run() counts two equal personas as two people", async () => {
  const twins = [{ name: "Maya" }, { name: "Maya" }];
  const result = await panel({ host: hostWith() }).personas(twins).models(simulated()).ask(checkout)
    .run();
  assert.equal(result.tally("tier").n, 2);
  assert.equal(new Set(result.rows.toArray().map(({ panelist }) => panelist)).size, 2);
});

Deno.test("Survey.run() goes on with the conversation in the next round", async () => {
  const rounds = parseInstrument({
    rounds: [
      { name: "late", depends_on: "early", questions: [{ key: "b", text: "Second?" }] },
      { name: "early", questions: [{ key: "a", text: "First?" }] },
    ],
  });
  const conversations: string[][] = [];
  const model: Model = {
    ...scripted({}),
    accepts: () => {},
    reply: (request, signal) => {
      conversations.push(request.messages.map(({ content }) => content));
      return scripted({ a: "one", b: "two" }).reply(request, signal);
    },
  };
  const result = await panel({ host: hostWith() }).personas(people(1)).models(model).ask(rounds)
    .run();
  assert.deepEqual(conversations, [["First?"], ["First?", "one", "Second?"]]);
  assert.deepEqual(result.rows.toArray().map(({ round, turn }) => [round, turn]), [["early", 0], [
    "late",
    1,
  ]]);
});

Deno.test("Survey.run() refuses what cannot be run, before anything is asked", async () => {
  const asked: string[] = [];
  const model: Model = {
    ...scripted({}),
    reply: () => {
      asked.push("asked");
      return Promise.reject(new Error("unexpected"));
    },
  };
  const empty = panel({ host: hostWith() }).models(model);
  await assert.rejects(empty.ask(checkout).run(), /the panel has no personas/);
  const unfilled = parseInstrument({ questions: [{ key: "a", text: "Would you buy {product}?" }] });
  await assert.rejects(
    empty.personas(people(1)).ask(unfilled).run(),
    /^TypeError: Cannot ask "the instrument": \{product\} in its texts has no value; --var KEY=VALUE or vars\(\) gives one$/,
  );
  const strange = empty.models(scripted({ teir: 1 })).personas(people(1)).ask(checkout);
  await assert.rejects(strange.run(), /Cannot script "teir"/);
  const keyless = empty.models("haiku").personas(people(1)).ask(checkout);
  await assert.rejects(keyless.run(), /ANTHROPIC_API_KEY is not set/);
  assert.deepEqual(asked, []);
});

Deno.test("Survey.run() without a model and a key asks simulated respondents, and says so", async () => {
  const host = hostWith();
  const result = await panel({ host }).personas(people(2)).ask(checkout).run();
  assert.match(host.written.err, /simulated respondents answer, not a language model/);
  assert.equal(result.notice, "simulated respondents, not a language model");
  assert.match(String(result), /simulated respondents, not a language model/);
});

Deno.test("Survey.run() gives a persona the model they name", async () => {
  const [h, g, own] = ["h", "g", "own"].map((id) => ({ ...scripted(replies), id }));
  assert.ok(h && g && own);
  const cast = [{ name: "A", model: "own" }, { name: "B" }, {
    name: "C",
    llm_overrides: { model: "own" },
  }, { name: "D" }];
  const study = panel({ host: hostWith() }).personas(cast).models([h, g, own]).ask(checkout);
  const ensemble = await study.run();
  assert.match(ensemble.warnings.join(), /2 personas with a model of their own/);
  assert.deepEqual([...new Set(ensemble.rows.toArray().map(({ arm }) => arm))], ["h", "g", "own"]);
});

Deno.test("Survey.rows() hands on rows as they come, and leaves nothing behind when left early", async () => {
  const study = panel({ host: hostWith() }).personas(people(500)).models(simulated()).ask(checkout);
  const seen = [];
  for await (const row of study.rows()) {
    seen.push(row);
    if (seen.length === 5) break;
  }
  const all = await study.run();
  assert.deepEqual(lasting(seen), lasting(all.rows).slice(0, 5));
});

Deno.test("Study is never changed by its verbs, and can be read before it runs", () => {
  const base = panel({ host: hostWith() }).personas(people(2));
  const study = base.models("a:2,b:1").seed(9).limit({ concurrency: 3 }).journal("x").ask(checkout);
  assert.equal(base.plan.models, null);
  assert.equal(study.plan.models?.mode, "weighted");
  assert.equal("then" in study, false);
  assert.throws(() => Object.assign(study.plan, { seed: 1 }), TypeError);
  assert.deepEqual(JSON.parse(JSON.stringify(study.plan)).seed, 9);
  assert.throws(() => base.seed(-1), RangeError);
  assert.throws(() => base.models("a,a"), /names "a" twice/);
});

Deno.test("Survey.run() warns when weights do not add up, and uses them as proportions", async () => {
  const host = hostWith({ env: { OPENAI_API_KEY: "test-key" } });
  const trial = instrument("trial", { tries: yesNo("Would you?") });
  const models = { a: scripted({ tries: "yes" }), b: scripted({ tries: "no" }) };
  const named = panel({ host }).personas(people(5)).models([
    { ...models.a, id: "a" },
    { ...models.b, id: "b" },
  ]);
  const result = await named.ask(trial).run();
  assert.deepEqual(result.warnings, []);
  assert.equal(result.tally("tries", { by: "model" }).get("a").shares.yes, 1);
});
