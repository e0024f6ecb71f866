import assert from "node:assert/strict";
import { parseBaselines } from "../../lib/benchmarks/baseline_file.ts";
import { memoryHost } from "../../lib/host/memory.ts";
import { Baseline, baseline, divergence, jensenShannon } from "../../mod.ts";
import { recordOf } from "./records.ts";

Deno.test("baseline() is the latest year, its options in the order of the survey", async () => {
  const happy = await baseline("gss:HAPPY");
  // Counts of 2024: kjhealy/gssrdoc, man/happy.Rd, as read there by eye.
  assert.deepEqual(happy.counts, { "very happy": 684, "pretty happy": 1892, "not too happy": 705 });
  assert.deepEqual(Object.keys(happy.shares), ["very happy", "pretty happy", "not too happy"]);
  assert.deepEqual(happy.options, ["very happy", "pretty happy", "not too happy"]);
  assert.deepEqual([happy.id, happy.year, happy.n], ["gss:HAPPY", 2024, 3281]);
  // 684/3281, 1892/3281 and 705/3281.
  assert.deepEqual(rounded(happy), {
    "very happy": 0.208473,
    "pretty happy": 0.576653,
    "not too happy": 0.214874,
  });
  assert.equal(happy.ordered, true);
  assert.deepEqual([happy.key, happy.nEffective, happy.weighting], ["GSS_HAPPY", 3281, null]);
});

Deno.test("baseline() gives one year, or all of them together", async () => {
  const first = await baseline("gss:HAPPY", { year: 1972 });
  // 1972: kjhealy/gssrdoc, man/happy.Rd.
  assert.deepEqual(first.counts, { "very happy": 486, "pretty happy": 855, "not too happy": 265 });
  const pooled = await baseline("gss:HAPPY", { year: "pooled" });
  assert.deepEqual([pooled.year, pooled.n], ["pooled", 70869]);
  const shares = Object.values(pooled.shares).reduce((sum, share) => sum + share, 0);
  assert.ok(Math.abs(shares - 1) < 1e-12);
  assert.deepEqual(first.years, pooled.years);
  assert.deepEqual(first.years.slice(-3), ["2021-2024", "2012-2018", "1972-2024"]);
});

Deno.test("baseline() takes the end of a name that is like no other, and a year in the id", async () => {
  for (const id of ["gss:GSS_HAPPY", "gss:HAPPY", " gss : HAPPY "]) {
    assert.equal((await baseline(id)).id, "gss:HAPPY", id);
  }
  assert.equal((await baseline("fte_comma:IMPORTANCE")).id, "fte_comma:GRAMMAR_IMPORTANCE");
  assert.equal((await baseline("gss (2022):HAPPY")).year, 2022);
  assert.equal((await baseline("gss(pooled):HAPPY")).n, 70869);
  assert.equal((await baseline("gss (2021-2024):HAPPY")).n, 10815);
  // A name with a wave is that wave.
  const wave = await baseline("ntia:NTIA_Nov_2019_internetUser_isPerson");
  assert.deepEqual([wave.id, wave.year, wave.wave], ["ntia:internetUser", 2019, "Nov 2019"]);
  assert.equal(wave.key, "NTIA_Nov_2019_internetUser_isPerson");
});

Deno.test("baseline() of one group has its counts, and says which groups there are", async () => {
  const women = await baseline("gss:HAPPY", { year: 2024, where: { sex: "female" } });
  // Counts of 2024, computed from kjhealy/socviz, data/gss_lon.rda.
  assert.deepEqual(women.counts, { "very happy": 386, "pretty happy": 1054, "not too happy": 370 });
  assert.deepEqual([women.n, women.where], [1810, { sex: "Female" }]);
  assert.match(women.source, /socviz/);
  assert.deepEqual(women.subgroups.sex, ["Female", "Male"]);
  assert.deepEqual(Object.keys(women.subgroups), [
    ...["sex", "age_band", "degree", "race", "region", "marital", "children"],
    ...["party_id", "political_views"],
  ]);
  const pooled = await baseline("gss:HAPPY", { year: "pooled", where: { race: "Black" } });
  assert.deepEqual([pooled.year, pooled.where], ["pooled", { race: "Black" }]);
});

