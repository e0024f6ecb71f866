import assert from "node:assert/strict";
import {
  type ComputedOutcome,
  deterministic,
  jensenShannon,
  manual,
  number,
  panel,
  type Policy,
  positionsChart,
  Pulse,
  questionnaire,
  randomAssignment,
  Raw,
  scale,
  scripted,
  selfSelection,
  text,
  validateEvents,
} from "../../mod.ts";
import { folder, hostWith } from "../hosts.ts";
import { beers, drinkers, eventLines, tasting } from "./timeline_fixtures.ts";
import { recorded } from "./speaker.ts";

const rating = questionnaire({ rating: scale("How was it?", 1, 5) });

Deno.test("panel().expose() follows five people over two periods, and every product is met as often", async () => {
  const result = await panel({ host: hostWith() }).personas(drinkers(5)).seed(3)
    .expose(beers.slice(0, 3), randomAssignment()).outcome(deterministic(rating)).over(2).run();
  const rows = result.rows.toArray();
  assert.equal(rows.length, 10);
  assert.deepEqual(result.counts.evaluations, 10);
  for (const t of [0, 1]) {
    const period = rows.filter((row) => row.t === t);
    assert.deepEqual(period.map(({ panelist_id }) => panelist_id), ["p0", "p1", "p2", "p3", "p4"]);
    const met = Map.groupBy(period, ({ product_id }) => product_id);
    assert.deepEqual([...met.values()].map(({ length }) => length).sort(), [1, 2, 2]);
  }
  assert.deepEqual(rows[0]?.panelist_features, { age: 20, region: "north" });
  assert.ok(rows.every(({ outcomes }) => [1, 2, 3, 4, 5].includes(Number(outcomes?.rating))));
  assert.equal((await validateEvents(result.events)).rows, 10);
  assert.equal(result.tally("rating").n, 10);
  const notice = "answers made up by lot, not a language model's";
  assert.equal(result.notice, notice);
  assert.ok(Deno.inspect(result.tally("rating")).endsWith(`\n${notice}`));
});

Deno.test("panel().expose() without an outcome records the meetings alone", async () => {
  const schedule = [
    { panelist: "p0", t: 0, product: "b1" },
    { panelist: "p1", t: 1, product: "b2" },
  ];
  const result = await panel({ host: hostWith() }).personas(drinkers(2))
    .expose(beers, manual(schedule)).over(2).run();
  const [first, second, ...more] = result.rows.toArray();
  assert.deepEqual([first?.panelist_id, first?.t, first?.product_id], ["p0", 0, "b1"]);
  assert.deepEqual([second?.outcomes, second?.traces, more], [null, null, []]);
  assert.throws(() => result.picks(), /Cannot tell what was picked: .*"manual" nobody chooses/);
});

Deno.test("Pulse and state.json count nobody as left where some are shown nothing", async () => {
  await using at = await folder();
  const schedule = [{ panelist: "p0", t: 0, product: "b1" }];
  const pulse = new Pulse();
  await panel({ host: hostWith() }).personas(drinkers(3)).journal(at.path)
    .expose(beers, manual(schedule)).over(2).run({ pulse });
  assert.deepEqual([pulse.state.done, pulse.state.total], [1, 1]);
  const { status, counts } = JSON.parse(await Deno.readTextFile(`${at.path}/state.json`));
  assert.deepEqual([status, counts.completed, counts.remaining], ["finished", 1, 0]);
});

Deno.test("TimelineResult reads fields and attributes that are called as what every object has", async () => {
  const asked = questionnaire({ constructor: scale("How was it?", 1, 5) }, {
    traces: { valueOf: text("Why?") },
  });
  const people = [{ persona_id: "p1", attributes: { toString: "a" } }, { persona_id: "p2" }];
  const result = await panel({ host: hostWith() }).personas(people).seed(1)
    .expose(beers, randomAssignment()).outcome(deterministic(asked)).run();
  assert.equal(result.tally("constructor").n, 2);
  assert.match(String(result), /valueOf · Why\?\n {2}p1: Made up for p1/);
  assert.deepEqual(result.tally("constructor", { by: "toString" }).labels, ["a"]);
  assert.throws(
    () => result.tally("constructor", { by: "hasOwnProperty" }),
    /no persona has it/,
  );
});

