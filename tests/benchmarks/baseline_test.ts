import assert from "node:assert/strict";
import { bundledFile } from "../../lib/host/library.ts";
import { memoryHost } from "../../lib/host/memory.ts";
import { Baseline, baseline, InputError } from "../../mod.ts";
import { recordOf, records } from "./records.ts";

Deno.test("baseline() is the latest year, its options in the order of the survey", async () => {
  const happy = await baseline("gss:HAPPY");
  // Counts of 2024: kjhealy/gssrdoc, man/happy.Rd, as read there by eye.
  assert.deepEqual(happy.counts, { "very happy": 684, "pretty happy": 1892, "not too happy": 705 });
  assert.deepEqual(Object.keys(happy.shares), ["very happy", "pretty happy", "not too happy"]);
  assert.deepEqual(happy.options, ["very happy", "pretty happy", "not too happy"]);
  assert.deepEqual([happy.id, happy.year, happy.n], ["gss:HAPPY", 2024, 3281]);
  assert.equal(happy.shares["very happy"]?.toFixed(6), "0.208473"); // 684 / 3281
  assert.equal(happy.ordered, true);
});

Deno.test("baseline() gives one year, or all of them together", async () => {
  const first = await baseline("gss:HAPPY", { year: 1972 });
  // 1972: kjhealy/gssrdoc, man/happy.Rd.
  assert.deepEqual(first.counts, { "very happy": 486, "pretty happy": 855, "not too happy": 265 });
  const pooled = await baseline("gss:HAPPY", { year: "pooled" });
  assert.deepEqual([pooled.year, pooled.n], ["pooled", 70869]);
  const shares = Object.values(pooled.shares).reduce((sum, share) => sum + share, 0);
  assert.ok(Math.abs(shares - 1) < 1e-12);
});

Deno.test("baseline() says which baselines and years it knows", async () => {
  await assert.rejects(baseline("gss:HAPY"), {
    name: "TypeError",
    message: 'Cannot find the baseline "gss:HAPY": did you mean "gss:HAPPY"?',
  });
  await assert.rejects(baseline("wvs:Q1"), {
    message: 'Cannot find the baseline "wvs:Q1": known are gss:HAPPY, gss:HEALTH, gss:LIFE',
  });
  await assert.rejects(baseline("gss:HAPPY", { year: 1979 }), {
    name: "TypeError",
    message: /^Cannot find 1979 in "gss:HAPPY": its years are 1972, 1973, .*, 2022, 2024$/,
  });
});

Deno.test("baseline() names every fault of a file of baselines", async () => {
  const [record] = await records();
  const broken = { ...record, options: ["one"], counts_by_year: { 2024: { one: -1 } } };
  const path = bundledFile("baselines/gss.json").pathname;
  const host = memoryHost({
    files: { [path]: JSON.stringify({ note: "", baselines: [broken] }) },
  });
  const error = await baseline("gss:HAPPY", { host }).then(() => undefined, (reason) => reason);
  assert.ok(error instanceof InputError);
  assert.deepEqual(error.issues.map(({ path }) => path), [
    "$.baselines[0].options",
    '$.baselines[0].counts_by_year["2024"].one',
  ]);
});

Deno.test("Baseline adds up years and gives options that nobody chose a count of 0", () => {
  const record = recordOf({ 2020: { yes: 3, no: 1 }, 2022: { no: 4 } });
  const pooled = new Baseline(record, "pooled");
  assert.deepEqual([pooled.counts, pooled.n], [{ yes: 3, no: 5 }, 8]);
  assert.deepEqual(new Baseline(record, 2022).counts, { yes: 0, no: 4 });
  assert.deepEqual(new Baseline(record, 2022).shares, { yes: 0, no: 1 });
});
