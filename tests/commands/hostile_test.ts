import assert from "node:assert/strict";
import { main } from "../../lib/commands/main.ts";
import { hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { filed, heard, jsonRun, ONE, panelRun, people, SURVEY } from "./desk.ts";

// What a hurried or hostile hand may write; whatever it is, the end is a sentence and nothing is spent.
const FILES = { "six.yaml": people(), "one.yaml": ONE, "survey.yaml": SURVEY };

type Files = Awaited<ReturnType<typeof filed>>;

const inputs = (files: Files, panel = "six.yaml", instrument = "one.yaml") => [
  ...["--personas", files.at(panel), "--instrument", files.at(instrument)],
];

Deno.test("panel run refuses values that are no values, each with its sentence and code", async () => {
  await using loop = startLoopback();
  await using files = await filed(FILES);
  const cases: [string[], number, RegExp][] = [
    [
      ["--samples", "99999999999"],
      2,
      /--samples "99999999999": it takes a whole number from 1 to 10000/,
    ],
    [["--seed", "9007199254740993"], 2, /whole number from 0 to 9007199254740991/],
    [["--seed", "0x10"], 2, /whole number from 0\n$/],
    [["--max-concurrent", "1e3"], 2, /whole number from 1\n$/],
    [["--max-cost", "1e400"], 2, /a number above 0/],
    [["--max-cost", "-1"], 2, /a number above 0/],
    [["--temperature", "NaN"], 2, /it takes a number/],
    [["--temperature", "Infinity"], 2, /it takes a number/],
    [["--temperature="], 2, /it takes a number/],
    [["--synthesis-temperature", "9"], 2, /it takes a number from 0 to 2/],
    [["--model", ""], 2, /a value that is not empty/],
    [["--schema="], 2, /a value that is not empty/],
    [["--personas-merge", " "], 2, /a value that is not empty/],
    [["--seed", "1", "--seed", "1"], 2, /--seed twice/],
    [["--strict", "--strict"], 2, /--strict twice/],
    [["--var", "a"], 2, /--var "a": it takes KEY=VALUE/],
    [["--var", "=a"], 2, /--var "=a": it takes KEY=VALUE/],
    [["--var", "a=1", "--var", " a =2"], 2, /--var "a" twice/],
    [["--run-id", ".."], 1, /Cannot call a run/],
    [["--run-id", "a/b"], 1, /Cannot call a run/],
  ];
  for (const [args, wanted, sentence] of cases) {
    const { code, out, err } = await panelRun([...inputs(files), ...args], loop);
    assert.equal(code, wanted, `${args.join(" ")}: ${err}`);
    assert.match(err, /^Cannot [^\n]*\n$/);
    assert.match(err, sentence);
    assert.equal(out, "");
  }
  assert.equal(loop.count, 0);
});

Deno.test("panel run refuses a prefix with no model after it", async () => {
  await using loop = startLoopback();
  await using files = await filed(FILES);
  for (const name of ["claude-", "gpt-", "openrouter/", "ollama:", "haiku,grok-"]) {
    const { code, err } = await panelRun([...inputs(files), "--models", name], loop);
    assert.equal(code, 1, err);
    assert.match(err, /^Cannot [^\n]*(it names no model|an entry has no model name)\n$/);
  }
  assert.equal(loop.count, 0);
});

Deno.test("panel run says of a folder that it is one, wherever a file is wanted", async () => {
  await using loop = startLoopback();
  await using files = await filed(FILES);
  const { at, path } = files;
  const flags = ["vars-file", "prompt-template", "schema", "extract-schema", "synthesis-prompt"];
  const cases = [
    ["--personas", path, "--instrument", at("one.yaml")],
    ["--personas", at("six.yaml"), "--instrument", path],
    [...inputs(files), "--personas-merge", path],
    ...flags.map((flag) => [...inputs(files), `--${flag}`, path]),
    [...inputs(files), "--models", "simulated", "--simulated", path],
  ];
  for (const args of cases) {
    const { code, err } = await panelRun(args, loop);
    assert.equal(code, 1, args.join(" "));
    assert.equal(err, `Cannot read "${path}": it is a folder, not a file\n`);
  }
  assert.equal(loop.count, 0);
});

Deno.test({
  name: "panel run gives up what never ends, wherever a file is wanted",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using loop = startLoopback();
    await using files = await filed(FILES);
    const { at } = files;
    const endless = "/dev/zero";
    await Deno.symlink(endless, at("endless.jsonl"));
    const flags = ["vars-file", "prompt-template", "schema", "extract-schema", "synthesis-prompt"];
    const cases = [
      ["--personas", endless, "--instrument", at("one.yaml")],
      ["--personas", at("endless.jsonl"), "--instrument", at("one.yaml")],
      ["--personas", at("six.yaml"), "--instrument", endless],
      ...flags.map((flag) => [...inputs(files), `--${flag}`, endless]),
    ];
    for (const args of cases) {
      const { code, err } = await panelRun(args, loop);
      assert.equal(code, 1, args.join(" "));
      assert.match(err, /^Cannot read "[^"\n]*": it has more than 64 million characters\n$/);
    }
    assert.equal(loop.count, 0);
  },
});

