import assert from "node:assert/strict";
import { ONE, people } from "../commands/desk.ts";
import { folder } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { finished, start } from "./command.ts";

Deno.test("cli.ts runs tells a run that another process goes on with from one that was killed", async () => {
  await using place = await folder();
  await Deno.writeTextFile(`${place.path}/people.json`, people());
  await Deno.writeTextFile(`${place.path}/one.yaml`, ONE);
  const held = Promise.withResolvers<void>();
  const full = Promise.withResolvers<void>();
  await using loop = startLoopback({
    answer: async ({ index }) => {
      if (index >= 3) {
        full.resolve();
        await held.promise;
      }
      return { data: { answer: "free" } };
    },
  });
  const kept = ["--checkpoint-dir", `${place.path}/runs`];
  const env = { OPENAI_API_KEY: "test-key", OPENAI_BASE_URL: loop.url };
  const process = start([
    ...["panel", "run", "--personas", `${place.path}/people.json`, "--run-id", "r1"],
    ...["--instrument", `${place.path}/one.yaml`, "--model", "gpt-4o-mini", "--no-synthesis"],
    ...["--max-concurrent", "1", "--checkpoint-every", "1", ...kept],
  ], { env });
  const runs = (...args: string[]) =>
    finished(["runs", ...args, ...kept], { permissions: "offline" });
  try {
    await full.promise;
    const listed = await runs("list");
    assert.match(listed.out, /^r1 +in progress .* [0-3]\/6 /m, listed.err);
    const shown = await runs("show", "r1");
    assert.match(shown.out, /^status +in progress$[\s\S]*^ {2}n = [0-3] answers/m, shown.err);
    assert.match((await runs("prune", "--older-than", "0m")).out, /^0 runs removed/);
  } finally {
    process.kill("SIGKILL");
    held.resolve();
    await Promise.all([process.stdout.cancel(), process.stderr.cancel(), process.status]);
  }
  const killed = await runs("list", "--output-format", "json");
  const [run] = JSON.parse(killed.out).runs;
  assert.equal(run.status, "interrupted");
  const json = JSON.parse((await runs("show", "r1", "--output-format", "json")).out);
  assert.equal(json.run_invalid, true);
  // What is counted in the state was durable before.
  const there = json.rounds[0].results.length;
  assert.ok(run.counts.completed <= there && there <= 3, `${there}`);
  assert.match((await runs("prune", "--older-than", "0m")).out, /^removed r1: interrupted/);
});
