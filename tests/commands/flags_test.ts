import assert from "node:assert/strict";
import { main } from "../../lib/commands/main.ts";
import { PANEL_RUN_FLAGS } from "../../lib/commands/panel_run_flags.ts";
import { hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { filed, heard, jsonRun, ONE, panelRun, people, SURVEY } from "./desk.ts";

// Every flag either works in a mode or is refused in that mode with a sentence; none is ignored.
const FILES = {
  "six.yaml": people(),
  "two.yaml": people(["Ana", "Bo"]),
  "survey.yaml": SURVEY,
  "one.yaml": ONE,
  "branching.yaml": `rounds:
  - name: explore
    questions:
      - { key: tier, text: Which?, response_schema: { type: enum, options: [free, pro] } }
    route_when:
      - { if: { field: summary, op: matches, value: "." }, goto: deep }
      - { else: __end__ }
  - { name: other, depends_on: explore, questions: [{ key: never, text: Never? }] }
  - { name: deep, depends_on: explore, questions: [{ key: why, text: Why? }] }
`,
};

type Files = Awaited<ReturnType<typeof filed>>;

const inputs = (files: Files, instrument = "one.yaml", panel = "six.yaml") => [
  ...["--personas", files.at(panel), "--instrument", files.at(instrument)],
];

/** How a mode is asked for, over which instrument. */
const MODES: Readonly<Record<string, readonly [instrument: string, ...args: string[]]>> = {
  single: ["survey.yaml", "--model", "haiku"],
  split: ["survey.yaml", "--models", "haiku:0.5,gemini-2.5-flash:0.5"],
  ensemble: ["survey.yaml", "--models", "haiku,gemini-2.5-flash"],
  blend: ["survey.yaml", "--models", "haiku:2,gemini-2.5-flash:1", "--blend"],
  variants: ["survey.yaml", "--models", "haiku", "--variants", "2"],
  branching: ["branching.yaml", "--models", "haiku"],
  simulated: ["survey.yaml", "--models", "simulated"],
};

Deno.test("every mode can be had as json, ndjson and text, and as a dry run that asks nothing", async () => {
  await using loop = startLoopback({ answer: heard().answer });
  await using files = await filed(FILES);
  for (const [mode, [instrument, ...args]] of Object.entries(MODES)) {
    const all = [...inputs(files, instrument, "two.yaml"), ...args];
    const json = await panelRun([...all, "--output-format", "json"], loop);
    assert.equal(json.code, 0, `${mode}: ${json.err}`);
    const result = JSON.parse(json.out);
    const lines = (await panelRun([...all, "--output-format", "ndjson"], loop)).out.trimEnd()
      .split("\n").map((line) => JSON.parse(line));
    assert.equal(lines.at(-1).type, "message", mode);
    const rows = lines.slice(0, -1);
    assert.ok(rows.every(({ type }) => type === "row"), mode);
    const responses = result.rounds.flatMap((
      { results }: { results: { responses: unknown[] }[] },
    ) => results.flatMap(({ responses }) => responses));
    assert.equal(rows.length, responses.length, mode);
    assert.deepEqual(lines.at(-1).path, result.path);
    assert.deepEqual(lines.at(-1).blend, result.blend);
    const { out } = await panelRun([...all, "--output-format", "text"], loop);
    assert.match(out, /\ntier: /, mode);
    assert.match(out, /^cost by model .* total$/m, mode);
    const sent = loop.count;
    for (const format of ["json", "ndjson", "text"]) {
      const dry = await panelRun([...all, "--dry-run", "--output-format", format], loop);
      assert.equal(dry.code, 0, `${mode}: ${dry.err}`);
      if (format === "text") assert.match(dry.out, /^calls {6}at most \d+, /m);
      else {
        const estimate = JSON.parse(dry.out);
        assert.equal(estimate.dry_run, true);
        assert.equal(estimate.type, format === "ndjson" ? "message" : undefined);
        assert.ok(estimate.llm_calls > 0);
      }
    }
    assert.equal(loop.count, sent, mode);
  }
});

Deno.test("--dry-run says that a cost is not known, and of one call that it is one", async () => {
  await using files = await filed(FILES);
  await using loop = startLoopback();
  const args = [...inputs(files, "one.yaml"), "--models", "unpriced:1,haiku:5", "--no-synthesis"];
  const { code, out, err } = await panelRun([...args, "--dry-run"], loop);
  assert.equal(code, 0, err);
  assert.match(
    out,
    /^cost +not known\n +unpriced: 1 call, not known\n +haiku: 5 calls, about \$0\./m,
  );
});

Deno.test("--dry-run counts what repeats, models, variants, extraction and the summary multiply", async () => {
  await using loop = startLoopback({ answer: heard().answer });
  await using files = await filed(FILES);
  const calls = async (...args: string[]) => {
    const all = [...inputs(files, "survey.yaml", "two.yaml"), ...args];
    const { code, err, json } = await jsonRun([...all, "--dry-run"], loop);
    assert.equal(code, 0, err);
    assert.equal(loop.count, 0);
    assert.equal((await jsonRun(all, loop)).code, 0);
    assert.equal(loop.count, json.llm_calls, args.join(" "));
    loop.clear();
    return json.llm_calls;
  };
  const alone = ["--models", "sonnet", "--no-synthesis"];
  assert.equal(await calls(...alone), 6);
  assert.equal(await calls("--models", "sonnet"), 7);
  assert.equal(await calls(...alone, "--samples", "3"), 18);
  assert.equal(await calls("--models", "sonnet,gemini-2.5-flash", "--no-synthesis"), 12);
  assert.equal(await calls(...alone, "--variants", "2"), 4 + 12);
  assert.equal(await calls(...alone, "--extract-schema", "yes_no"), 8);
  assert.equal(await calls("--models", "sonnet", "--synthesis-strategy", "map-reduce"), 6 + 4);
});

Deno.test("flags that make no sense together are refused with 1 and a sentence, and nothing is sent", async () => {
  await using loop = startLoopback();
  await using files = await filed(FILES);
  const split = ["--models", "haiku:1,sonnet:1"];
  const cases: [string[], RegExp][] = [
    [["--dry-run", "--save"], /--save with --dry-run: a dry run has no result/],
    [["--dry-run", "--run-id", "x"], /--run-id with --dry-run: a dry run is not recorded/],
    [["--run-id", "../x", "--model", "haiku"], /Cannot call a run "..\/x"/],
    [["--blend", "--model", "haiku"], /--blend without --models/],
    [["--blend", "--models", "haiku"], /Cannot blend "haiku" alone/],
    [["--assign", "shuffled", "--models", "haiku,sonnet"], /--assign without a split/],
    [["--assign", "shuffled", "--blend", ...split], /--assign without a split/],
    [["--simulated", "x.yaml", "--models", "haiku"], /--simulated without --models simulated/],
    [["--no-synthesis", "--synthesis-model", "haiku"], /--synthesis-model with --no-synthesis/],
    [["--no-synthesis", "--synthesis-prompt", "a b"], /--synthesis-prompt with --no-synthesis/],
    [
      ["--synthesis-strategy", "single", "--synthesis-auto-escalate"],
      /--synthesis-auto-escalate with --synthesis-strategy single/,
    ],
    [["--schema", "{}", "--extract-schema", "likert"], /--schema and --extract-schema together/],
    [["--personas-merge-on-collision", "error"], /without --personas-merge$/m],
    [["--schema", '{"type":"object"}', "--model", "haiku"], /no question is open/],
    [["--max-cost", "1", "--model", "gpt-unpriced"], /no price is known/],
    [["--synthesis-prompt", "typo.txt", "--model", "haiku"], /there is no such file/],
    ...["--temperature", "--top-p"].map((flag): [string[], RegExp] => [
      ["--models", "simulated", flag, "0.5"],
      new RegExp(`^Cannot use ${flag} with simulated respondents: only a language model heeds it`),
    ]),
    [["--models", "simulated", "--max-tokens", "9"], /--max-tokens with simulated respondents/],
    [
      ["--models", "simulated", "--synthesis-temperature", "1"],
      /--synthesis-temperature with simulated respondents/,
    ],
  ];
  for (const [args, sentence] of cases) {
    const { code, out, err } = await panelRun([...inputs(files), ...args], loop);
    assert.equal(code, 1, args.join(" "));
    assert.match(err, sentence);
    assert.match(err, /^Cannot [^\n]*\n$/);
    assert.equal(out, "");
  }
  assert.equal(loop.count, 0);
  const keyless = hostWith();
  assert.equal(await main(["panel", "run", ...inputs(files), "--top-p", "0.5"], keyless), 1);
  assert.match(keyless.written.err, /heeds it, and no model is named and no key is set\n$/);
});

Deno.test("a model without a key is refused before anything is sent, whatever it is for", async () => {
  await using loop = startLoopback();
  await using files = await filed({
    ...FILES,
    "own.yaml": "[{ name: A }, { name: B, model: grok }]",
  });
  const cases = [
    [...inputs(files), "--models", "haiku", "--synthesis-model", "grok"],
    [...inputs(files), "--models", "haiku,grok"],
    [...inputs(files), "--models", "haiku:1,grok:1", "--dry-run"],
    [...inputs(files, "one.yaml", "own.yaml"), "--models", "haiku"],
  ];
  for (const args of cases) {
    const host = hostWith({ env: { ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: loop.url } });
    assert.equal(await main(["panel", "run", ...args], host), 1, args.join(" "));
    assert.match(host.written.err, /^Cannot use the model "grok": XAI_API_KEY is not set\n$/m);
    assert.equal(host.written.out, "");
  }
  const host = hostWith({ env: { ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: loop.url } });
  const escalate = ["--models", "haiku", "--synthesis-auto-escalate"];
  assert.equal(await main(["panel", "run", ...inputs(files), ...escalate], host), 1);
  assert.match(host.written.err, /GEMINI_API_KEY/);
  assert.equal(loop.count, 0);
});

Deno.test("what shapes an answer reaches the provider in every mode", async () => {
  const { answer, requests } = heard();
  await using loop = startLoopback({ answer });
  await using files = await filed({ ...FILES, "who.txt": "Template for {name}." });
  for (const [mode, [instrument, ...args]] of Object.entries(MODES)) {
    if (mode === "simulated") continue;
    requests.length = 0;
    const { code, err } = await panelRun([
      ...inputs(files, instrument, "two.yaml"),
      ...args,
      ...["--temperature", "0.25", "--max-tokens", "77", "--prompt-template", files.at("who.txt")],
      ...["--synthesis-prompt", "Sum up briefly.", "--synthesis-temperature", "0.75"],
    ], loop);
    assert.equal(code, 0, `${mode}: ${err}`);
    const asked = requests.filter(({ system }) => system.startsWith("Template for "));
    assert.ok(asked.length > 0, mode);
    assert.ok(asked.every((one) => one.temperature === 0.25 && one.maxTokens === 77), mode);
    const summed = requests.filter(({ system }) => system.includes("Sum up briefly."));
    assert.ok(summed.some(({ temperature }) => temperature === 0.75), mode);
  }
});

Deno.test("--question-failure-budget gives a question up in every mode", async () => {
  await using loop = startLoopback({
    answer: heard().answer,
    fault: ({ messages }) =>
      messages.at(-1)?.text.startsWith("How easy") ? { kind: "status", status: 400 } : null,
  });
  await using files = await filed(FILES);
  for (const mode of ["single", "split", "ensemble", "variants"]) {
    const [instrument = "", ...args] = MODES[mode] ?? [];
    const { code, err, json } = await jsonRun([
      ...inputs(files, instrument),
      ...args,
      ...["--question-failure-budget", "2", "--max-concurrent", "1"],
    ], loop);
    assert.equal(code, 0, `${mode}: ${err}`);
    assert.deepEqual(json.disabled_questions, ["ease"], mode);
    assert.ok(json.failure_stats.skipped_by_budget > 0, mode);
  }
});

Deno.test("--max-cost holds in every mode", async () => {
  await using loop = startLoopback({ answer: heard().answer });
  await using files = await filed(FILES);
  for (const mode of ["single", "split", "ensemble", "blend", "variants", "branching"]) {
    const [instrument = "", ...args] = MODES[mode] ?? [];
    const { code, err, json } = await jsonRun(
      [...inputs(files, instrument), ...args, "--max-cost", "0.003"],
      loop,
    );
    assert.equal(code, 2, `${mode}: ${err}`);
    assert.equal(json.cost_exceeded, true, mode);
    assert.ok(json.total_cost <= 0.003, mode);
  }
});

Deno.test("--save keeps the result under the run's id, and never replaces one", async () => {
  await using loop = startLoopback({ answer: heard().answer });
  await using files = await filed(FILES);
  const args = [...inputs(files), "--models", "haiku,sonnet", "--save", "--run-id", "mine"];
  const env = { QUORUM_HOME: files.at("home") };
  const first = await panelRun(args, loop, env);
  assert.equal(first.code, 0, first.err);
  const path = `${files.at("home")}/results/result-mine.json`;
  const kept = await Deno.readTextFile(path);
  assert.equal(JSON.parse(kept).run_id, "mine");
  const sent = loop.count;
  const again = await panelRun(args, loop, env);
  assert.equal(again.code, 1);
  assert.match(again.err, /^Cannot save the result of a run "mine": .* is there already\n$/);
  assert.equal(loop.count, sent);
  assert.equal(await Deno.readTextFile(path), kept);
});

Deno.test("--dry-run says what limits mean, and who of a merge takes whose place", async () => {
  await using loop = startLoopback();
  await using files = await filed(FILES);
  const { code, out } = await panelRun([
    ...inputs(files),
    ...["--models", "sonnet", "--no-synthesis", "--dry-run"],
    ...[
      "--rate-limit-rps",
      "0.5",
      "--max-cost",
      "0.0001",
      "--personas-merge",
      files.at("six.yaml"),
    ],
  ], loop);
  assert.equal(code, 0);
  assert.match(out, /^time {7}at least 10 s at 0.5 requests a second$/m);
  assert.match(out, /^cap {8}\$0.0001: the run would probably end before it is complete$/m);
  assert.match(out, /^ {11}Maya Chen is the one of /m);
  assert.equal(loop.count, 0);
});

Deno.test("the help of panel run says every flag, its exit codes, and stays within 100 columns", async () => {
  const host = hostWith();
  assert.equal(await main(["panel", "run", "--help"], host), 0);
  const { out } = host.written;
  for (const { name } of PANEL_RUN_FLAGS) assert.match(out, new RegExp(`^ {2}--${name}( |$)`, "m"));
  assert.match(out, /Exit codes: 0 done; 1 [\s\S]*; 2 [\s\S]*; 3 an\s+answer\s+failed/);
  assert.ok(out.split("\n").every((line) => line.length <= 100));
});

Deno.test("--save asks nobody where the result could not be kept", async () => {
  await using loop = startLoopback({ answer: heard().answer });
  await using files = await filed(FILES);
  await Deno.mkdir(files.at("home"));
  const args = [...inputs(files), "--models", "haiku,sonnet", "--save", "--run-id", "mine"];
  await Deno.mkdir(`${files.at("home")}/results/result-mine.json`, { recursive: true });
  const { code, err } = await panelRun(args, loop, { QUORUM_HOME: files.at("home") });
  assert.deepEqual([code, loop.count], [1, 0]);
  assert.match(err, /Cannot write ".*result-mine\.json": it is a folder, not a file/);
});
