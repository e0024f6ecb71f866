import assert from "node:assert/strict";
import { main } from "../../lib/commands/main.ts";
import { envFor, hostWith } from "../hosts.ts";
import { type Loopback, type Options, startLoopback } from "../loopback/service.ts";
import { filed, ONE, people, SURVEY } from "./desk.ts";

/** A run that was handed over, and the commands that go on with it. */
async function handedOver(options: Options = {}, survey = ONE, flags: readonly string[] = []) {
  const stack = new AsyncDisposableStack();
  const loop = stack.use(startLoopback(options));
  const files = stack.use(
    await filed({ "people.json": people(["Ada", "Ben"]), "survey.yaml": survey }),
  );
  const run = async (args: readonly string[], waits: number[] = []) => {
    const host = hostWith({ env: { ...envFor(loop), QUORUM_HOME: files.path } });
    const clock = {
      ...host.clock,
      sleep: (milliseconds: number, signal?: AbortSignal) => {
        // Only what takes long is jumped over: short waits make writes durable.
        if (milliseconds < 1000) return host.clock.sleep(milliseconds, signal);
        waits.push(milliseconds);
        return Promise.resolve();
      },
    };
    const code = await main(args, { ...host, clock });
    return { code, ...host.written };
  };
  const begun = await run([
    ...["panel", "run", "--personas", files.at("people.json")],
    ...["--instrument", files.at("survey.yaml"), "--models", "gpt-4o-mini", "--batch"],
    ...[...(flags.includes("--dry-run") ? [] : ["--run-id", "b1"]), ...flags],
  ]);
  return { loop, run, begun, files, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

const id = ({ batches }: Loopback) => batches[0]?.id;

Deno.test("panel run --batch hands over, tells the run's id, and ends", async () => {
  await using desk = await handedOver();
  const { code, out, err } = desk.begun;
  const root = `${desk.files.path}/checkpoints`;
  assert.equal(code, 0, err);
  assert.equal(
    out,
    `run b1 waits for its batches; panel collect b1 --checkpoint-dir ${root} goes on with it\n` +
      "model        state      requests  answered  failed  batch\n" +
      `gpt-4o-mini  submitted         2         0       0  ${id(desk.loop)}\n`,
  );
  assert.ok(desk.loop.requests.every(({ path }) => !path.endsWith("/completions")));
});

Deno.test("panel run --batch tells the same as data", async () => {
  await using desk = await handedOver({}, ONE, ["--output-format", "json"]);
  const { batches: [batch], ...told } = JSON.parse(desk.begun.out);
  assert.deepEqual(told, { run_id: "b1", status: "waiting" });
  const { made_at, ...rest } = batch;
  assert.ok(Math.abs(Date.parse(made_at) - Date.now()) < 60_000);
  assert.deepEqual(rest, {
    ...{ model: "gpt-4o-mini", id: id(desk.loop), state: "submitted", said: "", total: 2 },
    ...{ answered: 0, failed: 0, reason: null },
  });
});

Deno.test("panel status asks the providers, and changes nothing", async () => {
  await using desk = await handedOver({ batch: { looks: 1 } });
  const first = await desk.run(["panel", "status", "b1"]);
  assert.match(first.out, /^run b1: waiting\n.*\ngpt-4o-mini {2}in_progress {9}2 {9}0/);
  const second = await desk.run(["panel", "status", "b1", "--output-format", "json"]);
  const { status, counts, batches } = JSON.parse(second.out);
  assert.deepEqual([status, counts.total, batches[0].said, batches[0].answered], [
    ...["waiting", 2, "completed", 2],
  ]);
  assert.equal(batches[0].state, "submitted");
  desk.loop.setBehaviour({ keys: ["another"] });
  const third = await desk.run(["panel", "status", "b1"]);
  assert.equal(third.code, 0);
  assert.match(third.err, /^warning: a batch of gpt-4o-mini is told as it was last seen: .*401/);
  assert.match(third.out, /gpt-4o-mini {2}submitted /);
});

Deno.test("panel status says that a run has no batches, or that there is no run", async () => {
  await using desk = await handedOver();
  const { files } = desk;
  await desk.run([
    ...["panel", "run", "--personas", files.at("people.json"), "--instrument"],
    ...[files.at("survey.yaml"), "--models", "simulated", "--run-id", "live"],
    ...["--checkpoint-dir", `${files.path}/checkpoints`],
  ]);
  const { out } = await desk.run(["panel", "status", "live"]);
  assert.equal(out, "run live: finished\nit has no batches\n");
  const { code, err } = await desk.run(["panel", "status", "none"]);
  assert.equal(code, 1);
  assert.match(err, /^Cannot find the run "none"/);
});

Deno.test("panel status of a run whose batch could not be handed over says how to try it again", async () => {
  await using desk = await handedOver();
  const { files } = desk;
  const host = hostWith({
    // A port that nothing may be sent to.
    env: {
      ...{ OPENAI_API_KEY: "k", OPENAI_BASE_URL: "http://127.0.0.1:9/v1" },
      QUORUM_HOME: files.path,
    },
  });
  const flags = ["--models", "gpt-4o-mini", "--batch", "--run-id", "b2"];
  const inputs = ["--personas", files.at("people.json"), "--instrument", files.at("survey.yaml")];
  assert.equal(await main(["panel", "run", ...inputs, ...flags], host), 1);
  const { out } = await desk.run(["panel", "status", "b2"]);
  assert.match(out, /^run b2: aborted .*\nnothing was handed over; panel collect b2 does it\n$/);
  assert.match((await desk.run(["panel", "collect", "b2"])).out, /gpt-4o-mini {2}submitted/);
});

Deno.test("panel collect goes on turn by turn, and ends with the result of the run", async () => {
  await using desk = await handedOver({}, SURVEY, ["--output-format", "json"]);
  const outs = [];
  for (let turn = 0; turn < 3; turn++) {
    const { code, out, err } = await desk.run(["panel", "collect", "b1"]);
    assert.equal(code, 0, err);
    outs.push(JSON.parse(out));
  }
  assert.deepEqual(outs.map(({ status }) => status), ["waiting", "waiting", undefined]);
  assert.equal(outs[2].rounds[0].results.length, 2);
  assert.equal(outs[2].metadata.cost.total_cost_usd > 0, true);
  const listed = await desk.run(["runs", "list"]);
  assert.match(listed.out, /b1 {3}finished/);
});

Deno.test("panel collect --wait looks every 60 s, and tells how it stands on standard error", async () => {
  await using desk = await handedOver({ batch: { looks: 3 } }, SURVEY, ["--output-format", "json"]);
  const waits: number[] = [];
  const { code, out, err } = await desk.run(["panel", "collect", "b1", "--wait"], waits);
  assert.equal(code, 0, err);
  assert.equal(JSON.parse(out).rounds[0].results.length, 2);
  assert.match(err, /run b1 waits for its batches/);
  assert.ok(waits.length >= 6 && waits.every((wait) => wait === 60_000), `${waits}`);
});

Deno.test("panel collect --wait ends as without it where the provider has forgotten the batch", async () => {
  await using desk = await handedOver({
    batch: { fault: (step) => step === "look" ? { kind: "status", status: 404 } : null },
  });
  const waits: number[] = [];
  const { code, out, err } = await desk.run(["panel", "collect", "b1", "--wait"], waits);
  assert.deepEqual([code, waits], [0, [60_000]]);
  assert.match(err, /^warning: a batch of gpt-4o-mini cannot be collected now: .*--abandon/m);
  assert.match(out, /^run b1 waits for its batches/);
});

Deno.test("panel collect says why a batch was not taken, and hands it over again when it is asked to", async () => {
  const mistake = { code: "empty", message: "Enqueued token limit reached", line: null };
  await using desk = await handedOver({
    batch: { invalid: (number) => number === 0 ? [mistake] : null },
  });
  const { code, err } = await desk.run(["panel", "collect", "b1"]);
  assert.equal(code, 1);
  assert.match(
    err,
    /Cannot go on: gpt-4o-mini did not take a batch of 2: Enqueued token limit reached;/,
  );
  const status = await desk.run(["panel", "status", "b1"]);
  assert.match(status.out, /gpt-4o-mini {2}refused .*: Enqueued token limit reached\n/);
  assert.match((await desk.run(["panel", "collect", "b1"])).out, /gpt-4o-mini {2}submitted/);
  assert.equal((await desk.run(["panel", "collect", "b1"])).code, 0);
});

Deno.test("panel collect --abandon hands over again what a forgotten batch was to bring, and is not remembered", async () => {
  await using desk = await handedOver({
    batch: {
      fault: (step, number) =>
        step === "look" && number < 3 ? { kind: "status", status: 404 } : null,
    },
  });
  const waits = await desk.run(["panel", "collect", "b1"]);
  assert.equal(waits.code, 0);
  assert.match(waits.err, /^warning: a batch of gpt-4o-mini cannot be collected now: .*--abandon/m);
  const given = await desk.run(["panel", "collect", "b1", "--abandon"]);
  assert.match(given.out, /gpt-4o-mini {2}lost .*\ngpt-4o-mini {2}submitted/);
  assert.match((await desk.run(["panel", "collect", "b1"])).err, /cannot be collected now/);
  const { code, err } = await desk.run(["panel", "collect", "b1"]);
  assert.equal(code, 0, err);
  assert.equal(desk.loop.batches.length, 2);
});

Deno.test("panel collect hands nothing over again where the journal that knew of the batches is gone", async () => {
  await using desk = await handedOver();
  const folder = `${desk.files.path}/checkpoints/b1`;
  for await (const { name } of Deno.readDir(folder)) {
    if (name.startsWith("run.sqlite")) await Deno.remove(`${folder}/${name}`);
  }
  const { code, err } = await desk.run(["panel", "collect", "b1"]);
  assert.equal(code, 1);
  assert.match(
    err,
    /^Cannot continue the journal ".*": it knows of no batches, and state\.json says that the run waits for them$/m,
  );
  assert.equal(desk.loop.batches.length, 1);
});

Deno.test("runs prune leaves a run that waits for its batches", async () => {
  await using desk = await handedOver();
  const { code, out } = await desk.run(["runs", "prune", "--older-than", "0m", "--dry-run"]);
  assert.equal(code, 0);
  assert.match(out, /^0 runs would be removed/);
  assert.match((await desk.run(["runs", "list"])).out, /b1 {3}waiting/);
  // One that was killed or stopped while it collected does not say so.
  const path = `${desk.files.path}/checkpoints/b1/state.json`;
  const { seal: _, ...state } = JSON.parse(await Deno.readTextFile(path));
  await Deno.writeTextFile(
    path,
    JSON.stringify({ ...state, status: "running", abort_reason: null }),
  );
  const left = await desk.run(["runs", "prune", "--older-than", "0m"]);
  assert.match(left.out, /^left b1: replies to it are under way in batches\n0 runs removed/);
});

Deno.test("panel run --dry-run --batch tells half the price and hands nothing over", async () => {
  const text = async (flags: readonly string[]) => {
    await using desk = await handedOver({}, ONE, ["--no-synthesis", "--dry-run", ...flags]);
    assert.equal(desk.loop.count, 0);
    return desk.begun.out;
  };
  assert.match(await text([]), /\nbatches {4}at half the price/);
  assert.equal(JSON.parse(await text(["--output-format", "json"])).estimated_cost_usd > 0, true);
});
