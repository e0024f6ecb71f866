import assert from "node:assert/strict";
import { main } from "../../lib/commands/main.ts";
import { hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { filed, jsonRun, ONE, panelRun, people } from "./desk.ts";

/** A folder with a survey in it, and the command that asks it. */
async function survey() {
  const place = await filed({ "people.json": people(), "one.yaml": ONE });
  const files = ["--personas", place.at("people.json"), "--instrument", place.at("one.yaml")];
  return {
    args: [...files, "--models", "gpt-4o-mini", "--no-synthesis"],
    store: ["--responses", place.at("study.responses"), "--mode"],
    [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
  };
}

Deno.test("--responses --mode record, replay and verify use a store of replies", async () => {
  await using loop = startLoopback();
  await using at = await survey();
  const recorded = await jsonRun([...at.args, ...at.store, "record"], loop);
  assert.deepEqual([recorded.code, loop.count], [0, 6]);
  const again = await jsonRun([...at.args, ...at.store, "record"], loop);
  assert.deepEqual(again.json.metadata.timing.responses, { mode: "record", asked: 0, replayed: 6 });
  assert.equal(loop.count, 6);

  const host = hostWith();
  const replay = ["panel", "run", ...at.args, ...at.store, "replay"];
  assert.equal(await main(replay, host), 0);
  assert.match(
    host.written.out,
    /6 of 6 replies were replayed: their cost was paid when they were/,
  );
  const keyless = hostWith();
  assert.equal(await main([...replay, "--dry-run"], keyless), 0, keyless.written.err);

  const verified = await jsonRun([...at.args, ...at.store, "verify"], loop);
  assert.equal(loop.count, 12);
  assert.deepEqual({ ...verified.json.verification, cost_usd: 0 }, {
    ...{ conversations: 6, asked: 6, differ: 0, failed: 0, cost_usd: 0 },
    questions: { tier: { asked: 6, differ: 0 } },
  });
});

Deno.test("--responses and --mode are refused where nobody would heed them", async () => {
  await using loop = startLoopback();
  await using at = await survey();
  const cases = [
    [
      ["--responses", "a"],
      1,
      /^Cannot use --responses without --mode: it is one of record, replay/,
    ],
    [["--mode", "replay"], 1, /^Cannot use --mode replay without --responses/],
    [["--responses", "a", "--mode", "play"], 2, /it takes one of live, record, replay, verify$/m],
    [["--responses", " ", "--mode", "record"], 2, /it takes a value that is not empty$/m],
  ] as const;
  for (const [flags, code, sentence] of cases) {
    const refused = await panelRun([...at.args, ...flags], loop);
    assert.equal(refused.code, code, refused.err);
    assert.match(refused.err, sentence);
  }
  assert.equal(loop.count, 0);
  for (const flags of [["--mode", "live"], [...at.store, "live"]]) {
    assert.equal((await panelRun([...at.args, ...flags], loop)).code, 0);
  }
  assert.equal(loop.count, 12);
});