Deno.test("Timeline records what was asked for, evaluated and dropped, and a model can forge none of it", async () => {
  const model = scripted(({ question, product }) =>
    question.key === "selection"
      ? {
        selected_product_ids: ["b3", "ZZ", "b3", " b1 "],
        traces: { executed_product_ids: ["ZZ"], notes: "x" },
      }
      : { outcomes: { rating: product === "b3" ? "4" : 2, price: "much" }, traces: { why: "so" } }
  );
  const result = await panel({ host: hostWith() }).personas(drinkers(1)).models(model)
    .expose(beers, selfSelection({ order: "file" })).outcome(tasting).run();
  const [chosen, first, second] = result.rows.toArray();
  assert.deepEqual(chosen?.selected_product_ids, ["b3", "ZZ", "b1"]);
  assert.deepEqual(chosen?.traces, {
    dropped_product_ids: ["ZZ"],
    executed_product_ids: ["b3", "b1"],
    model_traces: { executed_product_ids: ["ZZ"] },
    notes: "x",
    requested_product_ids: ["b3", "ZZ", "b1"],
    shown_order: [0, 1, 2, 3, 4],
  });
  assert.deepEqual([first?.selection_id, second?.selection_id], Array(2).fill(chosen?.event_id));
  // A bad optional field is null, a good one is kept, and both are recorded.
  assert.deepEqual(first?.outcomes, { price: null, rating: 4 });
  assert.match(String(first?.traces?.coercions), /rating.*"4"/);
  assert.match(String(first?.traces?.outcome_errors), /price/);
  assert.equal((await validateEvents(result.events)).valid, true);
});

Deno.test("Timeline asks once for a correction, and goes on without the answer where none comes", async () => {
  const { model, requests } = recorded(({ question }) =>
    question.key === "selection" ? new Raw("I like b1") : {}
  );
  const result = await panel({ host: hostWith() }).personas(drinkers(1)).models(model)
    .expose(beers, selfSelection()).outcome(rating).over(2).run();
  const rows = result.rows.toArray();
  assert.deepEqual(rows.map(({ selected_product_ids }) => selected_product_ids), [[], []]);
  assert.ok(rows.every(({ traces }) => traces?.parse_error !== undefined));
  assert.deepEqual(rows.map(({ traces }) => traces?.raw_excerpt), ["I like b1", "I like b1"]);
  assert.equal(requests.length, 4);
  assert.equal(result.counts.withoutSelection, 2);
  assert.equal(result.isInvalid, true);
  assert.equal(result.picks().statuses.unparsable, 2);
});

Deno.test("Timeline.rules() forces the first product shown where nothing may not be, but on nobody who declined", async () => {
  const forced = (answer: unknown) =>
    panel({ host: hostWith() }).personas(drinkers(1))
      .models(scripted(({ question }) =>
        question.key === "selection" ? answer : { outcomes: { rating: 1 } }
      ))
      .expose(beers, selfSelection()).rules({ allowEmpty: false }).outcome(rating).run();
  const [chosen, met] = (await forced({ selected_product_ids: ["ZZ"] })).rows.toArray();
  const order = chosen?.traces?.shown_order as number[];
  assert.equal(met?.product_id, beers[order[0] ?? 0]?.id);
  const declined = await forced(new Raw("I'm sorry, but I can't help with that."));
  assert.equal(declined.rows.toArray().length, 1);
});

Deno.test("Timeline.remember() tells people of their last choices, and of nobody else's", async () => {
  const { model, requests } = recorded(({ question, panelist, repeat }) =>
    question.key === "selection"
      ? { selected_product_ids: [panelist === "p0" ? "b1" : "b2"] }
      : { outcomes: { rating: 1 + repeat } }
  );
  const study = panel({ host: hostWith() }).personas(drinkers(2)).models(model)
    .expose(beers, selfSelection()).outcome(rating).over(3);
  await study.run();
  assert.ok(requests.every(({ messages }) => !messages[0]?.content.includes("remember")));
  const before = requests.length;
  const result = await study.remember(1).run();
  const last = requests.slice(before).filter(({ about: { panelist, repeat, question } }) =>
    panelist === "p0" && repeat === 2 && question.key === "selection"
  );
  assert.match(
    last[0]?.messages[0]?.content ?? "",
    /Period 2: you took Pale ale\.\n- Period 2: you met Pale ale; rating: 2\./,
  );
  assert.doesNotMatch(last[0]?.messages[0]?.content ?? "", /Period 1|you took Stout/);
  assert.deepEqual(result.tally("rating", { by: "period" }).labels, ["1", "2", "3"]);
});

