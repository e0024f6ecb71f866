import assert from "node:assert/strict";
import {
  instrument,
  type Model,
  ModelError,
  panel,
  parseInstrument,
  scripted,
  text,
} from "../../mod.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import { FailureCounter } from "../../lib/studies/failure_counter.ts";
import { envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { row } from "./synthesis_desk.ts";
import { people } from "./fixtures.ts";
import { purposes, recorded, respond } from "./speaker.ts";

const host = hostWith();
const asked = instrument("asked", { why: text("Why?") });

for (const name of ["gpt-4o-mini", "haiku"]) {
  Deno.test(`S1/S3: half of the panel fails with ${name}: valid, summed up, but not when it is strict`, async () => {
    await using loop = startLoopback({
      answer: respond,
      fault: ({ system }) => /P[024]/.test(system) ? { kind: "status", status: 400 } : null,
    });
    const study = panel({ host: hostWith({ env: envFor(loop) }) }).personas(people(6))
      .models(name).synthesize().ask(asked);
    const result = await study.run();
    const { failureRate, isInvalid } = result.failures;
    assert.deepEqual([failureRate, isInvalid, result.synthesis?.status], [0.5, false, "ok"]);
    const json = Object(envelope(result, host));
    assert.deepEqual([json.run_invalid, json.failure_stats.failed_panelists], [false, 3]);
    assert.deepEqual(json.failure_stats.errored_personas, ["P0", "P2", "P4"]);
    const sent = JSON.stringify(loop.requests.at(-1)?.body);
    assert.ok(sent.includes("P1") && !/P0|P2|P4|400/.test(sent.replaceAll("gpt-4o", "")));
    const strict = await study.limit({ strict: true }).run();
    assert.equal(strict.synthesis, null);
    const lower = await study.limit({ failureThreshold: 0.4 }).run();
    assert.deepEqual([lower.synthesis, lower.failures.isInvalid], [null, true]);
  });
}

/** Counts rows against so many pairs of the questions q and r. */
function counted(pairs: number, ...rows: Parameters<typeof row>[0][]) {
  const questions = new Set(["q", "r"]);
  const counter = new FailureCounter({
    ...{ pairs, questions, isCutShort: false, models: ["m"], threshold: 0.5 },
  });
  for (const given of rows) counter.count(row(given));
  const { stats } = counter;
  return [stats.totalPairs, stats.erroredPairs, stats.skippedFollowUps, stats.skippedByBudget];
}

Deno.test("S6: follow-ups never count, budget skips are left out, and what is missing is an error", () => {
  const ok = { panelist: "a" };
  const failed = { panelist: "b", status: "failed", answer: null } as const;
  assert.deepEqual(
    counted(4, ok, { ...ok, question: "r" }, { panelist: "b" }, { ...failed, question: "r" }),
    [4, 1, 0, 0],
  );
  assert.deepEqual(
    counted(
      4,
      ...[failed, { ...failed, question: "r" }, ok, { ...ok, question: "r" }],
      { ...ok, question: "q/1", status: "skipped" },
    ),
    [4, 2, 1, 0],
  );
  assert.deepEqual(counted(2, ok), [2, 1, 0, 0]);
  assert.deepEqual(counted(2, ok, { ...ok, question: "r", status: "skipped" }), [1, 0, 0, 1]);
});

Deno.test("a follow-up that fails is no failure of the run, and refusals are told apart", async () => {
  const follow = parseInstrument({ questions: [{ key: "q", text: "Q?", follow_ups: ["More?"] }] });
  const { model } = recorded(({ question, persona }) => {
    if (question.key === "q/1") throw new ModelError("Cannot answer: down", { kind: "bad" });
    return persona.name === "P0" ? "I'm sorry, but I can't help with that." : "Fine.";
  });
  const result = await panel({ host }).personas(people(2)).models(model).ask(follow).run();
  const { erroredPairs, refusingPersonas, considered, skippedFollowUps } = result.failures;
  assert.deepEqual([erroredPairs, refusingPersonas, considered, skippedFollowUps], [
    ...[0, ["P0"], 2, 1],
  ]);
  assert.deepEqual(Object(envelope(result, host)).missing_input_stats, {
    ...{ considered: 2, refusing: 1, refusal_rate: 0.5, refusing_personas: ["P0"] },
  });
});

Deno.test("a run in which nobody answers is invalid, is not summed up, and says why", async () => {
  const { model, requests } = recorded(() => {
    throw new ModelError("Cannot answer: the account is closed", { kind: "bad" });
  });
  const result = await panel({ host }).personas(people(5)).models(model).synthesize().ask(asked)
    .run();
  assert.deepEqual(purposes(requests), { answer: 5 });
  const json = Object(envelope(result, host));
  assert.deepEqual([json.run_invalid, json.abort_reason, json.synthesis], [
    ...[true, "total_failure", null],
  ]);
  assert.equal(json.total_failure.sample_errors.length, 3);
  assert.match(json.total_failure.summary, /account is closed/);
});

Deno.test("refusals and failures never enter a synthesis", async () => {
  const { model, requests } = recorded(({ purpose, persona }) => {
    if (purpose === "synthesis") return "no findings";
    if (persona.name === "P0") return "I'm sorry, but I can't help with that.";
    if (persona.name === "P1") throw new ModelError("Cannot answer: down", { kind: "bad" });
    return "Fine.";
  });
  const result = await panel({ host }).personas(people(4)).models(model).synthesize().ask(asked)
    .run();
  const [sent] = requests.filter(({ about }) => about.purpose === "synthesis");
  const words = JSON.stringify(sent?.messages);
  assert.ok(/P2/.test(words) && /P3/.test(words) && !/P0|P1|sorry|down/.test(words), words);
  // Two replies that are no findings: the result says so, and why.
  assert.equal(purposes(requests).synthesis, 2);
  const json = Object(envelope(result, host));
  assert.deepEqual([json.run_invalid, json.synthesis_error.error_type], [
    ...[true, "synthesis_unreadable"],
  ]);
  assert.match(json.message, /could not be summed up/);
});

Deno.test("SurveyResult.warnings names a model of an ensemble that answered nothing", async () => {
  const dead: Model = {
    ...scripted(() => "x"),
    id: "dead",
    reply: () => Promise.reject(new ModelError("no", { kind: "bad" })),
  };
  const study = panel({ host }).personas(people(3)).models([scripted(() => "because"), dead]);
  assert.deepEqual((await study.ask(asked).run()).warnings, ["dead answered nothing"]);
});

Deno.test("N3: Survey.ready() says before a run that its budget will hardly do", async () => {
  const study = panel({ host: hostWith({ env: envFor({ url: "http://127.0.0.1:9" }) }) })
    .personas(people(100)).models("haiku").ask(asked);
  assert.deepEqual((await study.limit({ budget: 10 }).ready()).warnings, []);
  const [warning] = (await study.limit({ budget: 0.01 }).ready()).warnings;
  assert.match(
    warning ?? "",
    /^the run will probably cost about \$0\.\d+: the budget of \$0\.0100 may/,
  );
});
