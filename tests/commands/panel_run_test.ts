import assert from "node:assert/strict";
import { main } from "../../lib/commands/main.ts";
import { envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { filed, panelRun, people } from "./desk.ts";

const CHECKOUT = ["--personas", "general-consumer", "--instrument", "first-panel"];

Deno.test("panel run writes one JSON object with all that the envelope promises", async () => {
  const host = hostWith();
  const args = [
    "panel",
    "run",
    ...CHECKOUT,
    "--models",
    "simulated",
    "--seed",
    "7",
    "--output-format",
    "json",
  ];
  assert.equal(await main(args, host), 0);
  const result = JSON.parse(host.written.out);
  assert.equal(host.written.out.indexOf("\n"), host.written.out.length - 1);
  for (const key of ENVELOPE) assert.ok(key in result, key);
  assert.equal(result.rounds[0].results.length, 15);
  assert.equal(result.rounds[0].results[0].responses.length, 5);
  assert.equal(result.run_invalid, false);
  assert.equal(result.failure_stats.total_pairs, 75);
  assert.deepEqual(result.metadata.models, {
    panelist: { simulated: "simulated" },
    synthesis: "simulated",
  });
  assert.equal(result.notice, "simulated respondents, not a language model");
});

const ENVELOPE = [
  ...[
    "schema_version",
    "run_id",
    "message",
    "rounds",
    "path",
    "warnings",
    "cost_is_estimated",
    "synthesis",
  ],
  ...["panelist_cost", "panelist_usage", "total_usage", "total_cost", "model", "persona_count"],
  ...["question_count", "per_model_results", "cost_breakdown", "metadata", "parameters"],
  ...["failure_stats", "missing_input_stats", "run_invalid"],
];

Deno.test("panel run writes a line a row and then a message as ndjson", async () => {
  const host = hostWith();
  await main(
    ["panel", "run", ...CHECKOUT, "--models", "simulated", "--output-format", "ndjson"],
    host,
  );
  const lines = host.written.out.trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.equal(lines.length, 76);
  assert.ok(lines.slice(0, 75).every(({ type }) => type === "row"));
  assert.equal(lines[75].type, "message");
  assert.equal("results" in lines[75].rounds[0], false);
});

Deno.test("panel run gives the same answers for the same seed, and others for another", async () => {
  const answers = async (seed: string) => {
    const host = hostWith();
    const args = ["panel", "run", ...CHECKOUT, "--models", "simulated", "--seed", seed];
    await main([...args, "--output-format", "json"], host);
    return JSON.stringify(JSON.parse(host.written.out).rounds);
  };
  assert.equal(await answers("7"), await answers("7"));
  assert.notEqual(await answers("7"), await answers("8"));
});

Deno.test("panel run writes answers, tallies and the notice as text, and progress to standard error", async () => {
  const host = hostWith();
  await main(["panel", "run", ...CHECKOUT, "--models", "simulated"], host);
  assert.match(host.written.out, /── Darlene Kowalczyk \(simulated\)/);
  assert.match(host.written.out, /n = 15 answers; 95 % Wilson intervals/);
  assert.match(host.written.out, /simulated respondents, not a language model/);
  assert.match(host.written.err, /75 of 75 answers/);
});

Deno.test("panel run saves the result where it says", async () => {
  const home = await Deno.makeTempDir();
  const host = hostWith({ env: { QUORUM_HOME: home } });
  await main(["panel", "run", ...CHECKOUT, "--models", "simulated", "--save"], host);
  const path = /saved result-\S+ \((.*)\)/.exec(host.written.err)?.[1] ?? "";
  assert.equal(JSON.parse(await Deno.readTextFile(path)).persona_count, 15);
});

Deno.test("panel run ends with 2 and a sentence when the key is refused, and loses nothing", async () => {
  await using loop = startLoopback({ keys: ["another"] });
  const host = hostWith({ env: envFor(loop) });
  const args = ["panel", "run", ...CHECKOUT, "--models", "gpt-4o-mini", "--output-format", "json"];
  assert.equal(await main(args, host), 2);
  const result = JSON.parse(host.written.out);
  assert.equal(result.run_invalid, true);
  assert.equal(result.abort_reason, "total_failure");
  assert.equal(result.total_failure.panelists, 15);
  assert.match(host.written.err, /The run is invalid: .*401/);
  assert.doesNotMatch(host.written.err, /\n\s+at /);
});

Deno.test("panel run refuses inputs that make no sense together with 1, before anything is asked", async () => {
  await using loop = startLoopback();
  const cases: [string[], RegExp][] = [
    [["--models", "a:1", "--model", "b", ...CHECKOUT], /--model and --models together/],
    [["--personas", "general-consumer"], /without --instrument/],
    [[], /without --personas and --instrument/],
    [["--personas", "no-such-pack", "--instrument", "first-panel"], /no persona pack of that name/],
    [["--personas", "general-consumer", "--instrument", "nowhere.yaml"], /there is no such file/],
    [[...CHECKOUT, "--models", ","], /it names no model/],
  ];
  for (const [args, sentence] of cases) {
    const host = hostWith({ env: envFor(loop) });
    assert.equal(await main(["panel", "run", ...args], host), 1, args.join(" "));
    assert.match(host.written.err, sentence);
    assert.equal(host.written.out, "");
  }
  assert.equal(loop.count, 0);
  const keyless = hostWith();
  assert.equal(await main(["panel", "run", ...CHECKOUT, "--models", "grok-3"], keyless), 1);
  assert.match(keyless.written.err, /XAI_API_KEY is not set/);
});

Deno.test("main() shows help from the table, a version, and code 2 for a wrong command line", async () => {
  const host = hostWith();
  assert.equal(await main(["panel", "run", "--help"], host), 0);
  assert.match(host.written.out, /--rate-limit-rps RPS {2,}The most requests a second/);
  assert.equal(await main(["--version"], host), 0);
  assert.equal(await main(["panel", "run", "--nope"], host), 2);
  assert.match(host.written.err, /^Cannot use --nope: there is no such flag; --help lists them/);
});

Deno.test("main() shows the commands of a group where only its words are said", async () => {
  for (const words of [[], ["panel"]]) {
    const [asked, mistaken] = [hostWith(), hostWith()];
    assert.equal(await main([...words, "--help"], asked), 0);
    assert.match(asked.written.out, /^Usage: .* COMMAND \[FLAGS\]$/m);
    assert.match(asked.written.out, /^ {2}panel run +Ask a panel/m);
    assert.equal(/^ {2}demo /m.test(asked.written.out), words.length === 0);
    // Nobody asked for help, so it is no result.
    assert.equal(await main(words, mistaken), 2);
    assert.deepEqual(mistaken.written, { out: "", err: asked.written.out });
  }
  const host = hostWith();
  assert.equal(await main(["panel", "rum", "--help"], host), 2);
  assert.match(host.written.err, /^Cannot do "panel rum"/);
});

Deno.test("panel run knows where it will save before it asks anything", async () => {
  await using loop = startLoopback();
  const file = await Deno.makeTempFile();
  for (const env of [{ QUORUM_HOME: file }, {}]) {
    const host = hostWith({ env: { ...envFor(loop), ...env } });
    const args = ["panel", "run", ...CHECKOUT, "--models", "gpt-4o-mini", "--save"];
    assert.equal(await main(args, host), 1);
    assert.match(host.written.err, /^Cannot (make the folder|save the result)/);
  }
  assert.equal(loop.count, 0);
  await Deno.remove(file);
});

Deno.test("panel run writes no escape sequences of a file's to the terminal", async () => {
  const file = await Deno.makeTempFile({ suffix: ".yaml" });
  await Deno.writeTextFile(file, 'questions: [{ key: "\\e[31mq", text: "\\e[31mWhy?" }]');
  const host = hostWith();
  const args = ["panel", "run", "--personas", "developer", "--instrument", file];
  assert.equal(await main([...args, "--models", "simulated"], host), 0);
  assert.equal(host.written.out.includes("\u001b"), false);
  await Deno.remove(file);
});

Deno.test("panel run says once who answers where nobody was named", async () => {
  const host = hostWith();
  assert.equal(await main(["panel", "run", ...CHECKOUT], host), 0);
  assert.equal(host.written.err.split("no model is named").length, 2);
});

Deno.test("panel run counts its answers to the end of the way that it took", async () => {
  await using files = await filed({
    "people.yaml": people(["Ana", "Bo"]),
    "branching.yaml": `rounds:
  - name: first
    questions: [{ key: tier, text: Which?, response_schema: { type: enum, options: [a, b] } }]
    route_when:
      - { if: { field: summary, op: matches, value: "no such words" }, goto: longer }
      - { else: __end__ }
  - name: longer
    questions: [{ key: one, text: One? }, { key: two, text: Two? }]
`,
  });
  await using loop = startLoopback();
  const { code, err } = await panelRun([
    ...["--personas", files.at("people.yaml"), "--instrument", files.at("branching.yaml")],
    ...["--model", "gpt-4o-mini"],
  ], loop);
  assert.equal(code, 0, err);
  assert.match(err, /^2 of 2 answers, \d/m);
});