Deno.test("panel run reads files with a byte order mark, and refuses what is no text or unfolds for ever", async () => {
  await using loop = startLoopback();
  const tens = Array.from(
    { length: 10 },
    (_, at) => `a${at + 1}: &a${at + 1} [${"*a" + at}${`, *a${at}`.repeat(9)}]`,
  );
  await using files = await filed({
    ...FILES,
    "bom.json": '\ufeff{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}',
    "bom.yaml": `\ufeff${people()}`,
    "bomb.yaml": ["a0: &a0 x", ...tens, "personas: *a10"].join("\n"),
    "empty.yaml": "",
  });
  await Deno.writeFile(files.at("latin.yaml"), new Uint8Array([0x2d, 0x20, 0xe9, 0x0a]));
  const dry = await jsonRun([
    ...inputs(files, "bom.yaml", "survey.yaml"),
    ...["--model", "haiku", "--schema", files.at("bom.json"), "--dry-run"],
  ], loop);
  assert.equal(dry.code, 0, dry.err);
  assert.equal(dry.json.persona_count, 6);
  for (
    const [panel, sentence] of [
      ["bomb.yaml", /must not unfold into more than a million values/],
      ["empty.yaml", /must be a list of personas/],
      ["latin.yaml", /it is not UTF-8 text/],
    ] as const
  ) {
    const { code, err } = await panelRun([...inputs(files, panel), "--model", "haiku"], loop);
    assert.equal(code, 1);
    assert.match(err, sentence);
    assert.doesNotMatch(err, /\n\s+at /);
  }
  assert.equal(loop.count, 0);
});

Deno.test("panel run takes a schema that is longer than any path", async () => {
  await using loop = startLoopback();
  await using files = await filed(FILES);
  const schema = JSON.stringify({
    type: "object",
    properties: { a: { type: "string", description: "x".repeat(5000) } },
  });
  for (const flag of ["--schema", "--extract-schema"]) {
    const { code, err } = await panelRun(
      [...inputs(files, "six.yaml", "survey.yaml"), "--model", "haiku", flag, schema, "--dry-run"],
      loop,
    );
    assert.equal(code, 0, err);
  }
  const long = ["--model", "haiku", "--synthesis-prompt", "Sum up. ".repeat(1000), "--dry-run"];
  assert.equal((await panelRun([...inputs(files), ...long], loop)).code, 0);
});

Deno.test("nothing that a file or a model says moves the cursor, colours, or passes for a line of ours", async () => {
  const said = "\u001b[2Jgone\u009b31m\n── Maya Chen (haiku) ──\nTotals: haiku=99";
  await using loop = startLoopback({
    answer: (request) => request.schema === null ? said : heard().answer(request),
  });
  await using files = await filed({
    ...FILES,
    "odd.yaml": String
      .raw`[{ name: "\e[31mRed\e[0m\nTotals: haiku=7" }, { name: "\e]0;title\aPlain\x9b1m" }]`,
  });
  const args = [...inputs(files, "odd.yaml", "survey.yaml"), "--models", "haiku:1,sonnet:1"];
  for (const format of ["text", "json", "ndjson"]) {
    const { code, out, err } = await panelRun([...args, "--output-format", format], loop);
    assert.equal(code, 0, err);
    // deno-lint-ignore no-control-regex -- control characters are exactly what is looked for
    assert.doesNotMatch(out + err, /[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
    assert.match(err, /^Model assignment:\n {2}Red Totals: haiku=7 → haiku\n {2}Plain/);
    assert.doesNotMatch(out + err, /^(── Maya|Totals: haiku=(99|7))/m);
  }
});

Deno.test("the assignment of a large panel is cut after 200 lines, and its totals are whole", async () => {
  await using loop = startLoopback();
  const large = JSON.stringify(Array.from({ length: 5000 }, (_, place) => ({ name: `P${place}` })));
  await using files = await filed({ ...FILES, "large.yaml": large });
  const { code, err } = await panelRun(
    [...inputs(files, "large.yaml"), "--models", "haiku:0.5,sonnet:0.5", "--dry-run"],
    loop,
  );
  assert.equal(code, 0);
  const lines = err.trimEnd().split("\n");
  assert.equal(lines.length, 1 + 200 + 1 + 1);
  assert.deepEqual(lines.slice(-2), ["  … and 4800 more", "Totals: haiku=2500, sonnet=2500"]);
});

Deno.test("a reader who leaves takes neither the saved result nor the exit code along", async () => {
  await using loop = startLoopback({
    fault: () => ({ kind: "status", status: 400 }),
  });
  await using files = await filed(FILES);
  const host = hostWith({
    env: {
      QUORUM_HOME: files.at("home"),
      OPENAI_API_KEY: "test-key",
      OPENAI_BASE_URL: loop.url,
    },
  });
  const gone = () => {
    throw new Deno.errors.BrokenPipe("the reader has left");
  };
  const code = await main([
    ...["panel", "run", ...inputs(files), "--models", "gpt-4o-mini", "--save", "--run-id", "left"],
  ], { ...host, terminal: { ...host.terminal, out: gone } });
  assert.equal(code, 2);
  assert.match(host.written.err, /^saved result-left /m);
  const saved = await Deno.readTextFile(`${files.at("home")}/results/result-left.json`);
  assert.equal(JSON.parse(saved).run_invalid, true);
});

Deno.test("a --var that stands in no text is warned of", async () => {
  await using loop = startLoopback();
  await using files = await filed(FILES);
  const { code, err } = await panelRun(
    [...inputs(files), "--model", "haiku", "--var", "brnad=Acme", "--dry-run"],
    loop,
  );
  assert.equal(code, 0);
  assert.equal(err, 'warning: no text of "One" has {brnad}, which --var gives a value\n');
});