Deno.test("Timeline hands a policy that looks back the rows of all earlier periods", async () => {
  const seen: number[] = [];
  const again: Policy = {
    spec: { name: "manual", rule: "what was liked is met again" },
    looksBack: true,
    decide: ({ t, panelists, past }) => {
      seen.push(past.length);
      return panelists.map(({ id }) => {
        const liked = past.filter((row) =>
          row.panelist_id === id && Number(row.outcomes?.rating) > 3
        );
        return {
          kind: "evaluate",
          panelist: id,
          products: t === 0
            ? beers.map(({ id }) => id)
            : liked.slice(0, 1).map((row) => row.product_id ?? ""),
        };
      });
    },
  };
  const model = scripted(({ product }) => ({ outcomes: { rating: product === "b4" ? 5 : 1 } }));
  const result = await panel({ host: hostWith() }).personas(drinkers(2)).models(model)
    .expose(beers, again).outcome(rating).over(3).run();
  assert.deepEqual(seen, [0, 10, 12]);
  assert.deepEqual(
    result.rows.toArray().filter(({ t }) => t > 0).map(({ product_id }) => product_id),
    ["b4", "b4", "b4", "b4"],
  );
});

Deno.test("Timeline follows everybody on every model of an ensemble, each under an id of its own", async () => {
  const takes = (id: string, product: string) => ({
    ...scripted(({ question }) =>
      question.key === "selection"
        ? { selected_product_ids: [product] }
        : { outcomes: { rating: 3 } }
    ),
    id,
  });
  const result = await panel({ host: hostWith() }).personas(drinkers(2))
    .models([takes("one", "b1"), takes("two", "b2")])
    .expose(beers, selfSelection()).outcome(rating).over(2).run();
  assert.deepEqual(
    [...new Set(result.rows.toArray().map(({ panelist_id }) => panelist_id))],
    ["p0@one", "p0@two", "p1@one", "p1@two"],
  );
  assert.throws(() => result.picks(), /2 models/);
  assert.equal(result.picks({ by: "model" }).get("two").shares.b2, 1);
  assert.match(result.toString(), /one · picks[^]*two · picks/);
});

Deno.test("TimelineResult.picks() and uptake() say what was taken of what, and when", async () => {
  const model = scripted(({ question, panelist, repeat }) =>
    question.key === "selection"
      ? { selected_product_ids: repeat === 0 ? ["b1"] : panelist === "p0" ? ["b2"] : [] }
      : { outcomes: { rating: 3 } }
  );
  const team = panel({ host: hostWith() }).personas(drinkers(4)).models(model);
  const result = await team.expose(beers, selfSelection()).outcome(rating).over(2).run();
  const picks = result.picks();
  assert.equal(picks.n, 8);
  assert.deepEqual([picks.counts.b1, picks.counts.b2, picks.shares.b1], [4, 1, 0.5]);
  assert.equal(jensenShannon(picks, { b1: 4, b2: 1 }), 0);
  const [first, second] = result.uptake().periods;
  assert.deepEqual([first?.shares.b1, second?.shares.b1, second?.shares.b2], [1, 0, 0.25]);
  assert.deepEqual([second?.ever.b1, second?.ever.b2], [1, 0.25]);
  assert.deepEqual(result.tally("rating", { by: "product" }).labels, ["b1", "b2"]);
  assert.equal(result.tally("rating", { by: "region" }).get("north").n, 3);
  assert.equal(result.summary("rating").mean, 3);
});

Deno.test("Timeline refuses before anything is asked what it cannot do", async () => {
  const followed = panel({ host: hostWith() }).personas(drinkers(2)).models("simulated")
    .expose(beers, selfSelection());
  await assert.rejects(followed.repeats(2).variants(3).run(), {
    name: "TypeError",
    message:
      "Cannot follow the panel with repeats(), variants(): that is for a panel that is asked",
  });
  await assert.rejects(followed.batch().run(), /with batch\(\): that is for a panel that is asked/);
  await assert.rejects(followed.personas([]).run(), /it has no personas/);
  await assert.rejects(
    followed.personas([...drinkers(1), ...drinkers(1)]).run(),
    /two panelists have the id "p0"/,
  );
  const twice = panel({ host: hostWith() }).personas(drinkers(1));
  await assert.rejects(
    twice.expose([{ id: "a" }, { id: "a" }], manual(() => [])).run(),
    /"a" is there twice/,
  );
  await assert.rejects(twice.expose([], manual(() => [])).run(), /there are no products/);
  await assert.rejects(
    twice.expose(beers, manual(() => ["b1", "c"])).run(),
    /"c", which is no product/,
  );
  assert.throws(() => followed.over(0), RangeError);
});

