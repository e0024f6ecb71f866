import assert from "node:assert/strict";
import { type Findings, ModelError, panel, parseInstrument } from "../../mod.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import { folder, hostWith } from "../hosts.ts";
import { lasting, people } from "./fixtures.ts";
import { purposes, recorded } from "./speaker.ts";
import { findings } from "./synthesis_desk.ts";

const BRANCHES = parseInstrument({
  rounds: [
    {
      name: "start",
      questions: [{ key: "what", text: "What matters?" }],
      route_when: [
        { if: { field: "themes", op: "contains", value: "Pric" }, goto: "pricing" },
        { if: { field: "recommendation", op: "matches", value: "(?i)WAIT" }, goto: "__end__" },
        { else: "features" },
      ],
    },
    {
      name: "pricing",
      questions: [{ key: "pay", text: "What would you pay?" }, "More?"].map(asked),
    },
    { name: "features", questions: [{ key: "miss", text: "What is missing?" }] },
  ],
});

function asked(question: string | { key: string; text: string }) {
  return typeof question === "string" ? { key: "more", text: question } : question;
}

/** Answers and findings of a panel; findings may fail. */
function speaker(found: () => Partial<Findings> | Error, id?: string) {
  return recorded(({ purpose, question }) => {
    if (purpose !== "synthesis") return `about ${question.key}`;
    const made = found();
    if (made instanceof Error) throw made;
    return { ...findings(), ...made };
  }, id);
}

const down = () => new ModelError("Cannot sum it up: down", { kind: "bad" });
const host = hostWith();

for (
  const [what, found, path] of [
    ["themes", { themes: ["Pricing pain", "trust"] }, ["start", "pricing"]],
    ["themes in another case", { themes: ["pricing pain"] }, ["start", "features"]],
    ["a recommendation", { recommendation: "Better wait." }, ["start"]],
  ] as const
) {
  Deno.test(`K2: the run branches by ${what}`, async () => {
    const { model, requests } = speaker(() => found);
    const result = await panel({ host }).personas(people(3)).models(model).ask(BRANCHES).run();
    assert.deepEqual(result.path, path);
    assert.deepEqual([...new Set(result.rows.toArray().map(({ round }) => round))], path);
    assert.equal(purposes(requests).synthesis, 1);
    assert.equal(result.synthesis, null);
    assert.equal(result.failures.erroredPairs, 0);
    const json = Object(envelope(result, host));
    assert.deepEqual(json.path, path);
    assert.equal(json.rounds[0].synthesis.recommendation, found.recommendation ?? "Go on.");
    assert.equal(json.run_invalid, false);
  });
}

Deno.test("routing is decided once for all arms of an ensemble (ruling 17)", async () => {
  const a = speaker(() => ({ themes: ["Pricing"] }), "a");
  const b = speaker(() => ({ themes: [] }), "b");
  const result = await panel({ host }).personas(people(2)).models([a.model, b.model]).repeats(2)
    .ask(BRANCHES).run();
  assert.deepEqual(result.path, ["start", "pricing"]);
  assert.deepEqual([purposes(a.requests).synthesis, purposes(b.requests).synthesis], [
    1,
    undefined,
  ]);
  const said = JSON.stringify(a.requests.find(({ about }) => about.purpose === "synthesis"));
  assert.ok(said.includes("P0 (a)") && said.includes("P1 (b)"));
  assert.equal(result.rows.toArray().length, 2 * 2 * 2 * 3);
});

Deno.test("a round that cannot be summed up ends the run, which says so; resumed it goes on", async () => {
  await using at = await folder();
  let found: () => Partial<Findings> | Error = down;
  const { model, requests } = speaker(() => found());
  const study = panel({ host }).personas(people(2)).models(model).journal(at.path).synthesize()
    .ask(BRANCHES);
  const stopped = await study.run();
  assert.deepEqual(stopped.path, ["start"]);
  assert.match(stopped.warnings.join(), /ended after the round "start".*down/);
  const json = Object(envelope(stopped, host));
  assert.equal(json.run_invalid, true);
  assert.equal(json.synthesis, null);
  assert.equal(json.synthesis_error.error_type, "synthesis_api_error");
  assert.match(json.message, /could not be summed up/);
  found = () => ({ themes: ["Pricing"] });
  const whole = await study.run();
  assert.deepEqual(whole.path, ["start", "pricing"]);
  assert.equal(whole.synthesis?.status, "ok");
  // Two people, three questions, each once; the round and the run are summed up.
  assert.deepEqual(purposes(requests), { answer: 6, synthesis: 3 });
});

Deno.test("a run of one routed round is summed up once", async () => {
  const { model, requests } = speaker(() => ({ recommendation: "wait" }));
  const result = await panel({ host }).personas(people(2)).models(model).synthesize().ask(BRANCHES)
    .run();
  assert.equal(purposes(requests).synthesis, 1);
  assert.equal(result.synthesis, result.course.rounds.get("start"));
  const json = Object(envelope(result, host));
  assert.equal(json.panelist_cost, json.total_cost);
});

for (
  const [where, later, path] of [
    ["elsewhere", { themes: [] }, ["start", "features"]],
    ["to the end", { recommendation: "Wait." }, ["start"]],
  ] as const
) {
  Deno.test(`rows of a way that is not taken any more do not count, where it leads ${where}`, async () => {
    await using at = await folder();
    let isDown = true;
    const { model } = recorded(({ purpose, persona, question }) => {
      if (purpose === "synthesis") {
        return { ...findings(), ...(isDown ? { themes: ["Pricing"] } : later) };
      }
      if (isDown && persona.name === "P2") throw down();
      return `about ${question.key}`;
    });
    const study = panel({ host }).personas(people(3)).models(model).seed(1).ask(BRANCHES);
    const first = await study.journal(at.path).run();
    assert.deepEqual(first.path, ["start", "pricing"]);
    isDown = false;
    const second = await study.journal(at.path).run();
    assert.deepEqual(second.path, path);
    assert.deepEqual(lasting(second.rows), lasting((await study.run()).rows));
    const pairs = 3 * path.length;
    assert.deepEqual([second.failures.totalPairs, second.failures.answered], [pairs, pairs]);
  });
}

Deno.test("the longest way is estimated, and the questions not reached are no failures", async () => {
  const { model } = speaker(() => ({ themes: [] }));
  const study = panel({ host }).personas(people(2)).models(model).ask(BRANCHES);
  const estimate = await study.estimate();
  assert.deepEqual(estimate.path, ["start", "pricing"]);
  assert.equal(estimate.calls, 2 * 3 + 1);
  assert.equal((await study.run()).failures.totalPairs, 4);
});
