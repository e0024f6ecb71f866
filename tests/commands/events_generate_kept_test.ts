import assert from "node:assert/strict";
import { main } from "../../lib/commands/main.ts";
import { envFor, hostWith } from "../hosts.ts";
import { answerByHash } from "../loopback/answers.ts";
import { startLoopback } from "../loopback/service.ts";
import { ASKED, generating, peopleLines } from "./generate_desk.ts";

const CHOOSING = `panelists: { source: people.jsonl }
products: { source: beers.yaml }
policy: { name: self_selection }
generator: { seed: 3, n_periods: 2 }
${ASKED}`;
const MODELS = ["--models", "gpt-4o-mini"];

/** Carries out `events generate` with these flags alone. */
async function alone(args: readonly string[], host = hostWith()) {
  const code = await main(["events", "generate", ...args], host);
  return { code, ...host.written };
}

Deno.test("events generate --resume knows the flags of the run in its folder", async () => {
  await using loop = startLoopback();
  await using at = await generating({ config: CHOOSING });
  const poor = await at.run([...MODELS, "--csv", "--max-cost", "0.0008"], { loop });
  assert.equal(poor.code, 2);
  assert.match(poor.err, /with a larger --max-cost, --output-dir .*\/out --resume goes on with it/);
  const host = hostWith({ env: envFor(loop) });
  const rich = await alone(["--output-dir", at.out, "--resume", "--max-cost", "1"], host);
  assert.equal(rich.code, 0, rich.err);
  assert.match(rich.out, /events\.csv/);
  assert.equal((await at.json("metadata.json")).usage[0].calls, loop.count);
  const { cli_args } = await at.json("state.json");
  assert.deepEqual(cli_args, {
    ...{ config: await Deno.realPath(at.at("events.yaml")), models: "gpt-4o-mini", csv: true },
    "max-cost": 1,
  });
});

Deno.test("events generate --checkpoint-dir keeps the run in a folder of its own, named by its id", async () => {
  await using at = await generating({ config: CHOOSING });
  const begin = ["--config", at.at("events.yaml"), "--models", "simulated"];
  const kept = ["--checkpoint-dir", at.at("runs"), "--run-id", "diary"];
  assert.equal((await alone([...begin, ...kept])).code, 0);
  const { run_id } = JSON.parse(await Deno.readTextFile(at.at("runs/diary/state.json")));
  assert.equal(run_id, "diary");
  const again = await alone([...kept, "--resume"]);
  assert.equal(again.code, 0, again.err);
  const absent = await alone([...kept.slice(0, 2), "--run-id", "dairy", "--resume"]);
  assert.equal(absent.code, 1);
  assert.match(absent.err, /Cannot find the run "dairy" .*known are diary/);
});

Deno.test("events generate --checkpoint-every writes the state after so many panelists", async () => {
  await using loop = startLoopback();
  await using at = await generating({ config: CHOOSING });
  const seen: number[] = [];
  loop.setBehaviour({
    answer: (request) => {
      const { counts } = JSON.parse(Deno.readTextFileSync(`${at.out}/state.json`));
      seen.push(counts.completed);
      return answerByHash(request);
    },
  });
  const host = hostWith({ env: envFor(loop) });
  // On a slow disk the state is written less often: here no time goes by.
  const timeless = { ...host, clock: { ...host.clock, elapsed: () => 0 } };
  const args = ["--config", at.at("events.yaml"), "--output-dir", at.out, ...MODELS];
  for (const [every, written] of [["2", [0, 1, 2, 3, 4]], ["25", [0]]] as const) {
    seen.length = 0;
    const all = ["events", "generate", ...args, "--checkpoint-every", every, "--fresh"];
    assert.equal(await main(all, timeless), 0, host.written.err);
    assert.deepEqual([...new Set(seen)].sort(), written);
  }
});

