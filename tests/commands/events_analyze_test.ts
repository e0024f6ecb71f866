import assert from "node:assert/strict";
import { rated } from "../analysis/events.ts";
import { evaluation } from "../rows/events.ts";
import { filed } from "./desk.ts";
import { events, lined } from "./events_desk.ts";

const A = lined(rated(["u1A5", "u1B3", "u2A4", "u2B3", "u3A1", "u3C2"]));

Deno.test("events analyze writes what it found as text, as JSON, and into a folder", async () => {
  await using desk = await filed({ "events.jsonl": A });
  const text = await events("analyze", desk.path);
  assert.deepEqual([text.code, text.err], [0, ""]);
  assert.match(text.out, /^Quality\n[^]*n_evaluation_rows +6\n/);
  assert.match(text.out, /\n {2}rating +6 +5 /);
  const json = await events("analyze", "--input", desk.path, "--output-format", "json");
  assert.equal(JSON.parse(json.out).persona.mean_pairwise_panelist_distance, 2.5);
  const kept = await events("analyze", desk.path, "--output-dir", desk.at("out"));
  assert.match(kept.err, /^Wrote: .*out\/metrics\.json\nWrote: .*out\/report\.md\n$/);
  const file = JSON.parse(await Deno.readTextFile(desk.at("out/metrics.json")));
  assert.deepEqual(file, JSON.parse(json.out));
  assert.match(await Deno.readTextFile(desk.at("out/report.md")), /^# Events\n\n## Quality\n/);
});

Deno.test("events analyze knows the questionnaire of a run by the metadata beside it", async () => {
  const fields = { rating: { type: "int", choices: [1, 2, 3, 4, 5] }, buy: { type: "bool" } };
  const questionnaire = { outcomes: { fields }, traces: { fields: { why: { type: "text" } } } };
  await using desk = await filed({
    "events.jsonl": A,
    "metadata.json": JSON.stringify({ config_snapshot: { questionnaire } }),
  });
  const { out } = await events("analyze", desk.path, "--output-format", "json");
  const { quality, diversity } = JSON.parse(out);
  assert.deepEqual(quality.outcome_missing_rates, { buy: 1, rating: 0 });
  assert.deepEqual(quality.trace_missing_rates, { why: 1 });
  assert.equal(diversity.rating.support_declared, 5);
  await Deno.writeTextFile(desk.at("metadata.json"), "not JSON");
  assert.equal((await events("analyze", desk.path)).code, 0);
});

Deno.test("events analyze says on whose answers its numbers rest, by the metadata beside them", async () => {
  const notice = "simulated respondents, not a language model";
  await using desk = await filed({
    "events.jsonl": A,
    "metadata.json": JSON.stringify({ notice }),
  });
  const { out } = await events("analyze", desk.path, "--output-dir", desk.path);
  assert.ok(out.endsWith(`\n${notice}\n`));
  assert.equal(JSON.parse(await Deno.readTextFile(desk.at("metrics.json"))).notice, notice);
  assert.match(
    await Deno.readTextFile(desk.at("report.md")),
    /^# Events\n\n> simulated respondents, not a language model\n\n## /,
  );
});

Deno.test("events analyze takes a configuration, and says what is wrong with it, by line", async () => {
  await using desk = await filed({ "events.jsonl": A });
  const write = (text: string) => Deno.writeTextFile(desk.at("a.yaml"), text);
  await write(`run_dir: ${desk.path}\nmetrics: { persona: false, selection: false }\n`);
  const { out } = await events("analyze", "--config", desk.at("a.yaml"), "--output-format", "json");
  assert.deepEqual(Object.keys(JSON.parse(out)), ["input", "notice", "quality", "diversity"]);
  await write(`run_dir: ${desk.path}\nmetric: {}\nseed: -1\n`);
  const { code, err } = await events("analyze", "--config", desk.at("a.yaml"));
  assert.equal(code, 1);
  assert.match(err, /a\.yaml:2 \$\.metric is an unknown key: did you mean "metrics"\?/);
  assert.match(err, /a\.yaml:3 \$\.seed /);
  assert.equal((await events("analyze", desk.path, "--config", desk.at("a.yaml"))).code, 2);
  assert.equal((await events("analyze")).code, 2);
});

Deno.test("events analyze refuses an outcome that no evaluation has, and a folder without events", async () => {
  await using desk = await filed({ "events.jsonl": A });
  const { code, out, err } = await events("analyze", desk.path, "--field", "ratng");
  assert.deepEqual([code, out], [1, ""]);
  assert.equal(
    err,
    'Cannot analyse "ratng": no evaluation has it: did you mean "rating"? (the outcomes are rating)\n',
  );
  await Deno.remove(desk.at("events.jsonl"));
  const empty = await events("analyze", desk.path);
  assert.equal(empty.code, 1);
  assert.match(empty.err, /^Cannot read events from ".*": it is a folder without events\.jsonl; /);
});

Deno.test("events analyze ends at a row that is not as it must be, with a sentence and its line", async () => {
  await using desk = await filed({ "events.jsonl": lined([evaluation(), { t: 1 }]) });
  const { code, out, err } = await events("analyze", desk.path);
  assert.deepEqual([code, out], [1, ""]);
  assert.match(err, /^Cannot read .*events\.jsonl: .*events\.jsonl:2 \$\.event_type /);
});

Deno.test("events analyze lets what a model said be neither a mark nor a command in its report", async () => {
  const hostile = evaluation({ outcomes: { "<script>|`\u001b[31m": 4 } });
  await using desk = await filed({ "events.jsonl": lined([hostile]) });
  const { out } = await events("analyze", desk.path, "--output-dir", desk.path);
  const report = await Deno.readTextFile(desk.at("report.md"));
  assert.ok(!report.includes("<script>") && !report.includes("|`"), report);
  assert.ok(!out.includes("\u001b"));
});
