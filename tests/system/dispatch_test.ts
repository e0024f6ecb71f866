import assert from "node:assert/strict";
import { respond } from "../studies/speaker.ts";
import { type KeptRun, keptRun, type Setting } from "./kept_run.ts";
import { onServer } from "./on_server.ts";
import { at, startWorkers, stopWorkers } from "./workers.ts";
import { answeredOf, lastingResult, uninterrupted, type Whole } from "./whole_run.ts";

const SETTING: Setting = {
  count: 60,
  concurrent: 30,
  flags: ["--model", "gpt-4o-mini", "--no-synthesis"],
};
const TURNS = 3;

/** Holds a dispatched run against one that was not. */
async function assertSame(run: KeptRun, out: string, whole: Whole): Promise<void> {
  assert.deepEqual(lastingResult(out), whole.result);
  const kept = await run.journal();
  assert.deepEqual([kept.replies, kept.units], [whole.requests.size, whole.kept.units]);
}

onServer(
  "cli.ts on three workers asks each question once, and comes to the bytes of a run without",
  async (server) => {
    const whole = await uninterrupted(SETTING);
    await using run = await keptRun(SETTING);
    const all = await startWorkers(run, server.address, 3);
    const { code, out, err } = await run.finish([...run.begin, "--dispatch", server.address]);
    assert.equal(code, 0, err);
    await assertSame(run, out, whole);
    assert.equal(run.loop.count, SETTING.count * TURNS);
    const said = await stopWorkers(all);
    const made = said.map((text) => Number(/made ([\d,]+) call/.exec(text)?.[1]));
    assert.equal(made.reduce((sum, one) => sum + one, 0), SETTING.count * TURNS);
    assert.ok(made.every((one) => one > 0), made.join(", "));
  },
);

onServer(
  "cli.ts with a worker killed loses nothing: what it had in flight is asked again",
  async (server) => {
    const whole = await uninterrupted(SETTING);
    await using run = await keptRun(SETTING);
    const [first, ...others] = await startWorkers(run, server.address, 3);
    run.loop.setBehaviour({ answer: at(70, () => first?.process.kill("SIGKILL")) });
    const { code, out, err } = await run.finish([...run.begin, "--dispatch", server.address]);
    assert.equal(code, 0, err);
    await assertSame(run, out, whole);
    const again = run.loop.count - SETTING.count * TURNS;
    assert.ok(again >= 0 && again <= 10, `${again} more than the worker could have in flight`);
    await first?.ended;
    await stopWorkers(others);
  },
);

onServer(
  "cli.ts with the coordinator killed goes on, and pays for no reply twice",
  async (server) => {
    const whole = await uninterrupted(SETTING);
    await using run = await keptRun(SETTING);
    const all = await startWorkers(run, server.address, 3);
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
    await stopWorkers(all);
  },
);