Deno.test("baseline() weights where it is told to, and then has no counts", async () => {
  const weighted = await baseline("gss:HAPPY", { weighted: true });
  assert.deepEqual(rounded(weighted), {
    "very happy": 0.233981,
    "pretty happy": 0.562181,
    "not too happy": 0.203838,
  });
  assert.deepEqual([weighted.counts, weighted.n, weighted.nEffective], [null, 3281, null]);
  assert.match(weighted.weighting ?? "", /WTSSPS/);
  await assert.rejects(baseline("gss:LIFE", { weighted: true }), {
    message: 'Cannot weight "gss:LIFE" 2024: only its counts are known, unweighted',
  });
});

Deno.test("baseline() of shares says what their standard error makes them worth", async () => {
  const online = await baseline("ntia:internetUser", { year: 2019 });
  // The table of 2020-05-15: .793582, standard error .002262; .793582 × .206418/.002262² = 32015.0.
  assert.deepEqual(rounded(online), { Yes: 0.793582, No: 0.206418 });
  assert.deepEqual([online.counts, online.n], [null, null]);
  assert.equal(online.nEffective?.toFixed(1), "32015.0");
  assert.equal(Object.keys(online.subgroups).length, 10);
  const latest = await baseline("ntia:internetUser");
  assert.deepEqual([latest.year, latest.n, latest.nEffective], [2023, null, null]);
  assert.match(latest.note ?? "", /Whole percent, read from a third-party summary/);
  assert.match(latest.source, /benton\.org/);
});

Deno.test("baseline() without a date has no year", async () => {
  const comma = await baseline("fte_comma:CARE_OXFORD");
  assert.deepEqual([comma.year, comma.years], [null, []]);
  assert.match(comma.note ?? "", /no date/);
  await assert.rejects(baseline("fte_comma:CARE_OXFORD", { year: 2018 }), {
    message: 'Cannot find 2018 in "fte_comma:CARE_OXFORD": its date is not known',
  });
});

Deno.test("divergence() takes a baseline for no more than it is worth", async () => {
  const panel = { Yes: 85, No: 15 };
  const sizeOf = async (id: string, year?: number) =>
    divergence(panel, await baseline(id, { year })).humanN;
  assert.equal((await sizeOf("ntia:internetUser", 2019))?.toFixed(1), "32015.0");
  // Nothing is known of their size: shares as exact, and so it says.
  assert.equal(await sizeOf("ntia:internetUser", 2023), null);
  const weighted = await baseline("gss:HAPPY", { weighted: true });
  const happy = { "very happy": 20, "pretty happy": 60, "not too happy": 20 };
  assert.equal(divergence(happy, weighted).humanN, 3281);
  assert.equal(divergence(happy, weighted, { humanN: 2000 }).humanN, 2000);
  assert.equal(divergence(happy, weighted).wasserstein === null, false);
  assert.equal(divergence(weighted, weighted).jsd, 0);
  assert.ok(jensenShannon(happy, weighted) > 0);
  await assert.rejects(
    async () => divergence(await baseline("ntia:internetUser"), panel),
    /Cannot judge the panel: shares do not say how many answered, give n/,
  );
});

