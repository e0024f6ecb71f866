import assert from "node:assert/strict";
import { PANEL_RUN_FLAGS } from "../../lib/commands/panel_run_flags.ts";
import { recordedFlags, resumedFlags } from "../../lib/commands/resumed.ts";
import { type Values } from "../../lib/commands/flag.ts";
import { startLoopback } from "../loopback/service.ts";
import { hostWith } from "../hosts.ts";
import { filed, ONE, panelRun, people } from "./desk.ts";

/** A run in a folder, and what its flags come to when others are recorded and given. */
async function kept() {
  const place = await filed({ "people.json": people(), "one.yaml": ONE });
  await using loop = startLoopback();
  const { code, err } = await panelRun([
    ...["--personas", place.at("people.json"), "--instrument", place.at("one.yaml")],
    ...["--models", "simulated", "--no-synthesis"],
    ...["--run-id", "r1", "--checkpoint-dir", place.at("runs")],
  ], loop);
  assert.equal(code, 0, err);
  const folder = place.at("runs/r1");
  const checkpoint = { root: place.at("runs"), id: "r1", folder, options: {} };
  const resume = async (recorded: unknown, given: Values = {}, host = hostWith()) => {
    const path = `${folder}/state.json`;
    const state = JSON.parse(await Deno.readTextFile(path));
    await Deno.writeTextFile(path, JSON.stringify({ ...state, cli_args: recorded }));
    return await resumedFlags(given, PANEL_RUN_FLAGS, checkpoint, host);
  };
  return { at: place.at, resume, [Symbol.asyncDispose]: () => place[Symbol.asyncDispose]() };
}

Deno.test("a rule of convergence takes the place of what was recorded of the other one", async () => {
  await using run = await kept();
  const precision = { "auto-stop": true, "half-width": 0.2, "convergence-rule": "precision" };
  assert.deepEqual(await run.resume(precision, { "convergence-eps": 0.1 }), {
    ...{ "auto-stop": true, "convergence-eps": 0.1 },
  });
  const batches = { "convergence-check-every": 10, "convergence-eps": 0.1, "convergence-m": 2 };
  assert.deepEqual(await run.resume(batches, { "half-width": 0.2 }), { "half-width": 0.2 });
  assert.deepEqual(await run.resume(batches, { "convergence-rule": "precision" }), {
    ...{ "convergence-check-every": 10, "convergence-rule": "precision" },
  });
});

Deno.test("a flag that takes the place of a recorded one says so, and both together do not", async () => {
  await using run = await kept();
  const recorded = { models: "haiku:0.7,sonnet:0.3", blend: true };
  const flags = async (given: Values) => {
    const host = hostWith();
    const values = await run.resume(recorded, given, host);
    const told = host.written.err.split("\n").filter((line) => line.includes("takes the place"));
    return [values, told];
  };
  const models = "haiku,sonnet";
  assert.deepEqual(await flags({ models }), [{ models }, [
    "warning: --models takes the place of --blend, which the run was begun with; " +
    "give it too where it is still wanted",
  ]]);
  assert.deepEqual(await flags({ models, blend: true }), [{ models, blend: true }, []]);
  assert.deepEqual(await flags({ seed: 3 }), [{ ...recorded, seed: 3 }, []]);
});

Deno.test("recorded flags that somebody has changed are read as on a command line", async () => {
  await using run = await kept();
  const heeded = await run.resume({ strict: false, "max-concurrent": "3", var: ["a=1"] });
  assert.deepEqual(heeded, { "max-concurrent": 3, var: ["a=1"] });
  const refusals: readonly (readonly [Record<string, unknown>, RegExp])[] = [
    [{ "output-format": "xml" }, /--output-format "xml": it takes one of text, json, ndjson/],
    [{ "max-concurrent": "abc" }, /--max-concurrent "abc": it takes a whole number from 1/],
    [{ nonsense: true }, /^Cannot resume by ".*state\.json": there is no flag --nonsense/],
    [{ personas: ["a", "b"] }, /there is no flag --personas with such a value/],
  ];
  for (const [recorded, message] of refusals) {
    await assert.rejects(run.resume(recorded), { message });
  }
});

Deno.test("a store of replies is that of the run from another folder, also when it is yet to be made", async () => {
  const host = hostWith();
  const files = { ...host.files, absolute: (path: string) => `/study/${path}` };
  const values = { responses: "replies.store", "convergence-log": "looks.jsonl", personas: "pack" };
  assert.deepEqual(await recordedFlags(values, PANEL_RUN_FLAGS, { ...host, files }), {
    ...{ responses: "/study/replies.store", "convergence-log": "/study/looks.jsonl" },
    personas: "pack",
  });
});

Deno.test("the log of convergence is found again from another folder", async () => {
  await using run = await kept();
  const path = run.at("looks.jsonl");
  await Deno.writeTextFile(path, "");
  const host = hostWith();
  const files = { ...host.files, isFile: () => Promise.resolve(true), absolute: () => path };
  const values = { "convergence-log": "looks.jsonl" };
  assert.deepEqual(await recordedFlags(values, PANEL_RUN_FLAGS, { ...host, files }), {
    "convergence-log": path,
  });
});