Deno.test("Timeline refuses a policy of one's own that is none of the three, or decides for another one", async () => {
  const followed = panel({ host: hostWith() }).personas(drinkers(2)).models("simulated");
  const deciding = (name: string, kind: string) =>
    followed.expose(beers, {
      spec: { name, rule: "mine" },
      decide: () => [{ kind, panelist: "p0", products: ["b1"], choiceSet: ["b1"] }],
      // Who writes JavaScript is not told by the compiler.
    } as unknown as Policy);
  await assert.rejects(deciding("mine", "evaluate").run(), {
    name: "TypeError",
    message:
      'Cannot follow the policy "mine": it must say which of random, manual, self_selection it is',
  });
  await assert.rejects(deciding("manual", "selection").run(), {
    name: "RangeError",
    message: 'Cannot carry out the policy at t = 0: the panelist "p0" has a decision of the ' +
      'kind "selection", and with the policy "manual" it must be "evaluate"',
  });
  await assert.rejects(deciding("self_selection", "evaluate").run(), /it must be "selection"$/);
});

Deno.test("Timeline makes a row that says why of an outcome of one's own that fails, or cannot be written", async () => {
  const met = panel({ host: hostWith() }).personas(drinkers(2)).expose(beers, manual(() => ["b2"]));
  const results: readonly (readonly [() => unknown, string])[] = [
    [() => {
      throw new Error("no data");
    }, "no data"],
    [() => Promise.reject(new Error("no reply")), "no reply"],
    [() => undefined, "it is undefined, and no outcomes and traces"],
    [() => ({ outcomes: { rating: NaN } }), "outcomes.rating is NaN, which JSON cannot hold"],
    [() => ({ traces: { at: [new Date(0)] } }), "traces.at[0] is a Date, which JSON cannot hold"],
    [() => ({ outcomes: [1] }), "outcomes is a list, and no object"],
    [() => ({ errors: "bad" }), "errors is no list of texts"],
  ];
  for (const [evaluate, why] of results) {
    const outcome = { spec: { name: "mine" }, evaluate } as unknown as ComputedOutcome;
    const rows = (await met.outcome(outcome).run()).rows.toArray();
    assert.equal(rows.length, 2);
    for (const { outcomes, traces } of rows) {
      assert.deepEqual([outcomes, traces], [null, { outcome_errors: [why] }]);
    }
  }
});

Deno.test("Timeline moves traces of one's own that have a name of the toolkit's", async () => {
  const result = await panel({ host: hostWith() }).personas(drinkers(1))
    .expose(beers, manual(() => ["b2"])).outcome({
      spec: { name: "mine" },
      evaluate: () => ({
        outcomes: { strong: undefined, mild: true },
        traces: { note: "x", shown_order: [9] },
        errors: ["so so"],
      }),
    }).run();
  const [row] = result.rows.toArray();
  assert.deepEqual(row?.outcomes, { mild: true });
  assert.deepEqual(row?.traces, {
    note: "x",
    model_traces: { shown_order: [9] },
    outcome_errors: ["so so"],
  });
});

Deno.test("Timeline.rows() frees its folder when its reader leaves early, and a later run goes on", async () => {
  const host = hostWith();
  const followed = panel({ host }).personas(drinkers(3)).models("simulated").seed(1)
    .expose(beers, selfSelection({ show: 2 })).over(4).journal("runs/left");
  for await (const { t } of followed.rows()) if (t === 1) break;
  const { isCutOff, counts } = await followed.run();
  assert.deepEqual([isCutOff, counts.selections], [false, 12]);
});

Deno.test("Timeline reads the outcome of one's own, also of a field that nobody described", async () => {
  const result = await panel({ host: hostWith() }).personas(drinkers(3))
    .expose(beers, randomAssignment({ evaluations: 5 })).outcome({
      spec: { name: "mine" },
      evaluate: ({ product }) =>
        Promise.resolve({ outcomes: { strong: product.id < "b3" }, traces: null }),
    }).run();
  assert.deepEqual(result.tally("strong").counts, { false: 9, true: 6 });
  assert.throws(() => result.tally("strnog"), /the outcomes have strong/);
  assert.equal(eventLines(result).length, 15);
});

