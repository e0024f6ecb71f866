import assert from "node:assert/strict";
import { folder } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { respond } from "../studies/speaker.ts";
import { finished, type Start } from "./command.ts";

const STUDY = [
  ...["panel", "run", "--personas", "general-consumer", "--instrument", "pricing-discovery"],
  ...["--models", "haiku,gpt-4o-mini", "--samples", "2", "--seed", "3"],
];

/** The JSON that a command wrote without the run's id and how it went, and what the last one says. */
function lasting(out: string) {
  const { run_id: _, metadata: { timing, ...metadata }, ...rest } = JSON.parse(out);
  return { bytes: JSON.stringify({ metadata, ...rest }), timing };
}

/** The rows that a command wrote, without the run's id. */
function rowsIn(out: string): string[] {
  return out.split("\n").filter((line) => line.startsWith('{"type":"row"')).map((line) => {
    const { run: _, ...row } = JSON.parse(line);
    return JSON.stringify(row);
  });
}

Deno.test("cli.ts replays a recorded study to the byte without network permission and key", async () => {
  await using place = await folder();
  const path = `${place.path}/study.responses`;
  const run = (mode: string, start: Start, ...more: string[]) =>
    finished([...STUDY, "--responses", path, "--mode", mode, ...more], start);
  await using loop = startLoopback({ answer: respond });
  const env = {
    ...{ ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: loop.url },
    ...{ OPENAI_API_KEY: "test-key", OPENAI_BASE_URL: loop.url },
  };
  const json = ["--output-format", "json"];
  const recorded = await run("record", { env }, ...json);
  assert.equal(recorded.code, 0, recorded.err);
  const calls = loop.count;
  assert.ok(calls > 15 * 2 * 2);

  const offline = { permissions: "offline" };
  const replayed = await run("replay", offline, ...json);
  assert.equal(replayed.code, 0, replayed.err);
  assert.equal(lasting(replayed.out).bytes, lasting(recorded.out).bytes);
  assert.deepEqual(lasting(replayed.out).timing.responses, {
    ...{ mode: "replay", asked: 0, replayed: calls },
  });
  const ndjson = ["--output-format", "ndjson"];
  const rows = rowsIn((await run("record", { env }, ...ndjson)).out);
  const poor = await run("replay", offline, ...ndjson, "--max-cost", "0.000001");
  assert.ok(rows.length >= 15 * 2 * 2);
  assert.deepEqual(rowsIn(poor.out), rows);

  // The very file is all that is needed; nothing lies beside it.
  assert.deepEqual([...Deno.readDirSync(place.path)].map(({ name }) => name), ["study.responses"]);
  const other = await run("replay", offline, "--temperature", "0.3");
  assert.equal(other.code, 1);
  assert.match(
    other.err,
    /^Cannot replay the answer of "[^"]+" \([0-9a-f.]+\) to "\w+", repeat 0, by [\w-]+ \(\w+\): .* key [0-9a-f]{64}$/m,
  );
  assert.equal(other.out, "");
  assert.equal(loop.count, calls);
});

Deno.test("cli.ts says whose store it cannot replay, and asks nobody instead", async () => {
  await using place = await folder();
  const path = `${place.path}/study.responses`;
  const missing = await finished([...STUDY, "--responses", path, "--mode", "replay"], {
    permissions: "offline",
  });
  assert.deepEqual([missing.code, missing.out], [1, ""]);
  const sentence = `Cannot open the response store "${path}": there is no such file\n`;
  assert.ok(missing.err.endsWith(sentence), missing.err);
});
