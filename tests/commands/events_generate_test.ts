import assert from "node:assert/strict";
import { main } from "../../lib/commands/main.ts";
import { hostWith } from "../hosts.ts";
import { answerByHash } from "../loopback/answers.ts";
import { startLoopback } from "../loopback/service.ts";
import { ASKED, generating, peopleLines, productsYaml } from "./generate_desk.ts";

const SOURCES = "panelists: { source: people.jsonl }\nproducts: { source: beers.yaml }\n";
const MINIMAL = `${SOURCES}
policy: { name: random }
generator: { seed: 7, n_periods: 2 }
outcomes_model: { name: deterministic }
${ASKED}`;
const CHOOSING = `${SOURCES}
policy: { name: self_selection }
generator: { seed: 3, n_periods: 2 }
${ASKED}`;

Deno.test("events generate writes events, metadata, a data dictionary and, where asked, tables", async () => {
  await using at = await generating({ config: MINIMAL });
  const { code, out, err } = await at.run(["--csv", "--parquet"]);
  assert.equal(code, 0, err);
  const names = [
    "events.jsonl",
    "events.csv",
    "events.parquet",
    "metadata.json",
    "data_dictionary.json",
  ];
  assert.deepEqual(out.trimEnd().split("\n"), names.map((name) => `Wrote: ${at.out}/${name}`));
  const rows = await at.rows();
  assert.equal(rows.length, 10);
  for (const t of [0, 1]) {
    const met = Map.groupBy(rows.filter((row) => row.t === t), ({ product_id }) => product_id);
    assert.deepEqual([...met.values()].map(({ length }) => length).sort(), [1, 2, 2]);
  }
  const metadata = await at.json("metadata.json");
  assert.deepEqual(metadata.counts, {
    ...{ rows: 10, evaluations: 10, selections: 0 },
    ...{ panelists: 5, products: 3, periods: 2 },
  });
  assert.deepEqual([metadata.policy, metadata.seed, metadata.usage], ["random", 7, []]);
  assert.deepEqual(
    metadata.inputs.map(({ role }: { role: string }) => role),
    ["config", "panelists", "products"],
  );
  const { columns, outcomes } = await at.json("data_dictionary.json");
  assert.equal(columns.length, 15);
  assert.deepEqual(outcomes[0].name, "outcomes.rating");
  assert.match(await at.read("events.csv"), /^choice_set,event_id,event_type,.*\r\n/);
  const host = hostWith();
  assert.equal(await main(["events", "validate", at.out], host), 0);
});

Deno.test("events generate writes a table that is there anew, so that it is never of other events", async () => {
  await using at = await generating({ config: MINIMAL });
  assert.equal((await at.run(["--csv", "--parquet"])).code, 0);
  const before = await at.read("events.csv");
  const { out } = await at.run(["--seed", "8", "--fresh"]);
  assert.match(out, /events\.csv\n.*events\.parquet\n/);
  const after = await at.read("events.csv");
  assert.notEqual(after, before);
  const [first] = await at.rows();
  assert.ok(after.includes(first.event_id));
});

Deno.test("events generate tells nobody a key, and records calls, cost and errors", async () => {
  await using loop = startLoopback({ keys: ["sk-hunter-22"] });
  const config =
    `${CHOOSING}backend: { name: server, model: gpt-4o-mini, params: { base_url: "${loop.url}/v1", ` +
    "api_key: sk-hunter-22, headers: { x-team: secret-team } } }\n";
  await using at = await generating({ config });
  const { code, err } = await at.run([], { loop });
  assert.equal(code, 0, err);
  const text = await at.read("metadata.json");
  assert.doesNotMatch(text, /hunter|secret-team/);
  const metadata = JSON.parse(text);
  assert.equal(metadata.usage[0].calls, loop.count);
  assert.ok(metadata.usage[0].input_tokens > 0);
  assert.equal(metadata.models["gpt-4o-mini"].id, "gpt-4o-mini");
  for await (const { name } of Deno.readDir(at.out)) {
    assert.doesNotMatch(await Deno.readTextFile(`${at.out}/${name}`).catch(() => ""), /hunter-22/);
  }
});

Deno.test("events generate goes on with --resume, asks nothing twice, and writes the same again", async () => {
  await using loop = startLoopback();
  await using at = await generating({ config: CHOOSING });
  const args = ["--models", "gpt-4o-mini", "--max-concurrent", "8"];
  assert.equal((await at.run([...args, "--resume"], { loop })).code, 0);
  const [events, asked] = [await at.read("events.jsonl"), loop.count];
  assert.equal((await at.run([...args, "--resume"], { loop })).code, 0);
  assert.equal((await at.run(args, { loop })).code, 0);
  assert.equal(loop.count, asked);
  assert.equal(await at.read("events.jsonl"), events);
  assert.equal((await at.run([...args, "--fresh"], { loop })).code, 0);
  assert.equal(loop.count, 2 * asked);
  assert.equal(await at.read("events.jsonl"), events);
});

