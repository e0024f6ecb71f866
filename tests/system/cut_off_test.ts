import assert from "node:assert/strict";
import { folder } from "../hosts.ts";
import { ONE } from "../commands/desk.ts";
import { respond } from "../studies/speaker.ts";
import { type KeptRun, keptRun, type Setting } from "./kept_run.ts";
import { canMount, mounted } from "./mounted.ts";
import { answeredOf, assertGoesOn, lastingResult, uninterrupted, type Whole } from "./whole_run.ts";

const LARGE = { count: 2000, survey: ONE, concurrent: 50 };
const PANELS: Readonly<Record<string, Setting>> = {
  "2,000 people": { ...LARGE, flags: ["--model", "gpt-4o-mini", "--no-synthesis"] },
  "2,000 people on two models": {
    ...LARGE,
    flags: ["--models", "gpt-4o-mini:1,haiku:1", "--assign", "shuffled", "--no-synthesis"],
  },
};

const isMountable = await canMount();

/** A process under way, and what it said when it had ended. */
interface UnderWay {
  readonly process: Deno.ChildProcess;
  readonly end: Promise<{ readonly code: number; readonly out: string; readonly err: string }>;
}

/** Starts a run, and waits until the service has seen so many requests; the rest may be held back. */
async function upTo(
  requests: number,
  { start, begin, loop }: KeptRun,
  held?: Promise<void>,
): Promise<UnderWay> {
  const reached = Promise.withResolvers<void>();
  let seen = 0;
  loop.setBehaviour({
    answer: async (request) => {
      seen += 1;
      if (seen >= requests) {
        reached.resolve();
        await held;
      }
      return respond(request);
    },
  });
  const process = start(begin);
  const said = [process.stdout, process.stderr].map((stream) => new Response(stream).text());
  const end = Promise.all([process.status, ...said]).then(([{ code }, out = "", err = ""]) => ({
    ...{ code, out, err },
  }));
  await Promise.race([reached.promise, end]);
  return { process, end };
}

for (const [what, setting] of Object.entries(PANELS)) {
  let known: Promise<Whole> | undefined;
  const uncut = () => known ??= uninterrupted(setting);

  Deno.test(`cli.ts with ${what} loses no answer to Ctrl-C and SIGTERM`, async () => {
    const whole = await uncut();
    for (const [signal, code] of [["SIGINT", 2], ["SIGTERM", 143]] as const) {
      await using run = await keptRun(setting);
      const { process, end } = await upTo(900, run);
      process.kill(signal);
      const ended = await end;
      assert.equal(ended.code, code, ended.err);
      if (signal === "SIGTERM") assert.equal(ended.out, "");
      else assert.equal(JSON.parse(ended.out).abort_reason, "sigint");
      await run.loop.idle();
      // Those in flight were waited for: whatever was answered is kept.
      assert.equal((await run.journal()).replies, answeredOf(run.loop).length);
      assert.doesNotMatch((await assertGoesOn(run, whole)).err, /was cut off/);
    }
  });

  Deno.test(`cli.ts with ${what} refuses a second writer, and is free when the first was killed`, async () => {
    const whole = await uncut();
    await using run = await keptRun(setting);
    const held = Promise.withResolvers<void>();
    const { end } = await upTo(900, run, held.promise);
    const contender = await run.finish(run.resume);
    held.resolve();
    assert.equal(contender.code, 1);
    assert.match(
      contender.err,
      /^Cannot write the run in ".*crash": another run is writing there\n$/m,
    );
    assert.equal(contender.out, "");
    const ended = await end;
    assert.equal(ended.code, 0, ended.err);
    assert.deepEqual(lastingResult(ended.out), whole.result);
    assert.equal(run.loop.count, whole.requests.size);

    await using other = await keptRun(setting);
    const killed = await upTo(900, other);
    killed.process.kill("SIGKILL");
    await killed.end;
    await other.loop.idle();
    const { err } = await assertGoesOn(other, whole);
    assert.match(
      err,
      /^the run "crash" was cut off: its program was killed, or the machine stopped/m,
    );
  });

  Deno.test({
    name:
      `cli.ts with ${what} ends with a sentence when the disk is full, and goes on when it is not${
        isMountable ? "" : " (ignored: no file system can be mounted here)"
      }`,
    ignore: !isMountable,
    fn: async () => {
      const whole = await uncut();
      await using place = await folder();
      await using disk = await mounted(place.path, 500);
      await using run = await keptRun({ ...setting, root: place.path });
      const first = await run.finish(run.begin);
      assert.deepEqual([first.code, first.out], [1, ""]);
      assert.match(first.err, FULL);
      const asked = run.loop.count;
      assert.ok(asked > 50 && asked < 1500, `${asked}`);
      const again = await run.finish(run.resume);
      assert.deepEqual([again.code, again.out, run.loop.count], [1, "", asked]);
      assert.match(again.err, FULL);
      await disk?.resize(64_000);
      await assertGoesOn(run, whole);
    },
  });
}

/** The last line names a file of the run, and says that there is no room; it is no trace. */
const FULL = /(^|\n)Cannot \w+ [^\n]*\/crash\/[^\n]*(is full|no space)[^\n]*\n$/;
