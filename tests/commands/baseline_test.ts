import assert from "node:assert/strict";
import { main } from "../../lib/commands/main.ts";
import { hostWith } from "../hosts.ts";
import { filed, type Finished } from "./desk.ts";

async function baseline(...args: readonly string[]): Promise<Finished> {
  const host = hostWith();
  const code = await main(["baseline", ...args], host);
  return { code, ...host.written };
}

Deno.test("baseline list finds words in a dataset, as lines and as JSON", async () => {
  const { code, out, err } = await baseline("list", "--search", "happy", "--dataset", "gss");
  assert.deepEqual([code, err], [0, ""]);
  assert.match(out, /^baseline +asked +n +options +groups +title\n/);
  assert.match(out, /^gss:HAPPY +1972-2024 +3281 +3 +9 +General happiness$/m);
  assert.match(out, /\n2 baselines\n$/);
  const json = await baseline("list", "--search", "happy", "--output-format", "json");
  const [happy] = JSON.parse(json.out).baselines;
  assert.deepEqual([happy.id, happy.n, happy.ordered], ["gss:HAPPY", 3281, true]);
  assert.deepEqual(happy.options, ["very happy", "pretty happy", "not too happy"]);
  assert.equal((await baseline("list", "--search", "xyzzy")).out, "no baselines of that kind\n");
});

Deno.test("baseline show gives shares, counts, groups and sources of whom one asks for", async () => {
  const { code, out, err } = await baseline("show", "gss:HAPPY", "--where", "sex=female");
  assert.deepEqual([code, err], [0, ""]);
  assert.match(out, /^baseline +gss:HAPPY\nquestion +Taken all together/);
  assert.match(out, /^year +2024\npeople +sex Female\nn +1810\nworth +1810\nweighting +none$/m);
  assert.match(out, /^very happy +21 % +386$/m);
  assert.match(out, /^sex +Female \| Male$/m);
  assert.match(out, /^citation +Davern/m);
  const args = ["gss:HAPPY", "--year", "pooled", "--weighted", "--output-format", "json"];
  const json = JSON.parse((await baseline("show", ...args)).out);
  assert.deepEqual([json.year, json.n, json.n_effective, json.counts], [
    "pooled",
    70869,
    null,
    null,
  ]);
  assert.equal(
    (await baseline("show", "gss (1972):HAPPY")).out.includes("\nn          1606\n"),
    true,
  );
});

Deno.test("baseline show of shares whose n is not published says what they are worth", async () => {
  const { out } = await baseline("show", "ntia:internetUser", "--year", "2019");
  assert.match(out, /^year +2019 \(Nov 2019\)\npeople +everybody\nn +not known\nworth +32015\n/m);
  assert.match(out, /^Yes +79 %\nNo +21 %\n/m);
  assert.match((await baseline("show", "fte_comma:CARE_OXFORD")).out, /^year +not known$/m);
});

Deno.test("baseline validate names all that is wrong with a file, or what it holds", async () => {
  const record = {
    ...{ dataset: "cafe", question: "TEA", title: "Tea", text: "Tea or coffee?" },
    ...{ options: ["tea", "coffee"], ordered: false },
    waves: [{ year: 2024, counts: { tea: 30, coffee: 70 } }],
    ...{ source: "our till", licence: "our own", citation: "Our cafe" },
  };
  await using files = await filed({
    "good.json": JSON.stringify({ note: "ours", baselines: [record] }),
    "bad.json": JSON.stringify({ baselines: [{ ...record, title: "", waves: [{ n: 1.5 }] }] }),
    "clash.json": JSON.stringify({ baselines: [{ ...record, dataset: "gss", question: "LIFE" }] }),
    "not.json": "{",
  });
  const good = files.at("good.json");
  assert.deepEqual(await baseline("validate", good), {
    ...{ code: 0, out: `${good} is valid: 1 baseline, cafe:TEA\n`, err: "" },
  });
  assert.deepEqual(
    JSON.parse((await baseline("validate", good, "--output-format", "json")).out),
    { file: good, valid: true, baselines: ["cafe:TEA"] },
  );
  const bad = await baseline("validate", files.at("bad.json"));
  assert.deepEqual([bad.code, bad.out], [1, ""]);
  assert.match(
    bad.err,
    /: 2 problems\n.*title must be a text that is not empty\n.*waves\[0\]\.n must/,
  );
  const clash = await baseline("validate", files.at("clash.json"));
  assert.match(clash.err, /there is a baseline "gss:LIFE" that ships with the toolkit already\n$/);
  assert.match(
    (await baseline("validate", files.at("not.json"))).err,
    /^Cannot read .*is not JSON/,
  );
});

Deno.test("baseline ends with 1 where there is no such thing, and with 2 on a wrong command line", async () => {
  const cases: [readonly string[], number, RegExp][] = [
    [
      ["show", "gss:HAPY"],
      1,
      /^Cannot find the baseline "gss:HAPY": did you mean "gss:HAPPY"\?\n$/,
    ],
    [["show", "wvs:Q1"], 1, /^Cannot use the baseline "wvs:Q1": the dataset "wvs" is gated/],
    [["show", "gss:HAPPY", "--year", "1979"], 1, /^Cannot find 1979 in "gss:HAPPY"/],
    [["show", "gss:HAPPY", "--where", "sex=x"], 1, /^Cannot find sex "x"/],
    [["show", "gss:HAPPY", "--year", "x"], 2, /^Cannot use --year "x": it takes a year/],
    [["show", "gss:HAPPY", "--where", "x"], 2, /^Cannot use --where "x": it takes an attribute/],
    [["show"], 2, /^Cannot do "baseline show": ID is missing \(baseline show ID\)\n/],
    [["validate", "nowhere.yaml"], 1, /^Cannot read "nowhere.yaml": there is no such file\n$/],
    [["list", "--dataset", "gs"], 1, /did you mean "gss"/],
    [["list", "--year", "2024"], 2, /^Cannot use --year with baseline list/],
  ];
  for (const [args, code, sentence] of cases) {
    const finished = await baseline(...args);
    assert.deepEqual([finished.code, finished.out], [code, ""], args.join(" "));
    assert.match(finished.err, sentence);
  }
});
