import assert from "node:assert/strict";
import { untilOf } from "../../lib/commands/convergence_flags.ts";
import { loadRun } from "../../mod.ts";
import { startLoopback } from "../loopback/service.ts";
import { filed, jsonRun, ONE, panelRun, people } from "./desk.ts";

const NAMES = Array.from({ length: 100 }, (_, place) => `P${place}`);

Deno.test("flags of batches ask for their rule, and --auto-stop alone for precision", () => {
  assert.equal(untilOf({ seed: 1 }), undefined);
  assert.deepEqual(
    [{ "auto-stop": true }, { "convergence-eps": 0.1 }, { "half-width": 0.2 }].map((values) => {
      const until = untilOf(values as Parameters<typeof untilOf>[0]);
      return [until?.rule, until?.stop];
    }),
    [["precision", true], ["jsd-batch", false], ["precision", false]],
  );
});

Deno.test("panel run stops by itself as in the reference, and logs each look (D1)", async () => {
  await using place = await filed({ "people.json": people(NAMES), "one.yaml": ONE });
  await using loop = startLoopback({ answer: () => ({ data: { answer: "pro" } }) });
  const args = [
    ...["--personas", place.at("people.json"), "--instrument", place.at("one.yaml")],
    ...["--model", "gpt-4o-mini", "--no-synthesis", "--max-concurrent", "5"],
    ...["--convergence-check-every", "20", "--auto-stop", "--convergence-eps", "0.02"],
    ...["--convergence-min-n", "50", "--convergence-m", "3"],
    ...["--convergence-log", place.at("looks.jsonl")],
  ];
  const { code, json, err } = await jsonRun(args, loop);
  assert.equal(code, 0, err);
  const { final_n, auto_stopped, overall_converged_at, per_question, rule } = json.convergence;
  assert.deepEqual([final_n, auto_stopped, overall_converged_at, rule], [
    60,
    true,
    60,
    "jsd-batch",
  ]);
  assert.equal(per_question.tier.converged_at, 60);
  assert.deepEqual(per_question.tier.curve.map(({ n, jsd }: Record<string, number>) => [n, jsd]), [
    [20, 0],
    [40, 0],
    [60, 0],
  ]);
  const looks = (await Deno.readTextFile(place.at("looks.jsonl"))).trimEnd().split("\n");
  assert.equal(
    looks[2],
    '{"n_completed":60,"per_question":{"tier":{"jsd_last_batch":0,"jsd_rolling_avg_3":0}}}',
  );
  assert.equal(looks.length, 3);
  assert.ok(loop.count < 100);
});

Deno.test("--convergence-baseline lays the curve of humans beside that of the panel", async () => {
  await using place = await filed({ "people.json": people(NAMES), "one.yaml": ONE });
  await using loop = startLoopback({ answer: () => ({ data: { answer: "pro" } }) });
  const args = [
    ...["--personas", place.at("people.json"), "--instrument", place.at("one.yaml")],
    ...["--model", "gpt-4o-mini", "--no-synthesis", "--convergence-baseline", "gss:HAPPY"],
    ...["--checkpoint-dir", place.at("runs"), "--run-id", "r1"],
  ];
  const { code, json, err } = await jsonRun(args, loop);
  assert.equal(code, 0, err);
  // Everybody is asked: it was only to be told.
  assert.deepEqual([loop.count, json.convergence.rule], [100, "precision"]);
  const { dataset, converged_at, curve } = json.convergence.human_baseline;
  assert.deepEqual([dataset, converged_at, curve.length], ["gss", 100, 9]);
  assert.match(
    err,
    /^humans, gss:HAPPY 2024: samples of 100 are steadily within 0\.02 of all, on average at 0\.00\d\d$/m,
  );
  // The same of the run that was kept, which needs no baseline any more.
  const again = await jsonRun(["--resume", "r1", "--checkpoint-dir", place.at("runs")], loop);
  assert.deepEqual(again.json.convergence, json.convergence);
  const kept = await loadRun(place.at("runs/r1"));
  assert.equal(kept.course.convergence?.humanBaseline?.convergedAt, 100);
  assert.match(String(kept), /^humans, gss:HAPPY 2024: samples of 100/m);
});

Deno.test("--convergence-baseline that is not there fails before any call", async () => {
  await using place = await filed({ "people.json": people(NAMES), "one.yaml": ONE });
  await using loop = startLoopback();
  const asked = ["--personas", place.at("people.json"), "--instrument", place.at("one.yaml")];
  const refusals: readonly (readonly [string, number, RegExp])[] = [
    ["gss", 2, /^Cannot use --convergence-baseline "gss": it takes DATASET:QUESTION, as in gss:H/],
    ["gss:", 2, /it takes DATASET:QUESTION/],
    [":HAPPY", 2, /it takes DATASET:QUESTION/],
    ["gss:HAPYP", 1, /HAPYP/],
    ["wvs:Q1", 1, /wvs/],
  ];
  for (const [id, wanted, sentence] of refusals) {
    const { code, err } = await panelRun(
      [...asked, "--model", "gpt-4o-mini", "--convergence-baseline", id],
      loop,
    );
    assert.equal(code, wanted, id);
    assert.match(err, sentence);
  }
  assert.equal(loop.count, 0);
});

Deno.test("F9: two flags that name a baseline must name the same", async () => {
  await using place = await filed({ "people.json": people(NAMES), "one.yaml": ONE });
  await using loop = startLoopback();
  const { code, err } = await panelRun([
    ...["--personas", place.at("people.json"), "--instrument", place.at("one.yaml")],
    ...["--model", "gpt-4o-mini", "--calibrate-against", "gss:HAPPY"],
    ...["--convergence-baseline", "gss:LIFE"],
  ], loop);
  assert.deepEqual([code, loop.count], [2, 0]);
  assert.match(err, /--calibrate-against gss:HAPPY and --convergence-baseline gss:LIFE together/);
});

Deno.test("flags of convergence that cannot be used are refused before anything is asked", async () => {
  await using place = await filed({ "people.json": people(NAMES), "one.yaml": ONE });
  await using loop = startLoopback();
  const asked = ["--personas", place.at("people.json"), "--instrument", place.at("one.yaml")];
  const refusals: readonly (readonly [string[], number, RegExp])[] = [
    [["--convergence-check-every", "0"], 2, /it takes a whole number from 1/],
    [["--convergence-eps", "0"], 2, /it takes a number above 0, 1 at most/],
    [["--convergence-m", "0"], 2, /it takes a whole number from 1/],
    [["--half-width", "0.7"], 2, /^Cannot use --half-width "0.7": it takes .* below 0\.5$/m],
    [
      ["--half-width", "0.1", "--convergence-m", "2"],
      1,
      /^Cannot use --half-width with the rule jsd-batch, which --convergence-m asks for unless /,
    ],
    [
      ["--half-width", "0.1", "--convergence-rule", "jsd-batch"],
      1,
      /^Cannot use --half-width with the rule jsd-batch$/m,
    ],
    [
      ["--convergence-rule", "precision", "--convergence-eps", "0.1"],
      1,
      /^Cannot use --convergence-eps with the rule precision: it is of jsd-batch$/m,
    ],
    [["--auto-stop", "--convergence-log", "/nowhere/x"], 1, /^Cannot write "\/nowhere\/x"/m],
  ];
  for (const [flags, wanted, sentence] of refusals) {
    const { code, err } = await panelRun([...asked, "--model", "gpt-4o-mini", ...flags], loop);
    assert.equal(code, wanted, flags.join(" "));
    assert.match(err, sentence);
  }
  assert.equal(loop.count, 0);
});
