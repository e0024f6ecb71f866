import assert from "node:assert/strict";
import { envFor } from "../hosts.ts";
import { answerByHash } from "../loopback/answers.ts";
import { startLoopback } from "../loopback/service.ts";
import { ASKED, generating } from "../commands/generate_desk.ts";
import { keptRun, type Setting } from "./kept_run.ts";
import { onServer } from "./on_server.ts";
import { lastingResult, uninterrupted } from "./whole_run.ts";
import { at, startWorker, startWorkers, stopWorkers } from "./workers.ts";

const SETTING: Setting = {
  count: 40,
  concurrent: 20,
  flags: ["--model", "gpt-4o-mini", "--no-synthesis"],
};
const ALL = 40 * 3;

onServer(
  "cli.ts with the server killed and started again goes on to the same bytes",
  async (server) => {
    const whole = await uninterrupted(SETTING);
    await using run = await keptRun(SETTING);
    const all = await startWorkers(run, server.address, 2);
    const away = Promise.withResolvers<void>();
    const kill = () => server.kill().then(() => server.again()).then(away.resolve, away.reject);
    run.loop.setBehaviour({ answer: at(50, () => void kill()) });
    const { code, out, err } = await run.finish([...run.begin, "--dispatch", server.address]);
    await away.promise;
    assert.equal(code, 0, err);
    assert.match(err, /the connection to nats:.* is lost: what is under way waits/);
    assert.match(err, /is there again/);
    assert.deepEqual(lastingResult(out), whole.result);
    const again = run.loop.count - ALL;
    assert.ok(again >= 0 && again <= 20, `${again} more than could be in flight`);
    await stopWorkers(all);
  },
);

onServer(
  "cli.ts goes on with a server that has lost its store, to the same bytes",
  async (server) => {
    const whole = await uninterrupted(SETTING);
    await using run = await keptRun(SETTING);
    const all = await startWorkers(run, server.address, 2);
    const away = Promise.withResolvers<void>();
    const again = () => server.again({ isEmpty: true });
    const kill = () => server.kill().then(again).then(away.resolve, away.reject);
    run.loop.setBehaviour({ answer: at(50, () => void kill()) });
    const { code, out, err } = await run.finish([...run.begin, "--dispatch", server.address]);
    await away.promise;
    assert.equal(code, 0, err);
    assert.deepEqual(lastingResult(out), whole.result);
    const more = run.loop.count - ALL;
    assert.ok(more >= 0 && more <= 20, `${more} more than could be in flight`);
    await stopWorkers(all);
  },
);

onServer(
  "cli.ts that is ended while no worker is there ends at once, and goes on when some are",
  async (server) => {
    const whole = await uninterrupted(SETTING);
    await using run = await keptRun(SETTING);
    const dispatch = ["--dispatch", server.address];
    const process = run.start([...run.begin, ...dispatch]);
    const out = new Response(process.stdout).text();
    let err = "";
    for await (const text of process.stderr.pipeThrough(new TextDecoderStream())) {
      err += text;
      if (err.includes("no worker") && !err.includes("stopping")) process.kill("SIGINT");
    }
    assert.equal((await process.status).code, 2, err);
    assert.match(err, /stopped; --resume crash .* goes on with it, and asks nothing twice/);
    assert.equal(JSON.parse(await out).run_id, "crash");
    assert.equal(run.loop.count, 0);
    const all = await startWorkers(run, server.address, 2);
    const resumed = await run.finish([...run.resume, ...dispatch]);
    assert.equal(resumed.code, 0, resumed.err);
    assert.deepEqual(lastingResult(resumed.out), whole.result);
    assert.equal(run.loop.count, ALL);
    await stopWorkers(all);
  },
);

onServer(
  "cli.ts worker that is ended finishes what it has, hands the rest back, and nothing is asked twice",
  async (server) => {
    const whole = await uninterrupted(SETTING);
    await using run = await keptRun(SETTING);
    const [first, ...others] = await startWorkers(run, server.address, 2);
    run.loop.setBehaviour({ answer: at(30, () => first?.process.kill("SIGINT")) });
    const { code, out, err } = await run.finish([...run.begin, "--dispatch", server.address]);
    assert.equal(code, 0, err);
    const ended = await first?.ended;
    assert.equal(ended?.code, 0, ended?.err);
    assert.match(
      ended?.err ?? "",
      /\nstopping: .*\nthe worker made \d+ calls of 1 run(; \d+ handed back)?\n$/,
    );
    assert.deepEqual(lastingResult(out), whole.result);
    assert.equal(run.loop.count, ALL);
    await stopWorkers(others);
  },
);

