import assert from "node:assert/strict";
import { startLoopback } from "../loopback/service.ts";
import { finished, start } from "./command.ts";

const FIRST = ["panel", "run", "--personas", "general-consumer", "--instrument", "first-panel"];

Deno.test("cli.ts runs simulated respondents without any network permission", async () => {
  const { code, out, err } = await finished([
    ...FIRST,
    "--models",
    "simulated",
    "--output-format",
    "json",
  ], {
    permissions: "offline",
  });
  assert.equal(code, 0, err);
  assert.equal(JSON.parse(out).failure_stats.errored_pairs, 0);
});

Deno.test("cli.ts under the offline set cannot reach a provider, and says so", async () => {
  await using loop = startLoopback();
  const { code, err } = await finished([...FIRST, "--models", "gpt-4o-mini"], {
    permissions: "offline",
    env: { OPENAI_API_KEY: "test-key", OPENAI_BASE_URL: loop.url },
  });
  assert.equal(code, 2);
  assert.match(err, /without network access/);
  assert.equal(loop.count, 0);
});

for (const [models, provider] of [["gpt-4o-mini", "OPENAI"], ["haiku", "ANTHROPIC"]] as const) {
  Deno.test(`cli.ts reaches ${provider} under the cli set, and asks for no further permission`, async () => {
    await using loop = startLoopback();
    const { code, out, err } = await finished([
      ...FIRST,
      "--models",
      models,
      "--output-format",
      "json",
    ], {
      env: { [`${provider}_API_KEY`]: "test-key", [`${provider}_BASE_URL`]: loop.url },
    });
    assert.equal(code, 0, err);
    // 75 answers, and what they come to.
    assert.equal(loop.count, 75 + 1);
    assert.equal(JSON.parse(out).rounds[0].results.length, 15);
  });
}

Deno.test("cli.ts without a model and a key asks simulated respondents, and says so on standard error", async () => {
  const { code, err } = await finished(FIRST, { permissions: "offline" });
  assert.equal(code, 0);
  assert.match(err, /no model is named and no provider's key is set: simulated respondents answer/);
});

Deno.test("cli.ts tells a wrong command line from a wrong input, and shows no trace", async () => {
  const wrong = await finished(["panel", "run", "--sed", "1"]);
  assert.equal(wrong.code, 2);
  assert.equal(wrong.err, "Cannot use --sed: there is no such flag: did you mean --seed?\n");
  const missing = await finished([
    "panel",
    "run",
    "--personas",
    "none.yaml",
    "--instrument",
    "first-panel",
  ]);
  assert.equal(missing.code, 1);
  assert.match(missing.err, /^Cannot read "none.yaml": there is no such file[^\n]*\n$/);
  const traced = await finished([
    "panel",
    "run",
    "--personas",
    "none.yaml",
    "--instrument",
    "x",
    "--debug",
  ]);
  assert.match(traced.err, /\n\s+at /);
});

Deno.test("cli.ts ends quietly when its reader leaves", async () => {
  const process = start([...FIRST, "--models", "simulated"], { permissions: "offline" });
  await process.stdout.cancel();
  const [{ code }, err] = await Promise.all([process.status, new Response(process.stderr).text()]);
  assert.doesNotMatch(err, /error|at file/);
  assert.ok(code === 0, `${code}`);
});

Deno.test("cli.ts carries out a command of the reference as a process of its own", async () => {
  await using loop = startLoopback();
  const people = ["Maya", "Derek", "Priya", "Sam", "Julia", "Omar"].map((name) => ({ name }));
  const file = await Deno.makeTempFile({ suffix: ".json" });
  await Deno.writeTextFile(file, JSON.stringify(people));
  const { code, out, err } = await finished([
    ...["panel", "run", "--personas", file, "--instrument", "first-panel"],
    ...["--models", "haiku:0.5,gemini-2.5-flash:0.5"],
  ], {
    env: {
      ...{ ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: loop.url },
      ...{ GEMINI_API_KEY: "test-key", GEMINI_BASE_URL: loop.url },
    },
  });
  await Deno.remove(file);
  assert.equal(code, 0, err);
  assert.match(err, /^Model assignment:\n {2}Maya {2}→ haiku\n/);
  assert.match(err, /^Totals: haiku=3, gemini-2.5-flash=3$/m);
  assert.match(out, /^all models +31 /m);
});

Deno.test("cli.ts saves a result whose reader leaves after the first line", async () => {
  const home = await Deno.makeTempDir();
  const process = start([...FIRST, "--models", "simulated", "--save", "--run-id", "left"], {
    permissions: "offline",
    env: { QUORUM_HOME: home },
  });
  await process.stdout.cancel();
  const [{ code }, err] = await Promise.all([process.status, new Response(process.stderr).text()]);
  assert.equal(code, 0, err);
  assert.match(err, /^saved result-left /m);
  const saved = JSON.parse(await Deno.readTextFile(`${home}/results/result-left.json`));
  assert.equal(saved.persona_count, 15);
  await Deno.remove(home, { recursive: true });
});

Deno.test("events analyze reads a device, beside which there are no metadata to be looked for", async () => {
  const { code, out, err } = await finished(["events", "analyze", "/dev/null"]);
  assert.deepEqual([code, err], [0, ""]);
  assert.match(out, /n_events +0\n/);
});