for (
  const [what, file, text] of [
    ["a persona", "people.jsonl", peopleLines(["p1", "p2", "p3", "p4", "p6"])],
    ["a product", "beers.yaml", productsYaml(["A", "B", "D"])],
    ["the configuration", "events.yaml", MINIMAL.replace("seed: 7", "seed: 8")],
  ] as const
) {
  Deno.test(`events generate refuses to go on where ${what} was changed, and says what`, async () => {
    await using at = await generating({ config: MINIMAL });
    assert.equal((await at.run()).code, 0);
    await Deno.writeTextFile(at.at(file), text);
    const { code, err } = await at.run(["--resume"]);
    assert.equal(code, 1);
    assert.match(err, /it is of another plan \(--allow-drift/);
    assert.match(err, what === "a persona" ? /p6/ : what === "a product" ? /"D"/ : /seed: 7 → 8/);
    assert.equal((await at.run(["--allow-drift"])).code, 0);
  });
}

Deno.test("events generate refuses to go on where the schedule was changed", async () => {
  const config =
    `${SOURCES}policy: { name: manual, manual: { format: csv_long, path: plan.csv } }\n`;
  await using at = await generating({ config });
  await Deno.writeTextFile(at.at("plan.csv"), "panelist_id,product_id\np1,A\np2,C\n");
  assert.equal((await at.run()).code, 0);
  assert.deepEqual((await at.rows()).map(({ product_id }) => product_id), ["A", "C"]);
  await Deno.writeTextFile(at.at("plan.csv"), "panelist_id,product_id\np1,A\np2,B\n");
  const { code, err } = await at.run(["--resume"]);
  assert.equal(code, 1);
  assert.match(err, /another plan.*\n.*sha256/);
});

Deno.test("events generate --dry-run says what would be asked, and writes nothing", async () => {
  await using loop = startLoopback();
  await using at = await generating({ config: CHOOSING });
  const { code, out } = await at.run(["--models", "gpt-4o-mini", "--dry-run"], { loop });
  assert.equal(code, 0);
  // Two periods of five choices, and of three products each at most.
  assert.match(out, /calls {6}at most 40,/);
  assert.equal(loop.count, 0);
  await assert.rejects(Deno.stat(at.out));
});

Deno.test("events generate ends where the money is spent, and goes on with more of it", async () => {
  await using loop = startLoopback();
  await using at = await generating({ config: CHOOSING });
  const poor = await at.run(["--models", "gpt-4o-mini", "--max-cost", "0.0008"], { loop });
  assert.equal(poor.code, 2);
  assert.match(
    poor.err,
    /The run is invalid: .* are spent, and the next call could cost more than is left/,
  );
  await assert.rejects(Deno.stat(`${at.out}/events.jsonl`));
  const rich = await at.run(["--models", "gpt-4o-mini", "--max-cost", "1", "--resume"], { loop });
  assert.equal(rich.code, 0);
  assert.equal((await at.json("metadata.json")).usage[0].calls, loop.count);
});

Deno.test("events generate goes on where calls fail, says how much is lost, and is invalid where it is too much", async () => {
  await using loop = startLoopback({ fault: () => ({ kind: "status", status: 400 }) });
  await using at = await generating({ config: CHOOSING });
  const { code, err } = await at.run(["--models", "gpt-4o-mini"], { loop });
  assert.equal(code, 2);
  assert.match(
    err,
    /10 of 10 rows came to nothing, the first because: Cannot get an answer from gpt-4o-mini .*400/,
  );
  const metadata = await at.json("metadata.json");
  assert.equal(metadata.errors.selections_without_answer, 10);
  assert.equal(metadata.run_invalid, true);
});

Deno.test("events generate has missing texts written once, saves them in the file's order, and assigns as before", async () => {
  const config = `panelists: { source: people.jsonl, enrich: { enabled: true } }
products: { source: beers.yaml }
policy: { name: random }
generator: { seed: 9 }
${ASKED}`;
  await using loop = startLoopback();
  const people = peopleLines(["z9", "a1", "m5"], { hasText: false });
  await using at = await generating({ config, people });
  const assigned = async () =>
    (await at.rows()).map(({ panelist_id, product_id }) => `${panelist_id}:${product_id}`);
  const args = ["--models", "gpt-4o-mini"];
  const { code, err } = await at.run(args, { loop });
  assert.equal(code, 0, err);
  const before = await assigned();
  assert.deepEqual(before.map((one) => one.slice(0, 2)), ["z9", "a1", "m5"]);
  assert.equal(loop.count, 3 + 3);
  const written = (await Deno.readTextFile(at.at("people.jsonl"))).trimEnd().split("\n")
    .map((line) => JSON.parse(line));
  assert.deepEqual(written.map(({ persona_id }) => persona_id), ["z9", "a1", "m5"]);
  assert.ok(written.every((one) => one.persona_text !== "" && one.provenance.persona_text.usage));
  assert.deepEqual((await at.json("metadata.json")).enrichment.personas, 3);
  assert.equal((await at.run([...args, "--fresh"], { loop })).code, 0);
  assert.deepEqual(await assigned(), before);
  assert.equal(loop.count, 3 + 3 + 3);
});

Deno.test("events generate keeps texts that were written when another could not be", async () => {
  const config = `panelists: { source: people.jsonl }
products: { source: beers.jsonl, enrich: { enabled: true, save: { path: OUT }, settings: { length: medium } } }
policy: { name: random }
${ASKED}outcomes_model: { name: deterministic }`;
  await using loop = startLoopback({
    fault: ({ messages }) =>
      messages[0]?.text.includes("Bock") ? { kind: "status", status: 400 } : null,
  });
  await using at = await generating({ config });
  const products = ["Ale", "Bock", "Cider"].map((display_name, place) =>
    JSON.stringify({ product_id: `b${place}`, display_name })
  );
  await Deno.writeTextFile(at.at("beers.jsonl"), products.join("\n"));
  await Deno.writeTextFile(at.at("events.yaml"), config.replace("OUT", at.at("texts.jsonl")));
  const args = ["--models", "gpt-4o-mini"];
  const failed = await at.run(args, { loop });
  assert.equal(failed.code, 1);
  assert.match(
    failed.err,
    /Cannot write 1 of the product texts; the others are saved in ".*texts\.jsonl"\n {2}b1: /,
  );
  loop.clear();
  loop.setBehaviour({ fault: null, answer: answerByHash });
  const { code, err } = await at.run(args, { loop });
  assert.equal(code, 0, err);
  assert.equal(loop.count, 1);
  assert.match((await at.rows())[0].product_display, /\w+ \w+/);
});

Deno.test("events generate loses no text where the money ends, and goes on with more of it", async () => {
  const config = `panelists: { source: people.jsonl, enrich: { enabled: true } }
products: { source: beers.yaml }
policy: { name: random }
outcomes_model: { name: deterministic }
${ASKED}`;
  await using loop = startLoopback();
  const ids = Array.from({ length: 30 }, (_, place) => `p${place}`);
  await using at = await generating({ config, people: peopleLines(ids, { hasText: false }) });
  const args = ["--models", "gpt-4o-mini", "--max-cost"];
  const poor = await at.run([...args, "0.00078"], { loop });
  assert.equal(poor.code, 2);
  assert.match(poor.err, /it ended while texts were written .*--resume goes on with it/);
  const asked = loop.count;
  assert.ok(asked > 0 && asked < 30, `${asked}`);
  const rich = await at.run([...args, "1", "--resume"], { loop });
  assert.equal(rich.code, 0, rich.err);
  assert.equal(loop.count, 30);
  assert.equal((await at.rows()).length, 30);
});

Deno.test("events generate refuses before anything is asked what cannot work", async () => {
  const host = hostWith();
  assert.equal(await main(["events", "generate"], host), 2);
  assert.match(host.written.err, /--config is missing/);
  await using silent = await generating({ config: CHOOSING });
  const { code, err } = await silent.run();
  assert.equal(code, 1);
  assert.match(err, /self_selection.*needs models/);
  await using empty = await generating({ config: MINIMAL, people: "" });
  assert.equal((await empty.run()).code, 1);
  await using odd = await generating({ config: MINIMAL.replace("seed", "sede") });
  assert.match((await odd.run()).err, /did you mean "seed"/);
});

for (const [name, rows] of [["tasting", 32], ["shelf", 130]] as const) {
  Deno.test(`events generate carries out the example ${name}.yaml offline, and its events are valid`, async () => {
    await using at = await generating({ config: "" });
    const host = hostWith();
    const offline = { ...host, fetch: () => Promise.reject(new Error("there is no network")) };
    const config = new URL(`../../fixtures/events/${name}.yaml`, import.meta.url).pathname;
    const args = ["events", "generate", "--config", config, "--output-dir", at.out];
    assert.equal(await main(args, offline), 0, host.written.err);
    assert.equal((await at.rows()).length, rows);
    assert.equal((await at.json("metadata.json")).run_invalid, false);
  });
}