onServer("cli.ts keeps to its rate and its budget over all workers", async (server) => {
  await using run = await keptRun({ ...SETTING, count: 20 });
  const all = await startWorkers(run, server.address, 3);
  const limits = ["--rate-limit-rps", "20"];
  const { code, err } = await run.finish([...run.begin, "--dispatch", server.address, ...limits]);
  assert.equal(code, 0, err);
  const times = run.loop.requests.map(({ at }) => at);
  const span = (Math.max(...times) - Math.min(...times)) / 1000;
  // A machine that is busy makes it longer; a worker's first call may be half a second late.
  assert.ok(span > (times.length - 1) / 20 - 0.5, `${times.length} requests in ${span} s`);

  await using poor = await keptRun({ ...SETTING, count: 30 });
  const others = await startWorkers(poor, server.address, 3);
  const spent = await poor.finish([
    ...poor.begin,
    "--dispatch",
    server.address,
    "--max-cost",
    "0.002",
  ]);
  assert.equal(spent.code, 2, spent.err);
  assert.match(spent.err, /are spent, and the next call could cost more than is left/);
  const { total_cost } = JSON.parse(spent.out);
  assert.ok(total_cost > 0 && total_cost <= 0.002, `${total_cost}`);
  assert.ok(poor.loop.count < 90, `${poor.loop.count}`);
  await stopWorkers([...all, ...others]);
});

onServer(
  "cli.ts writes no password of the server anywhere, and needs it again to go on",
  async (server) => {
    const address = server.address.replace("//", "//maya:s3cr3t-w0rd@");
    await using run = await keptRun({ ...SETTING, count: 4 });
    const wrong = await run.finish([...run.begin, "--dispatch", server.address]);
    assert.equal(wrong.code, 1);
    assert.match(wrong.err, /does not let us in: .*; nothing was asked\n$/);
    assert.equal(run.loop.count, 0);
    const worker = startWorker(run, address);
    await worker.ready;
    const { code, out, err } = await run.finish([...run.begin, "--dispatch", address, "--debug"]);
    assert.equal(code, 0, err);
    // Without the flag the calls are made here; all are there already.
    const again = await run.finish(run.resume);
    assert.equal(again.code, 0, again.err);
    assert.equal(run.loop.count, 4 * 3);
    const [said = ""] = await stopWorkers([worker]);
    const kept = await texts(run.path);
    assert.ok(kept.length >= 2);
    for (const text of [out, err, said, wrong.err, again.out, again.err, ...kept]) {
      assert.doesNotMatch(text, /s3cr3t-w0rd/);
    }
  },
  { args: ["--user", "maya", "--pass", "s3cr3t-w0rd"] },
);

onServer("cli.ts events generate dispatches too, to the same events", async (server) => {
  await using loop = startLoopback({ answer: answerByHash });
  const config = `panelists: { source: people.jsonl }
products: { source: beers.yaml }
policy: { name: self_selection }
generator: { seed: 3, n_periods: 2, remember: 1 }
${ASKED}`;
  const events = async (flags: readonly string[]) => {
    await using place = await generating({ config });
    const models = ["--models", "gpt-4o-mini", "--max-concurrent", "5"];
    const { code, err } = await place.run([...models, ...flags], { loop });
    assert.equal(code, 0, err);
    return await place.read("events.jsonl");
  };
  const here = await events([]);
  const asked = loop.count;
  const all = await startWorkers({ env: envFor(loop) }, server.address, 2);
  assert.equal(await events(["--dispatch", server.address]), here);
  assert.equal(loop.count, 2 * asked);
  const said = await stopWorkers(all);
  assert.ok(said.some((text) => / of 1 run\n$/.test(text)), said.join("\n"));
});

/** Every file of a folder, as text. */
async function texts(path: string): Promise<string[]> {
  const names = await Array.fromAsync(Deno.readDir(path));
  return await Promise.all(
    names.filter(({ isFile }) => isFile).map(async ({ name }) =>
      new TextDecoder("latin1").decode(await Deno.readFile(`${path}/${name}`))
    ),
  );
}
