import assert from "node:assert/strict";
import { rated } from "../analysis/events.ts";
import { filed } from "./desk.ts";
import { events, lined } from "./events_desk.ts";

const RUNS = {
  "a.jsonl": lined(rated(["u1A5", "u1B3", "u2A4", "u2B3", "u3A1", "u3C2"])),
  "b.jsonl": lined(rated(["u1A4", "u1B3", "u2A4", "u2B1", "u3A-"])),
};

async function desk(conditions: readonly Readonly<Record<string, unknown>>[], more: object = {}) {
  const place = await filed(RUNS);
  const config = {
    conditions: conditions.map((one) => ({ run_dir: place.path, ...one })),
    rating_scale: [1, 2, 3, 4, 5],
    ...more,
  };
  await Deno.writeTextFile(place.at("c.json"), JSON.stringify(config));
  return {
    ...place,
    compare: (...args: readonly string[]) =>
      events("compare", "--config", place.at("c.json"), ...args),
  };
}

const a = { label: "a", events_filename: "a.jsonl", model: "m1" };
const b = { label: "b", events_filename: "b.jsonl", model: "m2" };

Deno.test("G76: events compare without a real condition holds all against each other", async () => {
  await using place = await desk([a, b]);
  const { code, out } = await place.compare("--output-format", "json", "--output-dir", place.path);
  assert.equal(code, 0);
  const { mode, conditions, pairs, benchmark } = JSON.parse(out);
  assert.deepEqual([mode, conditions.length, pairs.length, benchmark], ["cross", 2, 1, []]);
  assert.equal(pairs[0].rmse, Math.sqrt(5 / 4));
  assert.deepEqual(
    JSON.parse(await Deno.readTextFile(place.at("comparison.json"))),
    JSON.parse(out),
  );
  const text = (await place.compare()).out;
  assert.match(text, /^Conditions by "rating"\n/);
  assert.match(text, /\nMean, model by strategy\n/);
  assert.match(text, /\n {2}a and b +0\.2399 /);
});

Deno.test("G76: events compare with one real condition holds the others against it", async () => {
  await using place = await desk([a, { ...b, condition_type: "real" }], {
    benchmark_top_k_products: 1,
  });
  const { code, out } = await place.compare();
  assert.equal(code, 0);
  assert.match(out, /\n"a" against people\n/);
  assert.match(out, /\nProducts where "a" is farthest from people\n[^]*\n {2}A +2 +0\.4591 /);
});

Deno.test("G76: events compare refuses two real conditions and equal labels before it reads a row", async () => {
  const gone = { events_filename: "gone.jsonl", condition_type: "real" };
  await using two = await desk([{ ...gone, label: "x" }, { ...gone, label: "y" }]);
  const real = await two.compare();
  assert.equal(real.code, 1);
  assert.match(
    real.err,
    /^Cannot compare with people: "x" and "y" are real, and one at most may be\n$/,
  );
  await using same = await desk([a, { ...b, label: "a" }]);
  assert.match((await same.compare()).err, /^Cannot compare conditions: two have the label "a"/);
  await using missing = await desk([a, { ...b, events_filename: "gone.jsonl" }]);
  const { code, err } = await missing.compare();
  assert.equal(code, 1);
  assert.match(err, /^Cannot read ".*gone\.jsonl": there is no such file\n$/);
});

Deno.test("events compare names what is wrong in its configuration, and needs one", async () => {
  await using place = await desk([{ ...a, condition_type: "human" }, b], { plots: {} });
  const { code, err } = await place.compare();
  assert.equal(code, 1);
  assert.match(err, /\$\.conditions\[0\]\.condition_type must be one of/);
  assert.match(err, /\$\.plots is an unknown key/);
  assert.equal((await events("compare")).code, 2);
});

Deno.test("events compare says which condition has no answer to the field", async () => {
  await using place = await desk([a, b]);
  await Deno.writeTextFile(place.at("b.jsonl"), lined(rated(["u1A-", "u2B-"])));
  const { code, err } = await place.compare();
  assert.equal(code, 0);
  assert.match(err, /^warning: no evaluation of "b" has an answer to "rating"\n$/);
  await using whole = await desk([a, b]);
  assert.equal((await whole.compare()).err, "");
});

Deno.test("events compare refuses an outcome that no condition has, and names those there are", async () => {
  const compared = async (outcome_field: string) => {
    await using place = await desk([a, b], { outcome_field });
    const { code, out, err } = await place.compare();
    assert.deepEqual([code, out], [1, ""]);
    return err;
  };
  const all = "the outcomes are rating";
  const meant = 'Cannot compare "ratings": no evaluation has it: did you mean "rating"?';
  assert.equal(await compared("ratings"), `${meant} (${all})\n`);
  assert.equal(await compared("colour"), `Cannot compare "colour": no evaluation has it: ${all}\n`);
});

Deno.test("events compare says of each condition who answered in it, where its run says so", async () => {
  await using place = await desk([a, b]);
  const notice = "answers made up by lot, not a language model's";
  await Deno.writeTextFile(place.at("metadata.json"), JSON.stringify({ notice }));
  const { out } = await place.compare("--output-dir", place.path);
  assert.ok(out.endsWith(`\na: ${notice}\nb: ${notice}\n`));
  const { notices } = JSON.parse(await Deno.readTextFile(place.at("comparison.json")));
  assert.deepEqual(notices, { a: notice, b: notice });
  assert.ok(
    (await Deno.readTextFile(place.at("comparison_report.md"))).includes(`\n> a: ${notice}\n`),
  );
});
