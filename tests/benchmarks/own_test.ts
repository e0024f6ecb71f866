import assert from "node:assert/strict";
import { baseline, baselines } from "../../mod.ts";
import { folder, hostWith } from "../hosts.ts";
import { recordOf } from "./records.ts";

/** A host whose user has these files in a folder of baselines. */
async function withOwn(files: Readonly<Record<string, unknown>>, env: Record<string, string> = {}) {
  const place = await folder();
  for (const [name, data] of Object.entries(files)) {
    await Deno.writeTextFile(
      `${place.path}/${name}`,
      typeof data === "string" ? data : JSON.stringify({ baselines: data }),
    );
  }
  const host = hostWith({ env: { QUORUM_BASELINES: place.path, ...env } });
  return {
    ...{ host, path: place.path },
    [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
  };
}

const MADE = recordOf({ 2024: { yes: 30, no: 10 } });

Deno.test("baseline() reads the user's own folder, in JSON and YAML, beside what ships", async () => {
  const yaml = `baselines:
  - dataset: cafe
    question: TEA
    title: Tea
    text: Tea or coffee?
    options: [tea, coffee]
    ordered: false
    weighting: by customer
    waves:
      - { year: 2023, shares: { tea: 0.3, coffee: 0.7 }, n: 400, n_effective: 250 }
      - year: 2024
        counts: { coffee: 70, tea: 30 }
        groups: { age: { under 30: { counts: { tea: 20 } } } }
    source: our till
    licence: our own
    citation: Our cafe
`;
  await using own = await withOwn({
    ...{ "cafe.yaml": yaml, "more.json": [{ ...MADE, dataset: "gss" }], "notes.txt": "{" },
  });
  const { host } = own;
  const tea = await baseline("cafe:TEA", { year: 2023, host });
  assert.deepEqual([tea.n, tea.nEffective, tea.weighting], [400, 250, "by customer"]);
  const young = await baseline("cafe:TEA", { where: { age: "Under 30" }, host });
  assert.deepEqual([young.counts, young.year], [{ tea: 20, coffee: 0 }, 2024]);
  // A question of one's own in a dataset that ships.
  assert.equal((await baseline("gss:UP", { host })).n, 40);
  assert.equal((await baseline("gss:HAPPY", { host })).n, 3281);
  const ids = (await baselines({ host })).map(({ id }) => id);
  assert.deepEqual(ids.slice(-2), ["cafe:TEA", "gss:UP"]);
  assert.deepEqual((await baselines({ dataset: "cafe", host })).map(({ years }) => years), [
    [2023, 2024],
  ]);
});

Deno.test("baseline() does not let a file of one's own replace what ships, nor another file", async () => {
  const happy = { ...MADE, dataset: "gss", question: "HAPPY" };
  await using own = await withOwn({ "a.json": [MADE, MADE], "b.json": [happy], "c.json": [MADE] });
  await assert.rejects(baseline("gss:LIFE", { host: own.host }), {
    name: "TypeError",
    message: [
      `Cannot read ${own.path}/a.json: ${own.path}/a.json:1 $.baselines[1].question must be another: ` +
      'there is a baseline "made:UP" in this file already',
      `Cannot read ${own.path}/b.json: ${own.path}/b.json:1 $.baselines[0].question must be another: ` +
      'there is a baseline "gss:HAPPY" that ships with the toolkit already',
    ].join("\n"),
  });
  await Deno.writeTextFile(`${own.path}/b.json`, JSON.stringify({ baselines: [MADE] }));
  await Deno.writeTextFile(`${own.path}/a.json`, JSON.stringify({ baselines: [MADE] }));
  await assert.rejects(baseline("gss:LIFE", { host: own.host }), /b\.json.*in .*a\.json already/);
});

Deno.test("baseline() names all that is wrong in a file of one's own, by line and path", async () => {
  const text = `baselines:
  - dataset: cafe
    question: "T: A"
    title: Tea
    text: Tea or coffee?
    options: [tea]
    ordered: perhaps
    waves:
      - year: 24
        counts: { tea: -1 }
    source: our till
    license: our own
    citation: Our cafe
`;
  await using own = await withOwn({ "cafe.yaml": text });
  const error = await baseline("cafe:TEA", { host: own.host }).then(() => null, (reason) => reason);
  const lines = error.message.replaceAll(`${own.path}/`, "").split("\n");
  assert.deepEqual(lines, [
    "Cannot read cafe.yaml: 7 problems",
    "  cafe.yaml:2 $.baselines[0].licence is missing: it must be a text",
    "  cafe.yaml:3 $.baselines[0].question must be a name: one word, without colons and brackets",
    "  cafe.yaml:6 $.baselines[0].options must be a list of at least 2 items, not a list of 1 item",
    '  cafe.yaml:7 $.baselines[0].ordered must be true or false, not "perhaps"',
    "  cafe.yaml:9 $.baselines[0].waves[0].year must be at least 1000, not 24",
    "  cafe.yaml:10 $.baselines[0].waves[0].counts.tea must be at least 0, not -1",
    '  cafe.yaml:12 $.baselines[0].license is an unknown key: did you mean "licence"?',
  ]);
});

Deno.test("baseline() names what a schema cannot say of numbers that do not fit together", async () => {
  const wave = (part: object) => ({ ...MADE, waves: [{ year: 2024, ...part }] });
  const cases: [object, RegExp][] = [
    [{ year: 2024 }, /waves\[0\]\.counts is missing: there must be counts or shares$/],
    [{ counts: { yes: 0 } }, /counts must count somebody$/],
    [{ counts: { yes: 1, n: 1 } }, /counts\.n is not one of the options: did you mean "no"\?$/],
    [{ counts: { yes: 1 }, n: 1 }, /\.n must be left out: it is the sum of the counts$/],
    [{ counts: { yes: 1 }, n_effective: 1 }, /n_effective must be left out: there are no shares$/],
    [{ shares: { yes: 0.5, no: 0.3 } }, /shares must add up to 1, not 0\.8$/],
    // Two shares rounded to a percent each cannot be so far from 1.
    [{ shares: { yes: 0.55, no: 0.42 } }, /shares must add up to 1, not 0\.97$/],
    [{ shares: { yes: 1 }, n_effective: 5, standard_error: 1 }, /left out: the error says it$/],
    [{ counts: { yes: 1 }, standard_error: 1 }, /it is of the shares of two options$/],
    [{ counts: { yes: 1 }, groups: { sex: { f: {} } } }, /groups\.sex\.f\.counts is missing/],
  ];
  for (const [part, sentence] of cases) {
    await using own = await withOwn({ "a.json": [wave(part)] });
    await assert.rejects(baseline("made:UP", { host: own.host }), sentence);
  }
  const [one] = MADE.waves;
  await using own = await withOwn({
    "a.json": [{
      ...MADE,
      options: ["yes", "no", "yes"],
      waves: [one, one, { counts: { no: 1 } }],
    }],
  });
  const error = await baseline("made:UP", { host: own.host }).then(() => null, (reason) => reason);
  assert.deepEqual(error.issues.map(({ path }: { path: string }) => path).toSorted(), [
    ...[
      "$.baselines[0].options[2]",
      "$.baselines[0].waves[1].year",
      "$.baselines[0].waves[2].year",
    ],
  ]);
});

Deno.test("baseline() refuses gated datasets before it reads anything, and takes the user's own on demand", async () => {
  const gated = { ...MADE, dataset: "wvs", question: "Q1" };
  await using own = await withOwn({ "wvs.json": [gated] });
  const sentence =
    /^Cannot use the baseline ".*": the dataset ".*" is gated, .* set SYNTHBENCH_ALLOW_GATED=1/;
  const names = "opinionsqa globalopinionqa subpop wvs eurobarometer michigan pewtech WVS".split(
    " ",
  );
  for (const dataset of names) {
    await assert.rejects(baseline(`${dataset}:Q1`, { host: own.host }), { message: sentence });
  }
  await assert.rejects(baseline("wvs (2020):Q1", { host: own.host }), { message: sentence });
  await assert.rejects(baselines({ dataset: "wvs", host: own.host }), /is gated/);
  const listed = async (host = own.host) => (await baselines({ host })).map(({ id }) => id);
  assert.ok(!(await listed()).includes("wvs:Q1"));
  await using allowed = await withOwn({ "wvs.json": [gated] }, { SYNTHBENCH_ALLOW_GATED: "1" });
  assert.equal((await baseline("wvs:Q1", { host: allowed.host })).n, 40);
  assert.ok((await listed(allowed.host)).includes("wvs:Q1"));
  await assert.rejects(baseline("subpop:Q1", { host: allowed.host }), {
    message: /^Cannot find the baseline "subpop:Q1": there is no dataset "subpop" \(known are/,
  });
});

Deno.test("baseline() says when the user's folder holds no baselines, or is not there", async () => {
  await using own = await withOwn({ "notes.txt": "" });
  for (const path of [own.path, "/nowhere/at/all"]) {
    const host = hostWith({ env: { QUORUM_BASELINES: path } });
    await assert.rejects(baseline("gss:HAPPY", { host }), {
      message:
        `Cannot use "${path}" as QUORUM_BASELINES: no folder of that name holds a .json or .yaml file`,
    });
  }
});