Deno.test("a timeline shows before it is run what is met, by whom and how often", () => {
  const study = panel({ host: hostWith() }).personas(drinkers(2)).models("simulated")
    .expose(beers, selfSelection()).rules({ max: 2 }).outcome(tasting).over(3).remember(1);
  assert.match(
    Deno.inspect(study),
    /meets +5 products in 3 periods, by self_selection, at most 2 in each, asked by llm, remembering 1/,
  );
});

Deno.test("a timeline that is ready shows who is followed on which model, and what it would come to", async () => {
  const ready = await panel({ host: hostWith() }).personas(drinkers(2)).models("simulated")
    .expose(beers, selfSelection()).rules({ max: 2 }).outcome(tasting).over(3).ready();
  // In each of three periods two people choose, and are asked about two beers at most.
  assert.match(
    Deno.inspect(ready),
    /^2 panelists\np0 +simulated\np1 +simulated\nat most 18 calls,/,
  );
});

for (const how of ["at once", "later"]) {
  Deno.test(`a timeline goes on where an outcome of one's own fails ${how}, and the row says why`, async () => {
    const fail = () => {
      throw new RangeError("no such beer");
    };
    const result = await panel({ host: hostWith() }).personas(drinkers(3))
      .expose(beers, randomAssignment({ evaluations: 5 })).outcome({
        spec: { name: "mine" },
        evaluate: ({ product }) =>
          product.id !== "b2"
            ? { outcomes: { rating: 3 }, traces: null }
            : how === "at once"
            ? fail()
            : Promise.resolve().then(fail),
      }).run();
    assert.deepEqual([result.counts.evaluations, result.counts.withoutOutcomes], [15, 3]);
    const lost = result.rows.toArray().filter(({ product_id }) => product_id === "b2");
    assert.ok(lost.every(({ traces }) => String(traces?.outcome_errors) === "no such beer"));
    assert.equal(result.isInvalid, false);
  });
}

Deno.test("TimelineResult gives choices as rows with the order shown, for the chart of positions", async () => {
  // Whoever always takes what is shown first.
  const first = scripted(({ question: { options, order } }) => [options?.[order?.[0] ?? 0]?.value]);
  const result = await panel({ host: hostWith() }).personas(drinkers(20)).models(first).seed(2)
    .expose(beers, selfSelection({ show: 3 })).over(2).run();
  const rows = [...result.choices];
  assert.equal(rows.length, 40);
  for (const { answer, order } of rows) {
    assert.deepEqual([beers[order?.[0] ?? -1]?.id, order?.length], [Array(answer).flat()[0], 3]);
  }
  const chart = positionsChart(result.choices, result.picked, { isClustered: true });
  assert.match(String(chart), /shown 1st .*100 %.*40\n/);
  const dealt = await panel({ host: hostWith() }).personas(drinkers(2)).seed(2)
    .expose(beers, randomAssignment()).outcome(deterministic(rating)).run();
  assert.deepEqual([...dealt.choices], []);
});

Deno.test("Timeline.outcome() takes a questionnaire with fields of any names, also those that every object has", async () => {
  const { rows } = await panel({ host: hostWith() }).personas([{ name: "Ann" }])
    .models("simulated").expose([{ id: "constructor" }], manual(() => ["constructor"]))
    .outcome(questionnaire({
      constructor: scale("How was it?", 1, 5),
      toString: number("What is it worth?", { min: 0, max: 9 }),
    }, { optional: ["toString"] })).run();
  const [row] = rows.toArray();
  assert.deepEqual(Object.keys(row?.outcomes ?? {}), ["constructor", "toString"]);
  assert.ok([1, 2, 3, 4, 5].includes(Number(row?.outcomes?.constructor)));
});

Deno.test("Timeline lets no policy change whom or what it looks at", async () => {
  for (const list of ["panelists", "products", "past"] as const) {
    const policy: Policy = {
      spec: { name: "manual", list },
      looksBack: true,
      decide: (context) => {
        // Nothing but its type keeps a policy from it.
        (context[list] as unknown[]).pop();
        return [];
      },
    };
    const study = panel({ host: hostWith() }).personas(drinkers(2)).expose(beers, policy).over(2);
    await assert.rejects(
      study.run(),
      /^TypeError: Cannot delete property|^TypeError: Cannot .*read only/,
    );
  }
});