Deno.test("events generate --resume tries failed answers again, and leaves them with --keep-failures", async () => {
  await using loop = startLoopback({
    fault: ({ system }) => system.includes("p2") ? { kind: "status", status: 400 } : null,
  });
  await using at = await generating({ config: CHOOSING });
  const failed = await at.run(MODELS, { loop });
  assert.equal(failed.code, 0, failed.err);
  assert.match(
    failed.err,
    /warning: 2 of \d+ rows came to nothing, the first because: .* 400 .*--resume tries them again/,
  );
  const selections = async () => (await at.json("metadata.json")).errors.selections_without_answer;
  assert.equal(await selections(), 2);
  loop.clear();
  loop.setBehaviour({ fault: null });
  assert.equal((await at.run(["--resume", "--keep-failures"], { loop })).code, 0);
  assert.deepEqual([loop.count, await selections()], [0, 2]);
  assert.equal((await at.run(["--resume"], { loop })).code, 0);
  assert.equal(await selections(), 0);
  assert.ok(loop.count > 0);
});

Deno.test("events generate --responses records replies, and replays them to the byte without a key", async () => {
  await using loop = startLoopback();
  const config = CHOOSING.replace(
    "{ source: beers.yaml }",
    "{ source: beers.yaml, enrich: { enabled: true, save: { path: texts.jsonl } } }",
  );
  await using at = await generating({ config });
  const products = ["Ale", "Bock", "Cider"].map((display_name, place) =>
    JSON.stringify({ product_id: `b${place}`, display_name })
  );
  await Deno.writeTextFile(at.at("beers.jsonl"), products.join("\n"));
  await Deno.writeTextFile(
    at.at("events.yaml"),
    config.replaceAll("beers.yaml", "beers.jsonl").replace("texts.jsonl", at.at("texts.jsonl")),
  );
  const store = ["--responses", at.at("diary.responses"), "--max-concurrent", "8"];
  const recorded = await at.run([...MODELS, ...store, "--mode", "record"], { loop });
  assert.equal(recorded.code, 0, recorded.err);
  const [events, asked] = [await at.read("events.jsonl"), loop.count];
  await Deno.remove(at.out, { recursive: true });
  const replayed = await at.run([...MODELS, ...store, "--mode", "replay"]);
  assert.equal(replayed.code, 0, replayed.err);
  assert.equal(await at.read("events.jsonl"), events);
  assert.equal(loop.count, asked);
});

Deno.test("events generate replaces no events that are of no run unless --force-overwrite says so", async () => {
  await using loop = startLoopback();
  await using at = await generating({ config: CHOOSING });
  await Deno.mkdir(at.out);
  for (const name of ["events.jsonl", "metadata.json", "events.parquet"]) {
    await Deno.writeTextFile(`${at.out}/${name}`, "somebody's");
    for (const args of [[], ["--fresh"], ["--resume"], ["--allow-drift"]]) {
      const { code, err } = await at.run([...MODELS, ...args], { loop });
      assert.equal(code, 1);
      assert.match(err, new RegExp(`its ${name} is of no run; --force-overwrite replaces it`));
    }
    assert.equal(await at.read(name), "somebody's");
    await Deno.remove(`${at.out}/${name}`);
  }
  assert.equal(loop.count, 0);
  await Deno.writeTextFile(`${at.out}/events.jsonl`, "somebody's");
  assert.equal((await at.run([...MODELS, "--force-overwrite"], { loop })).code, 0);
  assert.notEqual(await at.read("events.jsonl"), "somebody's");
});

for (
  const [args, sentence] of [
    [["--keep-failures"], /Cannot use --keep-failures without --resume/],
    [["--resume", "--fresh"], /Cannot use --fresh with --resume/],
    [["--resume", "--force-overwrite"], /Cannot use --force-overwrite with --resume/],
    [["--resume", "--dry-run"], /Cannot use --resume with --dry-run: a dry run is not recorded/],
    [["--checkpoint-dir", "x"], /Cannot use --output-dir and --checkpoint-dir together/],
    [["--responses", "x"], /Cannot use --responses without --mode/],
    [["--mode", "record"], /Cannot use --mode record without --responses/],
    [["--run-id", "../x"], /Cannot call a run "\.\.\/x"/],
  ] as const
) {
  Deno.test(`events generate refuses ${args.join(" ")}, and writes nothing`, async () => {
    await using at = await generating({ config: CHOOSING });
    const { code, err } = await at.run([...MODELS, ...args]);
    assert.equal(code, 1);
    assert.match(err, sentence);
    await assert.rejects(Deno.stat(at.out));
  });
}

