import assert from "node:assert/strict";
import { instrument, panel, parseInstrument, text } from "../../mod.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import { envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { findings } from "./synthesis_desk.ts";
import { askingEverything, everything, WAYS } from "./everything.ts";
import { checkout, people } from "./fixtures.ts";
import { described, recorded, respond } from "./speaker.ts";

const ALWAYS = [
  ...["schema_version", "run_id", "message", "rounds", "path", "warnings", "synthesis"],
  ...["cost_is_estimated", "panelist_cost", "panelist_usage", "total_usage", "total_cost"],
  ...["cost_breakdown", "model", "persona_count", "question_count", "per_model_results"],
  ...["metadata", "parameters", "failure_stats", "missing_input_stats", "run_invalid"],
];

for (const [what, models, way] of WAYS) {
  Deno.test(`envelope() of ${what} on ${models} has every key, and each row and cost once (ruling 17)`, async () => {
    await using loop = startLoopback({ answer: respond });
    const host = hostWith({ env: envFor(loop) });
    const result = await way(askingEverything(host, models)).run();
    const json = Object(envelope(result, host));
    // What goes through JSON is what is there: no undefined, no NaN.
    assert.deepEqual(JSON.parse(JSON.stringify(json)), json);
    assert.deepEqual(ALWAYS.filter((key) => !(key in json)), []);
    const keys = JSON.stringify(Object.keys(json));
    assert.equal(keys, keys.toLowerCase());
    const listed = json.rounds.flatMap(
      ({ name, results }: { name: string; results: Record<string, unknown>[] }) =>
        results.flatMap(({ panelist, arm = null, repeat = 0, model, responses }) =>
          (responses as Record<string, unknown>[]).map(({ key, turn, status }) =>
            JSON.stringify([name, panelist, arm, repeat, model, key, turn, status])
          )
        ),
    );
    assert.deepEqual(
      listed,
      result.rows.toArray().map((row) =>
        JSON.stringify([
          ...[row.round, row.panelist, row.arm, row.repeat, row.model, row.question, row.turn],
          row.status,
        ])
      ),
    );
    assert.equal(new Set(listed).size, listed.length);
    checkCost(json, loop.count);
  });
}

/** The parts of the cost and of the usage add up, and every call was paid for once. */
function checkCost(json: Record<string, unknown>, requests: number) {
  const { total_cost, panelist_cost, cost_breakdown, rounds, synthesis, metadata } = Object(json);
  const near = (one: number, other: number) =>
    assert.ok(Math.abs(one - other) < 1e-9, `${one} ${other}`);
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  near(sum(Object.values(cost_breakdown.by_model)), total_cost);
  const models = Object.values<{ cost: number }>(Object(json).per_model_results);
  near(sum(models.map(({ cost }) => cost)), total_cost);
  const summed = [synthesis, ...rounds.map((round: { synthesis: unknown }) => round.synthesis)]
    .filter((one) => one !== null);
  near(panelist_cost + sum(summed.map(({ cost }) => cost)), total_cost);
  const rows = rounds.flatMap(({ results }: { results: { cost: number }[] }) =>
    results.map(({ cost }) => cost)
  );
  assert.ok(sum(rows) <= panelist_cost + 1e-9);
  assert.ok(requests > 0 && metadata.cost.total_tokens > 0);
}

Deno.test("envelope() tells what the run was made of, without the values that may be confidential", async () => {
  await using loop = startLoopback({ answer: respond });
  const host = hostWith({ env: envFor(loop) });
  const study = panel({ host }).personas(described(2)).models("gpt-4o-mini").seed(3)
    .temperature(0.2).maxTokens(400).synthesize({ model: "haiku", temperature: 0.1 })
    .ask(everything);
  const [one, other] = [await study.run({ id: "mine-1" }), await study.run()];
  const json = Object(envelope(one, host));
  assert.equal(json.run_id, "mine-1");
  assert.match(other.run, /^run-\d{8}T\d{6}Z-[0-9a-f]{6}$/);
  assert.deepEqual(json.parameters, {
    ...{ temperature: 0.2, max_tokens: 400, seed: 3, synthesis_temperature: 0.1 },
  });
  const { models, generation_params, config_hash, prompts_hash, version, served } = json.metadata;
  assert.deepEqual(models, {
    panelist: { "gpt-4o-mini": "gpt-4o-mini" },
    synthesis: "claude-haiku-4-5-20251001",
  });
  assert.deepEqual(generation_params, { temperature: 0.2, top_p: null, max_tokens: 400 });
  assert.ok(served["gpt-4o-mini"].includes("gpt-4o-mini-2024-07-18"));
  assert.match(config_hash + prompts_hash, /^[0-9a-f]{128}$/);
  assert.deepEqual(Object.keys(version), ["quorum", "runtime"]);
  assert.equal(other.promptsHash, prompts_hash);
  assert.equal(json.per_model_results.haiku.n, 0);
  assert.ok(json.per_model_results.haiku.cost > 0);
});

