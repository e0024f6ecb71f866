import assert from "node:assert/strict";
import { instrument } from "../../lib/instruments/instrument.ts";
import { yesNo } from "../../lib/instruments/yes_no.ts";
import { panel } from "../../lib/studies/panel.ts";
import { envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { respond } from "../studies/speaker.ts";
import { callOf, coordinatorAt, never, workerAt } from "./dispatched.ts";
import { keptRun } from "./kept_run.ts";
import { onServer } from "./on_server.ts";
import { lastingResult, uninterrupted } from "./whole_run.ts";
import { startWorkers, stopWorkers } from "./workers.ts";

onServer("Worker keeps a call that takes longer than it takes to miss a worker", async (server) => {
  await using loop = startLoopback({ latency: 13_000 });
  const host = hostWith({ env: envFor(loop) });
  const coordinator = await coordinatorAt(server.address, host);
  const all = [await workerAt(server.address, host), await workerAt(server.address, host)];
  const calls = [1, 2, 3].map((place) => callOf("gpt-4o-mini", host, place));
  const replies = await Promise.all(
    calls.map((call) => coordinator.reply(call, never(), never())),
  );
  assert.ok(replies.every(({ reply }) => reply.ended === "complete"));
  assert.equal(loop.count, 3);
  await Promise.all(all.map(({ stop }) => stop()));
  await coordinator.end({ isWhole: true });
});

onServer(
  "survey.rows() whose reader leaves calls back what no worker has begun",
  async (server) => {
    await using loop = startLoopback({ answer: respond, latency: 20 });
    const host = hostWith({ env: envFor(loop) });
    const worker = await workerAt(server.address, host);
    const study = panel({ host }).models("gpt-4o-mini").limit({ concurrency: 50 })
      .personas(Array.from({ length: 200 }, (_, place) => ({ name: `P${place}` })))
      .dispatch(server.address).ask(instrument("trial", { tries: yesNo("Would you try it?") }));
    for await (const { question } of study.rows()) {
      assert.equal(question, "tries");
      break;
    }
    const { handedBack, replies } = await worker.stop();
    assert.equal(loop.count, replies);
    assert.ok(replies < 200 && handedBack < 50, `${replies} made, ${handedBack} handed back`);
  },
);

onServer("cli.ts with two runs at once on the same workers keeps them apart", async (server) => {
  const flags = ["--model", "gpt-4o-mini", "--no-synthesis"];
  const settings = [{ count: 20, flags }, { count: 30, flags: [...flags, "--samples", "2"] }];
  const wholes = await Promise.all(settings.map((setting) => uninterrupted(setting)));
  await using first = await keptRun(settings[0] ?? { count: 0, flags });
  await using second = await keptRun(settings[1] ?? { count: 0, flags });
  const all = await startWorkers(first, server.address, 2);
  const ids = ["one", "other"];
  // The workers have one address, so both runs are asked there.
  const ended = await Promise.all([first, second].map((run, at) =>
    run.finish([
      ...run.begin.map((word) => word === "crash" ? ids[at] ?? "" : word),
      ...["--dispatch", server.address],
    ])
  ));
  for (const [at, { code, out, err }] of ended.entries()) {
    assert.equal(code, 0, err);
    const { rounds } = lastingResult(out);
    assert.deepEqual(rounds, Object(wholes[at]?.result).rounds);
  }
  assert.equal(second.loop.count, 0);
  assert.equal(first.loop.count, 20 * 3 + 30 * 2 * 3);
  const said = await stopWorkers(all);
  assert.ok(said.some((text) => text.includes(" of 2 runs")), said.join("\n"));
});
