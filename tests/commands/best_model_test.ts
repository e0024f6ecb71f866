import assert from "node:assert/strict";
import { startLoopback } from "../loopback/service.ts";
import { startSynthBench } from "../loopback/synthbench.ts";
import { filed, jsonRun, ONE, panelRun, people } from "./desk.ts";

const ROWS = [
  { model: "Random", dataset: "globalopinionqa", sps: 0.99, is_baseline: true },
  {
    model: "SynthPanel Ensemble (3-model)",
    dataset: "globalopinionqa",
    sps: 0.98,
    is_ensemble: true,
  },
  {
    ...{ model: "SynthPanel (GPT-4o-mini)", dataset: "globalopinionqa", sps: 0.75, jsd: 0.0899 },
    ...{
      n: 100,
      run_count: 4,
      cost_per_100q: 1.4,
      topic_scores: { "Politics & Governance": 0.7176 },
    },
  },
];

/** A panel to be asked, a service that answers, and a leaderboard. */
async function desk(entries: readonly unknown[] = ROWS) {
  const place = await filed({ "people.json": people(), "one.yaml": ONE });
  const loop = startLoopback();
  const board = startSynthBench({ leaderboard: { entries } });
  const env = {
    QUORUM_HOME: place.at("home"),
    QUORUM_SYNTHBENCH_URL: `${board.url}/data/leaderboard.json`,
  };
  const asked = ["--personas", place.at("people.json"), "--instrument", place.at("one.yaml")];
  return {
    ...{ place, loop, board, env },
    run: (...args: string[]) => jsonRun([...asked, "--no-synthesis", ...args], loop, env),
    text: (...args: string[]) => panelRun([...asked, "--no-synthesis", ...args], loop, env),
    async [Symbol.asyncDispose]() {
      for (const part of [place, loop, board]) await part[Symbol.asyncDispose]();
    },
  };
}

Deno.test("panel run --best-model-for asks the first model of the topic, in place of --model, and says why", async () => {
  await using at = await desk();
  const { code, json, err } = await at.run(
    "--best-model-for",
    "political-opinion",
    "--model",
    "haiku",
  );
  assert.equal(code, 0, err);
  assert.equal(json.model, "gpt-4o-mini");
  assert.match(
    err,
    /^best model for Politics & Governance on globalopinionqa: gpt-4o-mini \(topic score 0\.718, SPS 0\.750, JSD 0\.090, n 100, \$1\.40 per 100 questions, listed as "SynthPanel \(GPT-4o-mini\)", leaderboard of now\)$/m,
  );
  assert.ok(at.loop.requests.every(({ provider }) => provider === "openai"));
});

Deno.test("panel run --best-model-for names what it passed over", async () => {
  await using at = await desk();
  const { code, json, err } = await at.run("--best-model-for", ":globalopinionqa");
  assert.deepEqual([code, json.model], [0, "gpt-4o-mini"]);
  const [, names] = /^passed over: (.*)$/m.exec(err) ?? [];
  assert.equal(
    names,
    '"Random" (a baseline, no model), "SynthPanel Ensemble (3-model)" (an ensemble of several models)',
  );
});

Deno.test("panel run --best-model-for ends no run: without a recommendation --model answers (Q5)", async () => {
  await using at = await desk();
  const targets = [
    ["nope", /there are politics/],
    ["x:opinionsqa", /has no rows of "opinionsqa"/],
    [" ", /it is for TOPIC/],
  ] as const;
  for (const [target, reason] of targets) {
    const { code, json, err } = await at.run("--best-model-for", target, "--model", "gpt-4o");
    assert.deepEqual([code, json.model], [0, "gpt-4o"], err);
    assert.match(err, /^warning: no model is recommended: .*; "gpt-4o" answers$/m);
    assert.match(err, reason);
  }
  at.board.setBehaviour({ fault: { status: 502 } });
  await Deno.remove(at.place.at("home"), { recursive: true });
  const { code, json, err } = await at.run("--best-model-for", "politics", "--model", "gpt-4o");
  assert.deepEqual([code, json.model], [0, "gpt-4o"], err);
  assert.match(err, /it answered 502, and there is no copy; "gpt-4o" answers$/m);
});

Deno.test("panel run --best-model-for is asked once, and a run goes on with the model it began with", async () => {
  await using at = await desk();
  const kept = ["--checkpoint-dir", at.place.at("runs"), "--run-id", "r1"];
  const first = await at.run("--best-model-for", "politics", ...kept);
  assert.equal(first.code, 0, first.err);
  const { cli_args } = JSON.parse(await Deno.readTextFile(at.place.at("runs/r1/state.json")));
  assert.deepEqual([cli_args.model, cli_args["best-model-for"]], ["gpt-4o-mini", undefined]);
  at.board.setBehaviour({ leaderboard: { entries: [{ ...ROWS[2], model: "gpt-4o" }] } });
  await Deno.remove(at.place.at("home/synthbench-cache.json"));
  const again = ["--resume", "r1", "--checkpoint-dir", at.place.at("runs")];
  const { code, json, err } = await jsonRun(again, at.loop, at.env);
  assert.deepEqual([code, json.model], [0, "gpt-4o-mini"], err);
  assert.equal(at.board.requests.length, 1);
});

Deno.test("panel run --best-model-for is refused with flags that say who answers otherwise", async () => {
  await using at = await desk();
  const refusals = [
    [["--models", "haiku,sonnet"], /--best-model-for and --models together/],
    [["--model", "simulated", "--simulated", at.place.at("x")], /with --simulated/],
    [["--responses", "r", "--mode", "replay"], /with --mode replay: name the model/],
  ] as const;
  for (const [flags, sentence] of refusals) {
    const { code, err } = await at.text("--best-model-for", "politics", ...flags);
    assert.equal(code, 1, err);
    assert.match(err, sentence);
  }
  assert.equal(at.board.requests.length, 0);
});

Deno.test("panel run --best-model-for lets no label of the leaderboard write lines of its own", async () => {
  const model = "gpt-4o-mini\nwarning: all is well\u001b[2J";
  const broken = { dataset: "globalopinionqa", sps: "high" };
  await using at = await desk([{ ...ROWS[2], model }, broken, ...ROWS]);
  const { code, err } = await at.run("--best-model-for", "politics");
  assert.equal(code, 0, err);
  assert.doesNotMatch(err, /^warning: all is well/m);
  assert.ok(!err.includes("\u001b"));
  assert.match(err, /^warning: 1 row of the leaderboard cannot be read$/m);
});
