import assert from "node:assert/strict";
import { main } from "../../lib/commands/main.ts";
import { loadPack } from "../../mod.ts";
import { type Env, envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { type Answerer, type Normalised } from "../loopback/request.ts";
import { type Fault } from "../loopback/faults.ts";
import { filed } from "./desk.ts";

const PACK = `# Four people.
name: Four   # of us
version: "1"
personas:
  - name: Maya Chen
    age: 34
    sex: female
  - {name: "Derek", age: 51, sex: male}
  - name: Priya # no age
  - name: Sam
calibration:
  # earlier
  - dataset: gss
    question: HAPPY
    jsd: 0.9
  - dataset: ntia # of last year
    question: USE
    jsd: 0.2
# the end
`;

/** Everybody has an answer of their own, which most of them stick to. */
const answer: Answerer = ({ system, seed }: Normalised) => {
  const own = ["very happy", "pretty happy", "not too happy"][system.length % 3];
  return { data: { answer: (seed ?? 0) % 5 === 0 ? "pretty happy" : own } };
};

async function desk(
  { text = PACK, fault }: {
    readonly text?: string;
    readonly fault?: (request: Normalised) => Fault | null;
  } = {},
) {
  const loop = startLoopback({ answer, ...(fault ? { fault } : {}) });
  const files = await filed({ "pack.yaml": text });
  const path = files.at("pack.yaml");
  return {
    ...{ loop, files, path },
    read: (name = "pack.yaml") => Deno.readTextFile(files.at(name)),
    run: async (
      args: readonly string[],
      { env = {}, typed }: { env?: Env; typed?: readonly string[] } = {},
    ) => {
      const host = hostWith({ env: { ...envFor(loop), ...env }, ...(typed ? { typed } : {}) });
      const code = await main(["pack", "calibrate", path, ...args], host);
      return { code, ...host.written };
    },
    [Symbol.asyncDispose]: async () => {
      await loop[Symbol.asyncDispose]();
      await files[Symbol.asyncDispose]();
    },
  };
}

const HAPPY = ["--against", "gss:HAPPY"];
const SMALL = [...HAPPY, "--n", "10", "--samples-per-question", "3", "--models", "haiku"];

Deno.test("pack calibrate writes one entry for a baseline, and no other byte (G1, G8, G13, G16)", async () => {
  await using it = await desk();
  const { code, out, err } = await it.run([...SMALL, "--yes"]);
  assert.equal(code, 0, err);
  assert.equal(it.loop.count, 30);
  const text = await it.read();
  const [head, rest] = text.split("  - dataset: gss\n");
  assert.equal(head, PACK.split("  - dataset: gss\n")[0]);
  assert.ok(
    rest?.endsWith(
      "\n  - dataset: ntia # of last year\n    question: USE\n    jsd: 0.2\n# the end\n",
    ),
    text,
  );
  const { calibration = [] } = (await loadPack(it.path)).manifest;
  assert.deepEqual(calibration.map(({ dataset, question }) => [dataset, question]), [[
    "gss",
    "HAPPY",
  ], ["ntia", "USE"]]);
  const entry = { ...calibration[0] };
  assert.deepEqual(Object.keys(entry), [
    ...["dataset", "question", "jsd", "n", "samples_per_question", "models", "extractor"],
    ...["panelist_cost_usd", "calibrated_at", "quorum_version", "methodology_url"],
    ...["jsd_corrected", "jsd_interval", "floor95", "p_null", "n_effective", "year"],
  ]);
  assert.equal(entry.n, 10);
  assert.equal(entry.samples_per_question, 3);
  assert.deepEqual(entry.models, ["haiku:1.00"]);
  assert.equal(entry.year, 2024);
  assert.match(String(entry.calibrated_at), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.ok(Number(entry.panelist_cost_usd) > 0);
  // Ten panelists are four people: that is what their answers are worth.
  assert.ok(Number(entry.n_effective) < 10, String(entry.n_effective));
  assert.match(out, /how far from people: HAPPY against gss:HAPPY 2024/);
  const again = await it.run([...SMALL, "--yes"]);
  assert.equal(again.code, 0, again.err);
  assert.equal((await loadPack(it.path)).manifest.calibration?.length, 2);
});

Deno.test("pack calibrate --dry-run prints what would be written, and asks nothing (G7)", async () => {
  await using it = await desk();
  const { code, out, err } = await it.run([
    ...HAPPY,
    "--models",
    "haiku:3,gemini-2.5-flash:1",
    "--dry-run",
  ]);
  assert.equal(code, 0, err);
  assert.equal(it.loop.count, 0);
  assert.equal(await it.read(), PACK);
  assert.match(
    out,
    /^# A dry run: nothing is asked, and .*pack\.yaml stays as it is\. .*\n# .* 750 calls \(about \d+ tokens, \$0\.\d+\)\.\n# Four people\.\n/,
  );
  assert.match(
    out,
    /\n {4}jsd: null\n {4}n: 50\n {4}samples_per_question: 15\n {4}models: \[haiku:0\.74, gemini-2\.5-flash:0\.26\]\n/,
  );
  const json = JSON.parse(
    (await it.run([...HAPPY, "--models", "haiku", "--dry-run", "--output-format", "json"])).out,
  );
  assert.equal(json.llm_calls, 750);
  assert.equal(json.calibration_entry.n, 50);
  assert.ok(json.rendered_yaml.startsWith("# Four people."));
});

Deno.test("pack calibrate -o writes another file, and leaves the pack (G9)", async () => {
  await using it = await desk();
  const { code, err } = await it.run([...SMALL, "-o", it.files.at("other.yaml")]);
  assert.equal(code, 0, err);
  assert.equal(await it.read(), PACK);
  assert.match(await it.read("other.yaml"), /^# Four people\.\n/);
  assert.equal((await loadPack(it.files.at("other.yaml"))).manifest.calibration?.[0]?.n, 10);
});

Deno.test("pack calibrate asks before it writes over a file, and nobody to ask is a no", async () => {
  await using it = await desk();
  const alone = await it.run(SMALL);
  assert.deepEqual([alone.code, it.loop.count], [1, 0]);
  assert.match(
    alone.err,
    /Cannot write into ".*pack\.yaml" without --yes: nobody is at the terminal to confirm it/,
  );
  const no = await it.run(SMALL, { typed: ["n"] });
  assert.deepEqual([no.code, it.loop.count], [1, 0]);
  assert.match(no.err, /it was not confirmed/);
  assert.equal(await it.read(), PACK);
  const yes = await it.run(SMALL, { typed: ["y"] });
  assert.equal(yes.code, 0, yes.err);
});

Deno.test("pack calibrate ends with 2 before any call where there is nothing to measure (G11)", async () => {
  await using it = await desk();
  const place = it.files;
  await Deno.writeTextFile(place.at("none.yaml"), "personas: []\n");
  await Deno.writeTextFile(place.at("broken.yaml"), "personas: [\n");
  await Deno.writeTextFile(place.at("list.yaml"), "- name: Maya\n");
  const cases: readonly (readonly [number, RegExp, ...string[]])[] = [
    [2, /DATASET:QUESTION/, it.path, "--against", "gss:"],
    [2, /gated/, it.path, "--against", "wvs:Q1"],
    [2, /without --against/, it.path],
    [2, /there is no such file/, place.at("missing.yaml"), ...HAPPY],
    [2, /at least one persona/, place.at("none.yaml"), ...HAPPY],
    [2, /is not YAML/, place.at("broken.yaml"), ...HAPPY],
    [2, /must be a mapping with the key "personas"/, place.at("list.yaml"), ...HAPPY],
    [2, /whole number from 1/, it.path, ...HAPPY, "--n", "0"],
    [1, /gss:NOPE/, it.path, "--against", "gss:NOPE"],
    [1, /an ensemble/, it.path, ...HAPPY, "--models", "haiku,sonnet"],
    [1, /has \d+ options/, it.path, "--against", "gss:PARTYID"],
  ];
  for (const [code, sentence, ...args] of cases) {
    const host = hostWith({ env: envFor(it.loop) });
    const models = args.includes("--models") ? [] : ["--models", "haiku"];
    const got = await main(["pack", "calibrate", ...args, "--yes", ...models], host);
    assert.match(host.written.err, sentence);
    assert.equal(got, code, host.written.err);
  }
  assert.equal(it.loop.count, 0);
  assert.equal(await it.read(), PACK);
});

Deno.test("pack calibrate measures simulated respondents only where that is said, and marks them", async () => {
  await using it = await desk();
  const host = hostWith();
  const args = [
    "pack",
    "calibrate",
    it.path,
    ...HAPPY,
    "--yes",
    "--n",
    "6",
    "--samples-per-question",
    "2",
  ];
  assert.equal(await main(args, host), 1);
  assert.match(host.written.err, /simulated respondents would answer; name a model/);
  assert.equal(await it.read(), PACK);
  assert.equal(await main([...args, "--models", "simulated"], host), 0);
  assert.match(await it.read(), /\n {4}year: 2024\n {4}simulated: true\n/);
});

Deno.test("a call that fails leaves the file, and the run goes on where it was (G12)", async () => {
  let broken = true;
  await using it = await desk({
    fault: ({ index }) => broken && index % 4 === 3 ? { kind: "status", status: 400 } : null,
  });
  const failed = await it.run([...SMALL, "--yes"]);
  assert.equal(failed.code, 1, failed.err);
  assert.equal(await it.read(), PACK);
  const [, id = "", root = ""] =
    /--resume (\S+) --checkpoint-dir (\S+) goes on with it/.exec(failed.err) ?? [];
  assert.match(failed.err, /\d+ of 30 calls failed/);
  const before = it.loop.count;
  broken = false;
  const resumed = await it.run([...SMALL, "--yes", "--resume", id, "--checkpoint-dir", root]);
  assert.equal(resumed.code, 0, resumed.err);
  assert.equal(it.loop.count - before, 7);
  assert.equal((await loadPack(it.path)).manifest.calibration?.[0]?.n, 10);
  await Deno.remove(root, { recursive: true });
});

Deno.test("pack calibrate writes nothing where nobody can be asked, or the money is spent", async () => {
  await using it = await desk({ fault: () => ({ kind: "status", status: 401 }) });
  const failed = await it.run([...SMALL, "--yes"]);
  assert.equal(failed.code, 1);
  assert.match(failed.err, /30 of 30 calls failed/);
  it.loop.setBehaviour({ fault: null });
  const poor = await it.run([...SMALL, "--yes", "--max-cost", "0.003"]);
  assert.equal(poor.code, 1);
  assert.match(poor.err, /the budget was spent; with the same flags --resume/);
  assert.equal(await it.read(), PACK);
});

Deno.test("pack calibrate keeps flow style, marks and line ends, or refuses before any call (G14)", async () => {
  const flow = '{"personas": [{"name": "Maya"}], "name": "J"}\r\n';
  await using it = await desk({ text: `\uFEFF${flow}` });
  const { code, err } = await it.run([...SMALL, "--yes"]);
  assert.equal(code, 0, err);
  const bytes = await Deno.readFile(it.path);
  assert.deepEqual([...bytes.slice(0, 3)], [0xEF, 0xBB, 0xBF]);
  const written = new TextDecoder().decode(bytes);
  assert.ok(written.startsWith('{"personas": [{"name": "Maya"}], "name": "J", "calibration": ['));
  assert.ok(written.endsWith("]}\r\n"));
  assert.equal(JSON.parse(written).calibration[0].question, "HAPPY");
  const dots = "personas: [{name: Maya}]\n...\n";
  await Deno.writeTextFile(it.path, dots);
  assert.equal((await it.run([...SMALL, "--yes"])).code, 0);
  assert.match(
    await it.read(),
    /^personas: \[\{name: Maya\}\]\ncalibration:\n {2}- dataset: gss\n[^]*\n\.\.\.\n$/,
  );
  const aliased =
    "calibration:\n  - &one {dataset: gss, question: HAPPY}\n  - {of: *one}\npersonas: [{name: Maya}]\n";
  await Deno.writeTextFile(it.path, aliased);
  const before = it.loop.count;
  const refused = await it.run([...SMALL, "--yes"]);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /written in a way that this would break/);
  assert.equal(it.loop.count, before);
  assert.equal(await it.read(), aliased);
});

Deno.test("pack calibrate finds a file that was changed meanwhile, and overwrites nobody's work", async () => {
  await using it = await desk();
  let changed = false;
  it.loop.setBehaviour({
    answer: async (request) => {
      if (!changed) await Deno.writeTextFile(it.path, PACK.replace("Maya Chen", "Maya Lin"));
      changed = true;
      return await answer(request);
    },
  });
  const { code, err } = await it.run([...SMALL, "--yes"]);
  assert.equal(code, 1);
  assert.match(
    err,
    /it holds another pack than the one that was measured; with the same flags --resume/,
  );
  assert.match(await it.read(), /Maya Lin/);
  const root = /--checkpoint-dir (\S+)/.exec(err)?.[1] ?? "";
  await Deno.remove(root, { recursive: true });
});

Deno.test("pack calibrate asks nobody where its file could not be written", async () => {
  await using it = await desk();
  await Deno.mkdir(it.files.at("folder"));
  await Deno.writeTextFile(it.files.at("kept.yaml"), "mine");
  await Deno.chmod(it.files.at("kept.yaml"), 0o444);
  for (const target of ["folder", "kept.yaml", "pack.yaml/x.yaml"]) {
    const { code, err } = await it.run([...SMALL, "--yes", "-o", it.files.at(target)]);
    assert.equal(code, 1);
    assert.match(err, /^Cannot write ".*": (it is|a file stands)/m);
  }
  assert.equal(it.loop.count, 0);
});

Deno.test("pack calibrate --resume with other flags says what differs, and names no flag that it has not", async () => {
  let broken = true;
  await using it = await desk({
    fault: () => broken ? { kind: "status", status: 400 } : null,
  });
  const root = it.files.at("runs");
  const failed = await it.run([...SMALL, "--yes", "--checkpoint-dir", root]);
  const [, id = ""] = /--resume (\S+)/.exec(failed.err) ?? [];
  broken = false;
  const { code, err } = await it.run([
    ...[...SMALL, "--yes", "--seed", "9", "--checkpoint-dir", root, "--resume", id],
  ]);
  assert.equal(code, 1);
  assert.match(
    err,
    /Cannot go on with the run in ".*": it was begun with another pack or other flags\n {2}.*seed/,
  );
  assert.doesNotMatch(err, /allow-drift/);
});