Deno.test("baseline() says which baselines, years and groups there are", async () => {
  const HEALTH =
    'Cannot find groups in "gss:HEALTH" 2024: they are known for 2022, 2021-2022, 2012-2018, 1972-2022';
  const cases: [string, Parameters<typeof baseline>[1], string | RegExp][] = [
    ["gss:HAPY", {}, 'Cannot find the baseline "gss:HAPY": did you mean "gss:HAPPY"?'],
    [
      "gss:Q1",
      {},
      /^Cannot find the baseline "gss:Q1": known are gss:HAPPY, .* and 80 more, which baselines\(\) and baseline list show$/,
    ],
    [
      "gs:HAPPY",
      {},
      /^Cannot find the baseline "gs:HAPPY": there is no dataset "gs" \(did you mean "gss"\? Known are gss, ntia, fte_comma/,
    ],
    ["HAPPY", {}, /^Cannot read the baseline "HAPPY": it must be DATASET:QUESTION/],
    ["gss:", {}, /^Cannot read the baseline "gss:"/],
    ["gss (men):HAPPY", {}, /^Cannot take "men" for a year/],
    [
      "gss (2022):HAPPY",
      { year: 2024 },
      'Cannot find 2024 in "gss (2022):HAPPY": the id says 2022',
    ],
    [
      "gss:HAPPY",
      { year: 1979 },
      /^Cannot find 1979 in "gss:HAPPY": its years are 1972, 1973, .*, 2024, 2021-2024,/,
    ],
    [
      "gss:HAPPY",
      { where: { sx: "x" } },
      /^Cannot find the attribute "sx" in "gss:HAPPY" 2024: did you mean "sex"\? Known are "sex", "age_band"/,
    ],
    [
      "gss:HAPPY",
      { where: { sex: "women" } },
      'Cannot find sex "women" in "gss:HAPPY" 2024: known are "Female", "Male"',
    ],
    [
      "gss:HAPPY",
      { where: { sex: "male", race: "White" } },
      /^Cannot cross attributes in "gss:HAPPY" 2024/,
    ],
    ["gss:HEALTH", { where: { sex: "male" } }, HEALTH],
    [
      "gss:HEALTH",
      { year: "pooled", where: { sex: "male" } },
      /^Cannot find groups in "gss:HEALTH" pooled: they are known for 2022/,
    ],
    ["gss:LIFE", { where: { sex: "male" } }, 'Cannot find groups in "gss:LIFE" 2024: it has none'],
    [
      "ntia:internetUser",
      { year: "pooled" },
      /^Cannot pool the years of "ntia:internetUser": it has shares/,
    ],
    ["fte_comma:OXFORD", {}, /^Cannot tell which .* is the end of CARE_OXFORD, HEARD_OXFORD$/],
  ];
  for (const [id, options, message] of cases) {
    await assert.rejects(baseline(id, options), { name: "TypeError", message }, id);
  }
});

Deno.test("baseline() reads the file of one dataset only", async () => {
  const file = new URL("../../fixtures/baselines/gss.json", import.meta.url);
  const host = memoryHost({ files: { [file.pathname]: await Deno.readTextFile(file) } });
  assert.equal((await baseline("gss:HAPPY", { host })).n, 3281);
  await assert.rejects(baseline("ntia:internetUser", { host }), /no such file/);
});

Deno.test("Baseline adds up years and gives options that nobody chose a count of 0", () => {
  const record = recordOf({ 2020: { yes: 3, no: 1 }, 2022: { no: 4 } });
  const pooled = new Baseline(record, "pooled");
  assert.deepEqual([pooled.counts, pooled.n], [{ yes: 3, no: 5 }, 8]);
  assert.deepEqual(new Baseline(record, 2022).counts, { yes: 0, no: 4 });
  assert.deepEqual(new Baseline(record, 2022).shares, { yes: 0, no: 1 });
  const { n_effective, shares, nEffective } = JSON.parse(JSON.stringify(pooled));
  assert.deepEqual([n_effective, shares, nEffective], [8, { yes: 0.375, no: 0.625 }, undefined]);
});

Deno.test("Baseline is not misled by options whose names every object has", () => {
  const options = ["constructor", "toString", "other"];
  const record = { ...recordOf({ 2020: { other: 3 }, 2022: { toString: 1, other: 4 } }), options };
  assert.deepEqual(new Baseline(record, 2020).counts, { constructor: 0, toString: 0, other: 3 });
  const pooled = new Baseline(record, "pooled");
  assert.deepEqual([pooled.shares, pooled.n], [
    { constructor: 0, toString: 0.125, other: 0.875 },
    8,
  ]);
  const clash = { ...record, options: ["__proto__", "other"] };
  assert.throws(
    () => parseBaselines({ baselines: [clash] }, "a.json"),
    /options\[0\] must be another word/,
  );
});

/** Shares to six places. */
function rounded({ shares }: Baseline): Record<string, number> {
  return Object.fromEntries(
    Object.entries(shares).map(([option, share]) => [option, Number(share.toFixed(6))]),
  );
}
