import assert from "node:assert/strict";
import { folder } from "../hosts.ts";
import { ONE, SURVEY } from "../commands/desk.ts";
import { respond } from "../studies/speaker.ts";
import { type Finished, finished, unprivileged } from "./command.ts";
import { atRequest, type KeptRun, keptRun } from "./kept_run.ts";

const SETTING = { count: 60, survey: ONE, flags: ["--model", "gpt-4o-mini", "--no-synthesis"] };

/** One sentence is the last that is said, and no trace. */
function assertSentence({ code, out, err }: Finished, sentence: RegExp): void {
  assert.deepEqual([code, out], [1, ""], err);
  assert.match(err.trimEnd().split("\n").at(-1) ?? "", sentence);
  assert.doesNotMatch(err, /^\s+at |^error: Uncaught/m);
}

/** Resumes a run whose surroundings are in order again, and finds everything there. */
async function assertWhole(run: KeptRun): Promise<void> {
  const { code, out, err } = await run.finish([...run.resume, "--output-format", "json"]);
  assert.equal(code, 0, err);
  assert.equal(JSON.parse(out).rounds[0].results.length, SETTING.count);
  assert.equal((await run.journal()).replies, SETTING.count);
}

Deno.test("cli.ts goes on when nobody reads what it says, and when its reader leaves", async () => {
  for (const flags of [["--output-format", "json"], ["--output-format", "ndjson"], []]) {
    await using run = await keptRun(SETTING);
    const args = run.begin.filter((word) => word !== "--output-format" && word !== "json");
    const process = run.start([...args, ...flags]);
    await Promise.all([process.stdout.cancel(), process.stderr.cancel()]);
    assert.equal((await process.status).code, 0);
    assert.equal((await run.journal()).replies, SETTING.count);
    const asked = run.loop.count;
    await assertWhole(run);
    assert.equal(run.loop.count, asked);
  }
});

Deno.test("cli.ts tells an invalid run by its code also when nobody reads what it says", async () => {
  await using run = await keptRun(SETTING);
  run.loop.setBehaviour({ fault: () => ({ kind: "status", status: 400 }) });
  const process = run.start(run.begin);
  await Promise.all([process.stdout.cancel(), process.stderr.cancel()]);
  assert.equal((await process.status).code, 2);
});

Deno.test("cli.ts ends with a sentence when its folder is deleted under way, and asks no more", async () => {
  await using run = await keptRun({ ...SETTING, count: 400, survey: SURVEY });
  run.loop.setBehaviour({
    answer: atRequest(40, () => Deno.removeSync(run.path, { recursive: true })),
  });
  const ended = await run.finish([...run.begin, "--checkpoint-every", "5"]);
  assertSentence(ended, /^Cannot write ".*\/crash\/state\.json": there is no such file$/);
  assert.ok(run.loop.count < 1200, `${run.loop.count}`);
  run.loop.setBehaviour({ answer: respond });
  const again = await run.finish(run.begin);
  assert.equal(again.code, 0, again.err);
});

const mayTest = unprivileged !== undefined;
const reason = mayTest ? "" : " (ignored: root cannot be made to heed modes here)";

Deno.test({
  name: `cli.ts ends with a sentence where it may not write, and nothing is asked${reason}`,
  ignore: !mayTest,
  fn: async () => {
    await using run = await keptRun({ ...SETTING, count: 3 });
    const under = (args: readonly string[], env = {}) =>
      finished(args, { env: { ...run.env, ...env }, under: unprivileged ?? [] });
    await using closed = await folder();
    await Deno.chmod(closed.path, 0o500);
    const plain = run.begin.filter((word) =>
      !/^--(checkpoint-dir|run-id)$|\/runs$|^crash$/.test(word)
    );
    const kept = (root: string) => [...plain, "--run-id", "crash", "--checkpoint-dir", root];
    const denied = "the system denies access$";
    assertSentence(
      await under(kept(`${closed.path}/runs`)),
      new RegExp(`^Cannot make the folder ".*/runs/crash": ${denied}`),
    );
    assertSentence(
      await under([...plain, "--save"], { QUORUM_HOME: closed.path }),
      new RegExp(`^Cannot make the folder ".*/results": ${denied}`),
    );
    assertSentence(
      await under(plain, { TMPDIR: closed.path }),
      new RegExp(`^Cannot make a folder in "the place for temporary files .*": ${denied}`),
    );
    assert.equal(run.loop.count, 0);
  },
});

Deno.test({
  name: `cli.ts ends with a sentence when what it had kept may not be written to${reason}`,
  ignore: !mayTest,
  fn: async () => {
    await using run = await keptRun(SETTING);
    const process = run.start(run.begin);
    const said = [process.stdout, process.stderr].map((stream) => new Response(stream).text());
    const reached = Promise.withResolvers<void>();
    run.loop.setBehaviour({ answer: atRequest(40, reached.resolve) });
    await reached.promise;
    process.kill("SIGKILL");
    await Promise.all([process.status, ...said, run.loop.idle()]);
    run.loop.setBehaviour({ answer: respond });
    const under = (args: readonly string[]) =>
      finished(args, { env: run.env, under: unprivileged ?? [] });
    const asked = run.loop.count;
    for (
      const [name, mode, sentence] of [
        ["", 0o500, /^Cannot /],
        [
          "/run.sqlite",
          0o400,
          /^Cannot write the journal ".*run\.sqlite": attempt to write a readonly database$/,
        ],
        ["/run.sqlite", 0o000, /^Cannot open the journal ".*run\.sqlite": unable to open/],
        ["/state.json", 0o000, /^Cannot read ".*state\.json": the system denies access$/],
        ["/.lock", 0o000, /^Cannot lock ".*\.lock": the system denies access$/],
      ] as const
    ) {
      const path = `${run.path}${name}`;
      const before = (Deno.statSync(path).mode ?? 0) & 0o777;
      await Deno.chmod(path, mode);
      assertSentence(await under(run.resume), sentence);
      await Deno.chmod(path, before);
    }
    assert.equal(run.loop.count, asked);
    await assertWhole(run);
  },
});
