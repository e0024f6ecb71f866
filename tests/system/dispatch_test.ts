import assert from "node:assert/strict";
import { type Answerer } from "../loopback/request.ts";
import { respond } from "../studies/speaker.ts";
import { start } from "./command.ts";
import { type KeptRun, keptRun, type Setting } from "./kept_run.ts";
import { natsServer } from "./nats.ts";
import { testWith } from "./requires.ts";
import { answeredOf, lastingResult, uninterrupted, type Whole } from "./whole_run.ts";

const SETTING: Setting = {
  count: 60,
  concurrent: 30,
  flags: ["--model", "gpt-4o-mini", "--no-synthesis"],
};
const TURNS = 3;

/** A worker that runs, and what it says. */
interface RunningWorker {
  readonly process: Deno.ChildProcess;
  /** Resolves when it takes work. */
  readonly ready: Promise<void>;
  /** Its exit code, and all that it has said. */
  readonly ended: Promise<{ readonly code: number; readonly err: string }>;
}

function worker({ env }: KeptRun, address: string, ...flags: string[]): RunningWorker {
  const process = start(["worker", "--dispatch", address, ...flags], { env });
  const ready = Promise.withResolvers<void>();
  let err = "";
  const heard = (async () => {
    for await (const text of process.stderr.pipeThrough(new TextDecoderStream())) {
      err += text;
      if (err.includes("makes")) ready.resolve();
    }
    ready.resolve();
  })();
  const ended = Promise.all([process.status, heard, process.stdout.cancel()])
    .then(([{ code }]) => ({ code, err }));
  return { process, ready: ready.promise, ended };
}

async function workers(run: KeptRun, address: string, count: number): Promise<RunningWorker[]> {
  const all = Array.from({ length: count }, () => worker(run, address, "--concurrency", "10"));
  await Promise.all(all.map(({ ready }) => ready));
  return all;
}

async function stopped(all: readonly RunningWorker[]): Promise<string[]> {
  return await Promise.all(all.map(async ({ process, ended }) => {
    process.kill("SIGINT");
    const { code, err } = await ended;
    assert.equal(code, 0, err);
    return err;
  }));
}

/** Answers like the service, and calls back at the request of that number, from 1. */
function at(number: number, act: () => void): Answerer {
  let seen = 0;
  return (request) => {
    if (++seen === number) act();
    return respond(request);
  };
}

/** Holds a dispatched run against one that was not. */
async function assertSame(run: KeptRun, out: string, whole: Whole): Promise<void> {
  assert.deepEqual(lastingResult(out), whole.result);
  const kept = await run.journal();
  assert.deepEqual([kept.replies, kept.units], [whole.requests.size, whole.kept.units]);
}

testWith({
  name: "cli.ts on three workers asks each question once, and comes to the bytes of a run without",
  program: "nats-server",
  fn: async () => {
    await using server = await natsServer();
    const whole = await uninterrupted(SETTING);
    await using run = await keptRun(SETTING);
    const all = await workers(run, server.address, 3);
    const { code, out, err } = await run.finish([...run.begin, "--dispatch", server.address]);
    assert.equal(code, 0, err);
    await assertSame(run, out, whole);
    assert.equal(run.loop.count, SETTING.count * TURNS);
    const said = await stopped(all);
    const made = said.map((text) => Number(/made ([\d,]+) call/.exec(text)?.[1]));
    assert.equal(made.reduce((sum, one) => sum + one, 0), SETTING.count * TURNS);
    assert.ok(made.every((one) => one > 0), made.join(", "));
  },
});

testWith({
  name: "cli.ts with a worker killed loses nothing: what it had in flight is asked again",
  program: "nats-server",
  fn: async () => {
    await using server = await natsServer();
    const whole = await uninterrupted(SETTING);
    await using run = await keptRun(SETTING);
    const [first, ...others] = await workers(run, server.address, 3);
    run.loop.setBehaviour({ answer: at(70, () => first?.process.kill("SIGKILL")) });
    const { code, out, err } = await run.finish([...run.begin, "--dispatch", server.address]);
    assert.equal(code, 0, err);
    await assertSame(run, out, whole);
    const again = run.loop.count - SETTING.count * TURNS;
    assert.ok(again >= 0 && again <= 10, `${again} more than the worker could have in flight`);
    await first?.ended;
    await stopped(others);
  },
});

testWith({
  name: "cli.ts with the coordinator killed goes on, and pays for no reply twice",
  program: "nats-server",
  fn: async () => {
    await using server = await natsServer();
    const whole = await uninterrupted(SETTING);
    await using run = await keptRun(SETTING);
    const all = await workers(run, server.address, 3);
    const dispatch = ["--dispatch", server.address];
    const coordinator = run.start([...run.begin, ...dispatch]);
    const said = [coordinator.stdout, coordinator.stderr].map((stream) => stream.cancel());
    run.loop.setBehaviour({ answer: at(70, () => coordinator.kill("SIGKILL")) });
    await Promise.all([coordinator.status, ...said]);
    run.loop.setBehaviour({ answer: respond });
    const { code, out, err } = await run.finish([...run.resume, ...dispatch]);
    assert.equal(code, 0, err);
    await assertSame(run, out, whole);
    // The workers went on with what they had, and the replies were there when somebody came for them.
    assert.equal(run.loop.count, SETTING.count * TURNS);
    assert.deepEqual(new Set(answeredOf(run.loop)), whole.requests);
    await stopped(all);
  },
});
