import assert from "node:assert/strict";
import { loadPack } from "../../mod.ts";
import { folder } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { finished, start } from "./command.ts";

const PACK = `# Three people.
name: 'Three' # in quotes
personas:
  - { name: Maya, age: 34 }
  - name: Derek
  - name: Priya
`;

async function packIn(path: string): Promise<string> {
  await Deno.writeTextFile(`${path}/pack.yaml`, PACK, { mode: 0o644 });
  return `${path}/pack.yaml`;
}

const AGAINST = ["--against", "gss:HAPPY", "--n", "6", "--samples-per-question", "2"];

Deno.test("pack calibrate: a process writes its entry offline, and keeps the file's mode", async () => {
  await using place = await folder();
  const path = await packIn(place.path);
  const offline = { permissions: "offline" };
  const asking = await finished(
    ["pack", "calibrate", path, ...AGAINST, "--models", "simulated"],
    offline,
  );
  assert.equal(asking.code, 1);
  assert.match(asking.err, /without --yes: nobody is at the terminal to confirm it/);
  const dry = await finished([
    "pack",
    "calibrate",
    path,
    ...AGAINST,
    "--models",
    "simulated",
    "--dry-run",
  ], offline);
  assert.equal(dry.code, 0, dry.err);
  assert.match(dry.out, /^# A dry run: /);
  assert.equal(await Deno.readTextFile(path), PACK);
  const done = await finished([
    "pack",
    "calibrate",
    path,
    ...AGAINST,
    "--models",
    "simulated",
    "--yes",
  ], offline);
  assert.equal(done.code, 0, done.err);
  const text = await Deno.readTextFile(path);
  assert.ok(
    text.startsWith(`${PACK}calibration:\n  - dataset: gss\n    question: HAPPY\n    jsd: 0`),
  );
  assert.ok(text.endsWith("    year: 2024\n    simulated: true\n"));
  assert.equal(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o644);
  const [, kept = ""] = /^the run is kept in (\S+)$/m.exec(done.err) ?? [];
  await assert.rejects(Deno.stat(kept), Deno.errors.NotFound);
});

Deno.test("pack calibrate: a process that is stopped leaves the file, and goes on with --resume", async () => {
  await using place = await folder();
  const path = await packIn(place.path);
  const held = Promise.withResolvers<void>();
  const full = Promise.withResolvers<void>();
  await using loop = startLoopback({
    answer: async ({ index }) => {
      if (index === 7) full.resolve();
      if (index >= 7) await held.promise;
      return { data: { answer: "pretty happy" } };
    },
  });
  const env = { env: { OPENAI_API_KEY: "test-key", OPENAI_BASE_URL: loop.url } };
  const args = [
    ...["pack", "calibrate", path, ...AGAINST, "--models", "gpt-4o-mini", "--yes"],
    ...["--max-concurrent", "1"],
  ];
  const process = start(args, env);
  const stopping = Promise.withResolvers<void>();
  const said = (async () => {
    let all = "";
    for await (const piece of process.stderr.pipeThrough(new TextDecoderStream())) {
      all += piece;
      if (all.includes("stopping: answers in flight")) stopping.resolve();
    }
    stopping.reject(new Error(all));
    return all;
  })();
  const out = new Response(process.stdout).text();
  await full.promise;
  process.kill("SIGINT");
  await stopping.promise;
  held.resolve();
  const { code } = await process.status;
  const err = await said;
  assert.deepEqual([code, await out], [1, ""]);
  assert.equal(await Deno.readTextFile(path), PACK);
  const [, id = "", root = ""] =
    /it was stopped; with the same flags --resume (\S+) --checkpoint-dir (\S+) goes on/.exec(err) ??
      [];
  assert.notEqual(id, "", err);
  const asked = loop.count;
  assert.equal(asked, 8);
  const resumed = await finished([...args, "--resume", id, "--checkpoint-dir", root], env);
  assert.equal(resumed.code, 0, resumed.err);
  assert.equal(loop.count - asked, 4);
  assert.equal((await loadPack(path)).manifest.calibration?.[0]?.n, 6);
  await Deno.remove(root, { recursive: true });
});
