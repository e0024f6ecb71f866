import assert from "node:assert/strict";
import { type Step } from "../loopback/batch_behaviour.ts";
import { type KeptRun, keptRun } from "./kept_run.ts";
import { lastingResult } from "./whole_run.ts";

const COUNT = 6;
const TURNS = 3;

/** Where the program is ended: at which step, and whether the provider has done it by then. */
const MOMENTS: readonly (readonly [what: string, step: Step, isDone: boolean])[] = [
  ["before a batch is noted", "list", false],
  ["while its file is handed over", "upload", true],
  ["before it is made", "create", false],
  ["after it is made and before its id arrives", "create", true],
  ["before it is looked at", "look", false],
  ["while its results arrive", "results", true],
];

for (const model of ["gpt-4o-mini", "haiku"]) {
  for (const [what, step, isDone] of MOMENTS) {
    // Anthropic takes no files.
    if (step === "upload" && model === "haiku") continue;
    Deno.test(`cli.ts on ${model}, killed ${what}, hands nothing over twice`, async () => {
      const setting = { count: COUNT, flags: ["--model", model, "--no-synthesis"] };
      await using whole = await keptRun(setting);
      const { out } = await whole.finish(whole.begin);
      await using run = await keptRun(setting);
      await killedAt(run, step, isDone);
      const { code, out: collected, err } = await collectedWhole(run);
      assert.equal(code, 0, err);
      assert.deepEqual(halved(lastingResult(collected)), halved(lastingResult(out)));
      assert.deepEqual(run.loop.batches.map(({ items }) => items.length), Array(TURNS).fill(COUNT));
      assert.equal((await run.journal()).replies, COUNT * TURNS);
    });
  }
}

/** Begins a run, goes on with it, and kills whichever program meets a step first. */
async function killedAt(run: KeptRun, wanted: Step, isDone: boolean): Promise<void> {
  const met = Promise.withResolvers<void>();
  let isMet = false;
  run.loop.setBehaviour({
    batch: {
      fault: (step) => {
        if (step !== wanted || isMet) return null;
        isMet = true;
        met.resolve();
        return isDone ? { kind: "late", how: "hang" } : { kind: "hang" };
      },
    },
  });
  for (let args = [...run.begin, "--batch"]; !isMet; args = collect(run)) {
    const process = run.start(args);
    const said = [process.stdout, process.stderr].map((stream) => new Response(stream).text());
    await Promise.race([met.promise, process.status]);
    if (isMet) process.kill("SIGKILL");
    await Promise.all([process.status, ...said]);
    await run.loop.idle();
  }
  run.loop.setBehaviour({ batch: {} });
}

/** Goes on until a result is there; a run that was killed before it was noted begins again. */
async function collectedWhole(run: KeptRun) {
  for (let time = 0; time < 10; time++) {
    const finished = await run.finish(collect(run));
    const isWaiting = finished.out.includes('"status":"waiting"');
    if (!isWaiting) return finished;
  }
  throw new Error("the run still waits");
}

function collect({ path }: KeptRun): string[] {
  const [, root = "", id = ""] = /^(.*)\/([^/]+)$/.exec(path) ?? [];
  return ["panel", "collect", id, "--checkpoint-dir", root];
}

/** A result without money and flags: batches cost half. */
function halved(result: unknown): unknown {
  return JSON.parse(
    JSON.stringify(result, (key, value) => /cost|price/.test(key) ? undefined : value),
  );
}