Deno.test("events generate asks nobody where what comes of it could not be written", async () => {
  await using loop = startLoopback();
  await using at = await generating({ config: CHOOSING });
  for (const name of ["metadata.json", "events.csv"]) {
    await Deno.mkdir(`${at.out}/${name}`, { recursive: true });
    const { code, err } = await at.run([...MODELS, "--csv"], { loop });
    assert.equal(code, 1);
    assert.match(err, new RegExp(`Cannot write ".*${name}": it is a folder, not a file`));
    await Deno.remove(`${at.out}/${name}`);
  }
  const texts = `{ enabled: true, save: { path: ${at.at("texts.jsonl")} } }`;
  const lacking = CHOOSING.replace("people.jsonl }", `people.jsonl, enrich: ${texts} }`);
  await Deno.writeTextFile(at.at("events.yaml"), lacking);
  await Deno.writeTextFile(at.at("people.jsonl"), peopleLines(["p1", "p2"], { hasText: false }));
  await Deno.mkdir(at.at("texts.jsonl"));
  const { code, err } = await at.run(MODELS, { loop });
  assert.deepEqual([code, loop.count], [1, 0]);
  assert.match(err, /Cannot write ".*texts\.jsonl": it is a folder, not a file/);
});

Deno.test("events generate --resume tells where a finished run stands when its files and keys are gone", async () => {
  await using loop = startLoopback();
  await using at = await generating({ config: CHOOSING });
  assert.equal((await at.run(MODELS, { loop })).code, 0);
  const asked = loop.count;
  const events = await at.read("events.jsonl");
  const resume = ["--output-dir", at.out, "--resume"];
  const keyless = await alone(resume);
  assert.equal(keyless.code, 0, keyless.err);
  await Deno.remove(at.at("people.jsonl"));
  const { code, out, err } = await alone(resume);
  assert.equal(code, 0, err);
  assert.match(err, /the run is finished, and shown as it is; it cannot go on: .*people\.jsonl/);
  assert.match(out, /^Kept: .*events\.jsonl\nKept: .*metadata\.json\n/);
  assert.deepEqual([await at.read("events.jsonl"), loop.count], [events, asked]);
  // Whoever wants something else is not shown what is there.
  const other = await alone([...resume, "--csv"]);
  assert.equal(other.code, 1);
  assert.match(other.err, /people\.jsonl/);
});

Deno.test("events generate and panel run say which of them goes on with a run", async () => {
  await using at = await generating({ config: CHOOSING });
  assert.equal((await at.run(["--models", "simulated"])).code, 0);
  const host = hostWith();
  const root = ["--checkpoint-dir", at.at(".")];
  assert.equal(await main(["panel", "run", "--resume", "out", ...root], host), 1);
  assert.match(
    host.written.err,
    /Cannot resume "out": its panel was followed; events generate --output-dir .* --resume goes/,
  );
  const asked = hostWith();
  const survey = ["--personas", "general-consumer", "--instrument", "pricing-discovery"];
  const flags = [...survey, "--models", "simulated", "--no-synthesis", "--run-id", "asked"];
  assert.equal(await main(["panel", "run", ...flags, ...root], asked), 0, asked.written.err);
  const { code, err } = await alone([...root, "--run-id", "asked", "--resume"]);
  assert.equal(code, 1);
  assert.match(err, /Cannot resume "asked": its panel was asked; panel run --resume goes on/);
});

Deno.test("events generate replays what a backend has said without the key that it names", async () => {
  await using loop = startLoopback();
  const backend =
    `backend: { name: server, model: gpt-4o-mini, params: { base_url: "${loop.url}/v1", ` +
    "api_key_env: OWN_KEY } }\n";
  await using at = await generating({ config: `${CHOOSING}${backend}` });
  const store = ["--responses", at.at("diary.responses"), "--max-concurrent", "8", "--mode"];
  const recorded = await at.run([...store, "record"], { env: { OWN_KEY: "test-key" } });
  assert.equal(recorded.code, 0, recorded.err);
  const [events, asked] = [await at.read("events.jsonl"), loop.count];
  await Deno.remove(at.out, { recursive: true });
  assert.match((await at.run([...store, "verify"])).err, /its key's variable OWN_KEY is not set/);
  const replayed = await at.run([...store, "replay"]);
  assert.equal(replayed.code, 0, replayed.err);
  assert.deepEqual([await at.read("events.jsonl"), loop.count], [events, asked]);
});
