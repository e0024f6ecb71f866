import assert from "node:assert/strict";
import { main } from "../../lib/commands/main.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { diary } from "../studies/timeline_fixtures.ts";
import { checkout, people } from "../studies/fixtures.ts";
import { panel } from "../../mod.ts";

/** A folder of runs of panels that were followed, and of one that was asked. */
async function kept() {
  const place = await folder();
  const root = `${place.path}/runs`;
  const host = hostWith();
  const study = diary(host, "simulated");
  await study.journal(`${root}/one`).run({ id: "one" });
  await study.seed(12).journal(`${root}/two`).run({ id: "two" });
  await study.journal(`${root}/half`).run({ id: "half", signal: AbortSignal.abort() });
  await panel({ host }).personas(people(2)).models("simulated").journal(`${root}/asked`)
    .ask(checkout).run({ id: "asked" });
  return {
    ...{ root, path: place.path },
    /** Carries out a command on them. */
    run: async (...args: readonly string[]) => {
      const own = hostWith();
      const code = await main([...args, "--checkpoint-dir", root], own);
      return { code, ...own.written };
    },
    [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
  };
}

Deno.test("runs list and runs show have panels that were followed", async () => {
  await using at = await kept();
  const listed = await at.run("runs", "list");
  assert.match(listed.out, /one +finished .* 6\/6 /);
  const { code, out, err } = await at.run("runs", "show", "one");
  assert.equal(code, 0, err);
  assert.match(out, /^run +one\nstatus +finished\n[^]*6 personas · 5 products · 3 periods/);
  const json = await at.run("runs", "show", "one", "--output-format", "json");
  const { counts, policy, events, run_invalid } = JSON.parse(json.out);
  assert.deepEqual([counts.selections, policy, run_invalid], [18, "self_selection", false]);
  assert.equal(events, `${at.root}/one/events.jsonl`);
  const half = await at.run("runs", "show", "half");
  assert.match(half.out, /status +aborted, invalid \(stopped\)[^]*the run was stopped/);
});

Deno.test("runs diff compares what was taken and thought by two panels that were followed", async () => {
  await using at = await kept();
  const { code, out, err } = await at.run("runs", "diff", "one", "two");
  assert.equal(code, 0, err);
  assert.match(out, /^one +followed over 3 periods · 6 panelists/);
  assert.match(out, /the plans differ:\n {2}seed: 11 → 12/);
  assert.match(
    out,
    /picks · Taken, of what was shown[^]*no divergence: an answer may name several/,
  );
  assert.match(out, /rating · [^]*divergence \d\.\d+ bits; chance alone makes up to/);
  assert.match(out, /not compared:\n +price +it has no options\n +why/);
  const other = await at.run("runs", "diff", "one", "asked");
  assert.equal(other.code, 1);
  assert.match(other.err, /Cannot compare a panel that was asked with one that was followed/);
});

for (const form of ["csv", "jsonl", "parquet"]) {
  Deno.test(`runs export writes the events of a panel that was followed as ${form}, with what they hold`, async () => {
    await using at = await kept();
    const out = `${at.path}/out`;
    const done = await at.run("runs", "export", "one", "--format", form, "--output-dir", out);
    assert.equal(done.code, 0, done.err);
    const events = await Deno.readTextFile(`${at.root}/one/events.jsonl`);
    const rows = events.trimEnd().split("\n").length;
    assert.equal(done.out, `${rows} rows in ${out}/events.${form}\n`);
    if (form === "jsonl") assert.equal(await Deno.readTextFile(`${out}/events.jsonl`), events);
    const json = async (name: string) => JSON.parse(await Deno.readTextFile(`${out}/${name}`));
    const { resources: [resource], quorum } = await json("datapackage.json");
    assert.deepEqual([resource.path, quorum.codebook], [`events.${form}`, "data_dictionary.json"]);
    assert.equal(resource.schema.fields.length, 15);
    const { outcomes: [rating], traces } = await json("data_dictionary.json");
    assert.deepEqual([rating.name, rating.text], [
      "outcomes.rating",
      "How much do you like this beer?",
    ]);
    assert.equal(traces[0].name, "traces.why");
  });
}

Deno.test("report writes a followed panel by its id, with its dates and how it is had again", async () => {
  await using at = await kept();
  const page = `${at.path}/one.md`;
  const { code, err } = await at.run("report", "one", "--output", page);
  assert.equal(code, 0, err);
  const text = await Deno.readTextFile(page);
  assert.match(text, /\| begun \| 20\d\d-\d\d-\d\dT/);
  assert.match(text, /\| requests \| \d+; Merkle root [0-9a-f]{64}/);
  assert.match(text, /## Do it again[^]*deno task cli runs show one --checkpoint-dir /);
});

Deno.test("report of events generate prints the command that replays it", async () => {
  await using place = await folder();
  await using loop = startLoopback();
  const host = hostWith({ env: envFor(loop) });
  const config = new URL("../../fixtures/events/shelf.yaml", import.meta.url).pathname;
  const store = `${place.path}/shelf.responses`;
  const recorded = await main([
    ...["events", "generate", "--config", config, "--checkpoint-dir", place.path],
    ...["--run-id", "shelf", "--models", "gpt-4o-mini", "--max-concurrent", "16"],
    ...["--responses", store, "--mode", "record"],
  ], host);
  assert.equal(recorded, 0, host.written.err);
  const page = `${place.path}/shelf.md`;
  const own = hostWith();
  assert.equal(
    await main(["report", "shelf", "--checkpoint-dir", place.path, "--output", page], own),
    0,
    own.written.err,
  );
  const text = await Deno.readTextFile(page);
  const [, command = ""] = /\n(deno run -P=offline .*)\n/.exec(text) ?? [];
  assert.match(command, /cli\.ts events generate .* --mode replay --output-dir .*shelf-again$/);
  const words = command.split(" ");
  const offline = hostWith();
  const again = await main(words.slice(words.indexOf("events")), offline);
  assert.equal(again, 0, offline.written.err);
  const events = (name: string) => Deno.readTextFile(`${place.path}/${name}/events.jsonl`);
  assert.equal(await events("shelf-again"), await events("shelf"));
});

Deno.test("runs prune removes a followed panel with all that it left", async () => {
  await using at = await kept();
  for (const name of ["metadata.json", "data_dictionary.json", "events.csv"]) {
    await Deno.writeTextFile(`${at.root}/half/${name}`, "");
  }
  const { code, out } = await at.run("runs", "prune", "--keep", "1");
  assert.equal(code, 0);
  assert.match(out, /removed half/);
});
