import assert from "node:assert/strict";
import { type Stream, stream } from "../../lib/random/stream.ts";
import { respond } from "../studies/speaker.ts";
import { atRequest, type KeptRun, keptRun, type Setting } from "./kept_run.ts";
import { assertGoesOn, lastingResult, uninterrupted, type Whole } from "./whole_run.ts";

const KILLS = 5;
const PLAIN = ["--model", "gpt-4o-mini", "--no-synthesis"];

/** The ways in which a panel is asked; each is killed five times, thirty times in all. */
const WAYS: Readonly<Record<string, Setting>> = {
  plain: { count: 25, flags: PLAIN },
  "an ensemble": { count: 12, flags: ["--models", "gpt-4o-mini,gpt-4o", "--no-synthesis"] },
  variants: { count: 8, flags: [...PLAIN, "--variants", "2"] },
  repeats: { count: 12, flags: [...PLAIN, "--samples", "2"] },
  extraction: { count: 18, flags: [...PLAIN, "--extract-schema", "yes_no"] },
  "a synthesis": {
    count: 20,
    flags: ["--model", "gpt-4o-mini", "--synthesis-strategy", "map-reduce"],
  },
};

for (const [what, setting] of Object.entries(WAYS)) {
  Deno.test(`cli.ts with ${what}, killed at random moments, asks for nothing again that it had kept`, async () => {
    const whole = await uninterrupted(setting);
    const moments = Array.from({ length: KILLS }, (_, trial) => stream(4).fork(what, trial));
    await Promise.all(moments.map((moment) => crash(setting, moment, whole)));
  });
}

/** Kills a run once, resumes it, and holds what came of it against the whole. */
async function crash(setting: Setting, random: Stream, whole: Whole): Promise<void> {
  await using run = await keptRun(setting);
  await killed(run, run.begin, random, whole.requests.size);
  await assertGoesOn(run, whole);
}

/** Starts a run and kills it at a random moment: after so many requests, and a few milliseconds more. */
async function killed(
  { loop, start }: KeptRun,
  args: readonly string[],
  random: Stream,
  most: number,
): Promise<void> {
  const moment = Promise.withResolvers<void>();
  const number = 1 + random.fork("number").integer(most);
  const later = random.fork("later").integer(16);
  loop.setBehaviour({ answer: atRequest(number, () => setTimeout(moment.resolve, later)) });
  const process = start(args);
  const said = [process.stdout, process.stderr].map((stream) => new Response(stream).text());
  await Promise.race([moment.promise, process.status]);
  // It may have come to its end in the few milliseconds.
  await Promise.resolve().then(() => process.kill("SIGKILL")).catch(() => {});
  await Promise.all([process.status, moment.promise, ...said]);
  await loop.idle();
  loop.setBehaviour({ answer: respond });
}

Deno.test("cli.ts comes to its end however often it is killed, and keeps no reply twice", async () => {
  const setting = { count: 20, flags: PLAIN };
  const whole = await uninterrupted(setting);
  await using run = await keptRun(setting);
  const random = stream(5);
  let [life, replies] = [0, 0];
  while (replies < whole.requests.size && life < 8) {
    const args = life === 0 ? run.begin : run.resume;
    await killed(run, args, random.fork(life++), Math.min(30, whole.requests.size - replies));
    ({ replies } = await run.journal());
  }
  assert.ok(life >= 3, `${life}`);
  const { code, out, err } = await run.finish(run.resume);
  assert.equal(code, 0, err);
  assert.deepEqual(lastingResult(out), whole.result);
  const kept = await run.journal();
  assert.deepEqual([kept.replies, kept.units], [whole.requests.size, whole.kept.units]);
});

Deno.test("cli.ts that is killed while it begins leaves nothing that stands in the way", async () => {
  await Promise.all([0, 1, 2, 3, 5, 8].map(async (later) => {
    await using run = await keptRun({ count: 4, flags: PLAIN });
    const process = run.start(run.begin);
    const said = new Response(process.stdout).text();
    // The first thing that it says is where it is kept; what is in there comes after that.
    const reader = process.stderr.getReader();
    await reader.read();
    await new Promise((resolve) => setTimeout(resolve, later));
    process.kill("SIGKILL");
    await Promise.all([process.status, said, reader.cancel()]);
    await run.loop.idle();
    const [state, journal] = ["state.json", "run.sqlite"].map((name) => isFile(run.path, name));
    if (journal && !state) {
      const { code, err } = await run.finish(run.resume);
      assert.equal(code, 1);
      assert.match(
        err,
        /^Cannot resume "crash" by its id alone: .* say --personas and --instrument\n$/,
      );
    }
    const { code, err } = await run.finish(
      state ? run.resume : journal ? run.resumeWhole : run.begin,
    );
    assert.equal(code, 0, err);
    assert.equal((await run.journal()).replies, 12);
  }));
});

function isFile(folder: string, name: string): boolean {
  try {
    return Deno.statSync(`${folder}/${name}`).isFile;
  } catch {
    return false;
  }
}