Deno.test("the prompts' hash follows every word that is put, and nothing else", async () => {
  const { model } = recorded(() => "Fine.");
  const cast = panel({ host: hostWith() }).personas(people(1)).models(model);
  const hashOf = async (study: ReturnType<typeof cast.ask>) => (await study.run()).promptsHash;
  const q = (wording: string, options?: readonly string[]) =>
    cast.ask(instrument("i", { q: text(wording, options && { options }) }));
  const base = await hashOf(q("Why?"));
  assert.equal(await hashOf(q("Why?").seed(9).repeats(2).limit({ concurrency: 1 })), base);
  const others = [
    await hashOf(q("Why then?")),
    await hashOf(q("Why?", ["a"])),
    await hashOf(q("Why?").template("Be {name}.")),
    await hashOf(q("Why?").synthesize({ prompt: "Sum up." })),
  ];
  assert.equal(new Set([base, ...others]).size, 5);
});

Deno.test("envelope() without rows names the questions of each round", async () => {
  const { model } = recorded({ tier: "pro", ease: 3, why: "So." });
  const host = hostWith();
  const result = await panel({ host }).personas(people(2)).models(model).ask(checkout).run();
  assert.deepEqual(envelope(result, host, { rows: "none" }).rounds, [
    { name: "default", questions: ["tier", "ease", "why"], synthesis: null },
  ]);
});

Deno.test("what a synthesis had from a cache is not taken from the panelists' usage", async () => {
  await using loop = startLoopback({
    answer: ({ schema }) => schema === null ? "Because." : { data: findings() },
  });
  const host = hostWith({ env: envFor(loop) });
  const study = panel({ host }).personas(people(8)).models("gpt-4o-mini")
    .synthesize({ prompt: "Be thorough. ".repeat(400) }).ask(
      instrument("i", { why: text("Why?") }),
    );
  await study.run();
  const result = await study.run();
  const { panelist_usage, total_usage } = Object(envelope(result, host));
  assert.ok(total_usage.cache_read_input_tokens > 0);
  const rows = result.rows.toArray();
  assert.deepEqual([panelist_usage.input_tokens, panelist_usage.output_tokens], [
    rows.reduce((sum, { tokensIn }) => sum + tokensIn, 0),
    rows.reduce((sum, { tokensOut }) => sum + tokensOut, 0),
  ]);
  assert.equal(panelist_usage.cache_read_input_tokens, 0);
});

Deno.test("envelope() tells how answers were asked for, as the service was sent it", async () => {
  await using loop = startLoopback({
    answer: ({ schema }) => schema === null ? "Because." : { data: { answer: "pro" } },
  });
  const host = hostWith({ env: envFor(loop) });
  const [first, second] = people(2);
  const warm = { ...second, llm_overrides: { temperature: 1.5, max_tokens: 50 } };
  const study = panel({ host }).personas([{ ...first }, warm]).models("gpt-4o-mini").ask(
    parseInstrument({
      questions: [
        { key: "tier", text: "Tier?", response_schema: { type: "enum", options: ["free", "pro"] } },
        { key: "why", text: "Why?", follow_ups: ["How so?"] },
      ],
    }),
  );
  const result = await study.run();
  const { generation_params: told } = Object(envelope(result, host)).metadata;
  const own = result.panelists[1]?.id ?? "";
  assert.deepEqual(told, {
    ...{ temperature: null, top_p: null, max_tokens: { tier: 300, why: 1024, "why/1": 1024 } },
    overrides: { [own]: { temperature: 1.5, max_tokens: 50 } },
  });
  const sent = (name: string) =>
    loop.requests.map(({ body }) => Object(body)).filter(({ messages }) =>
      String(messages[0].content).includes(name)
    ).map(({ temperature = null, top_p = null, max_tokens }) => [temperature, top_p, max_tokens]);
  assert.deepEqual(sent("P0"), [[null, null, 300], [null, null, 1024], [null, null, 1024]]);
  assert.deepEqual(sent("P1"), Array(3).fill([1.5, null, 50]));
});
