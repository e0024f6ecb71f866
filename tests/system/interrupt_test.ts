import assert from "node:assert/strict";
import { folder } from "../hosts.ts";
import { type Loopback, startLoopback } from "../loopback/service.ts";
import { ONE, people } from "../commands/desk.ts";
import { finished, start } from "./command.ts";

const NAMES = Array.from({ length: 200 }, (_, place) => `P${place}`);

/** A service that answers so many requests, and the rest only when it is told to. */
function holding(most: number) {
  const held = Promise.withResolvers<void>();
  const full = Promise.withResolvers<void>();
  const loop = startLoopback({
    answer: async ({ index }) => {
      if (index >= most) {
        full.resolve();
        await held.promise;
      }
      return { data: { answer: index % 2 === 0 ? "free" : "pro" } };
    },
  });
  return { loop, release: held.resolve, full: full.promise };
}

/** The run of 200 people in a folder, and everything to start it with. */
async function panelIn(path: string) {
  await Deno.writeTextFile(`${path}/people.json`, people(NAMES));
  await Deno.writeTextFile(`${path}/one.yaml`, ONE);
  const files = ["--personas", `${path}/people.json`, "--instrument", `${path}/one.yaml`];
  const kept = ["--checkpoint-dir", `${path}/runs`];
  const begin = [
    ...["panel", "run", ...files, "--model", "gpt-4o-mini", "--no-synthesis", "--run-id", "big"],
    ...["--max-concurrent", "4", "--output-format", "json", "--checkpoint-every", "7", ...kept],
  ];
  return {
    begin,
    kept,
    state: async () => JSON.parse(await Deno.readTextFile(`${path}/runs/big/state.json`)),
  };
}

function envOf(loop: Loopback) {
  return { env: { OPENAI_API_KEY: "test-key", OPENAI_BASE_URL: loop.url } };
}

/** What a process says on standard error: `until` waits for words, `all` for its end. */
function listen(process: Deno.ChildProcess) {
  const words = Promise.withResolvers<void>();
  const read = async () => {
    let said = "";
    for await (const piece of process.stderr.pipeThrough(new TextDecoderStream())) {
      said += piece;
      if (said.includes("stopping: answers in flight")) words.resolve();
    }
    words.reject(new Error(`the process ended before it was stopping: ${said}`));
    return said;
  };
  return { isStopping: words.promise, all: read() };
}

/** Asks a run that has come so far to end, and waits until it says so. */
async function stopped(
  process: Deno.ChildProcess,
  signal: Deno.Signal,
  full: Promise<void>,
): Promise<() => Promise<{ readonly code: number; readonly out: string }>> {
  const { isStopping, all } = listen(process);
  await Promise.race([full, isStopping]);
  process.kill(signal);
  await isStopping;
  return async () => {
    const [{ code }, out] = await Promise.all([
      process.status,
      new Response(process.stdout).text(),
      all,
    ]);
    return { code, out };
  };
}

Deno.test("cli.ts lets answers in flight arrive at Ctrl-C, and goes on with --resume alone (M11, M13)", async () => {
  await using place = await folder();
  const { begin, kept, state } = await panelIn(place.path);
  const { loop, release, full } = holding(30);
  await using _ = loop;
  const process = start(begin, envOf(loop));
  const end = await stopped(process, "SIGINT", full);
  release();
  const { code, out } = await end();
  const partial = JSON.parse(out);
  assert.deepEqual([code, partial.abort_reason, partial.run_invalid], [2, "sigint", true]);
  const there = partial.rounds[0].results.length;
  // The four in flight have arrived; nothing else was asked.
  assert.ok(there >= 30 && there <= 34, `${there}`);
  assert.equal(loop.count, there);
  const { counts, abort_reason } = await state();
  assert.deepEqual([counts.completed, counts.remaining], [there, 200 - there]);
  assert.equal(abort_reason, "signal:SIGINT");

  const rest = await finished(["panel", "run", "--resume", "big", ...kept], envOf(loop));
  assert.equal(rest.code, 0, rest.err);
  const whole = JSON.parse(rest.out);
  assert.equal(loop.count, 200);
  assert.deepEqual(
    whole.rounds[0].results.map(({ persona }: { persona: string }) => persona),
    NAMES,
  );
  assert.equal(whole.per_model_results["gpt-4o-mini"].n, 200);
  const ended = await state();
  assert.deepEqual([ended.counts.completed, ended.counts.remaining], [200, 0]);
  assert.deepEqual([ended.status, ended.abort_reason, ended.usage.calls], ["finished", null, 200]);
});

Deno.test("cli.ts leaves at once at a second Ctrl-C, with what had arrived on disk", async () => {
  await using place = await folder();
  const { begin, kept } = await panelIn(place.path);
  const { loop, release, full } = holding(30);
  await using _ = loop;
  const process = start(begin, envOf(loop));
  const end = await stopped(process, "SIGINT", full);
  process.kill("SIGINT");
  const { code, out } = await end();
  assert.deepEqual([code, out], [130, ""]);
  release();
  await loop.idle();
  const before = loop.count;
  const rest = await finished(["panel", "run", "--resume", "big", ...kept], envOf(loop));
  assert.equal(rest.code, 0, rest.err);
  // Those that were in flight are asked again, and what was not committed yet: nothing else.
  assert.ok(loop.count <= 200 + 4 + 4, `${loop.count} after ${before}`);
});

Deno.test("cli.ts ends SIGTERM with 143, its state written and nothing on standard output (M12)", async () => {
  await using place = await folder();
  const { begin, kept, state } = await panelIn(place.path);
  const { loop, release, full } = holding(30);
  await using _ = loop;
  const process = start(begin, envOf(loop));
  const end = await stopped(process, "SIGTERM", full);
  release();
  const { code, out } = await end();
  assert.deepEqual([code, out], [143, ""]);
  const { status, abort_reason, counts } = await state();
  assert.deepEqual([status, abort_reason], ["aborted", "signal:SIGTERM"]);
  assert.equal(counts.completed + counts.remaining, 200);
  // Nor is it told of the other signal by who opens the run later.
  const shown = await finished([
    ...["runs", "show", "big", ...kept, "--output-format", "json"],
  ]);
  assert.equal(JSON.parse(shown.out).abort_reason, "sigterm", shown.err);
});
