import assert from "node:assert/strict";
import { main } from "../../lib/commands/main.ts";
import { priceOf } from "../../lib/models/prices.ts";
import { envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { filed, heard, jsonRun, NAMES, ONE, panelRun, people, purposeOf, SURVEY } from "./desk.ts";

// Rows of the table of cases, on the command line; each test begins with the ids of its rows.
const FILES = { "six.yaml": people(), "survey.yaml": SURVEY, "one.yaml": ONE };

type Files = Awaited<ReturnType<typeof filed>>;

const inputs = (files: Files, instrument = "one.yaml", panel = "six.yaml") => [
  ...["--personas", files.at(panel), "--instrument", files.at(instrument)],
];

Deno.test("A5, A9, A10, A14: a list of models that makes no sense ends with 1 and one sentence", async () => {
  await using loop = startLoopback();
  await using files = await filed(FILES);
  const cases: [string[], RegExp][] = [
    [["--models", ""], /^Cannot read the models "": it names no model\n$/],
    [["--models", "  "], /^Cannot read the models "": it names no model\n$/],
    [["--models", ",,"], /^Cannot read the models ",,": it names no model\n$/],
    [["--models", "a:x"], /^Cannot read the models "a:x": the weight "x" of "a" is not a positive/],
    [["--models", ":0.5"], /^Cannot read the models ":0.5": an entry has no model name\n$/],
    [["--models", "a:nan,b:1"], /^Cannot read .* is not a positive number\n$/],
    [["--models", "a:1,b"], /^Cannot read .* "b" has no weight while others have one\n$/],
    [["--model", "x", "--models", "a:1"], /^Cannot use --model and --models together/],
  ];
  for (const [models, sentence] of cases) {
    const { code, out, err } = await panelRun([...inputs(files), ...models], loop);
    assert.equal(code, 1, models.join(" "));
    assert.match(err, sentence);
    assert.equal(out, "");
  }
  // Before anything is loaded: the files need not be there.
  const early = ["--personas", "nowhere.yaml", "--instrument", "nowhere.yaml"];
  const { code, err } = await panelRun([...early, "--model", "x", "--models", "a:1"], loop);
  assert.equal(code, 1);
  assert.match(err, /together/);
  assert.equal(loop.count, 0);
});

Deno.test("A12: weights that do not add up to 1 are warned of, and the run goes on", async () => {
  await using loop = startLoopback();
  await using files = await filed(FILES);
  const warned = async (models: string) => {
    const { code, err } = await panelRun(
      [...inputs(files), "--models", models, "--no-synthesis"],
      loop,
    );
    assert.equal(code, 0, err);
    return /^warning: the weights of the models add up to/m.test(err);
  };
  assert.equal(await warned("a:.33,b:.33,c:.33"), false);
  assert.equal(await warned("a:.3,b:.3,c:.3"), true);
  assert.equal(await warned("a:.5,b:.5"), false);
  assert.equal(await warned("a:2,b:3"), true);
});

Deno.test("B2, B6, B7, B11: the panel is shared out by largest remainders, ties to the later model", async () => {
  await using loop = startLoopback();
  const names = (n: number) => people(Array.from({ length: n }, (_, place) => `P${place}`));
  await using files = await filed({
    ...FILES,
    "4.yaml": names(4),
    "7.yaml": names(7),
    "10.yaml": names(10),
  });
  const cases: [string, number, string][] = [
    ["a:0.5,b:0.5", 7, "a=3, b=4"],
    ["a:0.9,b:0.1", 4, "a=3, b=1"],
    ["a:0.99,b:0.01", 10, "a=9, b=1"],
    ["a:0.33,b:0.33,c:0.33", 7, "a=2, b=2, c=3"],
  ];
  for (const [models, n, totals] of cases) {
    const { err } = await panelRun(
      [...inputs(files, "one.yaml", `${n}.yaml`), "--models", models, "--dry-run"],
      loop,
    );
    assert.ok(err.includes(`Totals: ${totals}\n`), err);
  }
  assert.equal(loop.count, 0);
});

Deno.test("B9, B10: a persona's own model wins, and takes no seat of the split", async () => {
  await using loop = startLoopback();
  await using files = await filed({
    ...FILES,
    "own.yaml": `[{ name: A, model: opus }, { name: B }, { name: C, llm_overrides: { model: x } },
      { name: D }, { name: E, model: m1, llm_overrides: { model: m2 } }]`,
    "all.yaml": "[{ name: A, model: opus }, { name: B, model: haiku }]",
  });
  const models = async (panel: string, spec: string) => {
    const { code, err, json } = await jsonRun(
      [...inputs(files, "one.yaml", panel), "--models", spec, "--no-synthesis"],
      loop,
    );
    assert.equal(code, 0, err);
    assert.doesNotMatch(err, /warning/);
    return json.rounds[0].results.map(({ model }: { model: string }) => model).join();
  };
  assert.equal(await models("own.yaml", "h:0.5,g:0.5"), "opus,h,x,g,m1");
  assert.equal(await models("all.yaml", "g:1"), "opus,haiku");
});

Deno.test("B15, S9: variants keep to the split that was told, and change their axes in turn", async () => {
  const { answer, requests } = heard();
  await using loop = startLoopback({ answer });
  await using files = await filed({ ...FILES, "two.yaml": people(NAMES.slice(0, 2)) });
  const { code, err, json } = await jsonRun([
    ...inputs(files, "one.yaml", "two.yaml"),
    ...["--variants", "2", "--models", "haiku:0.5,gemini-2.5-flash:0.5"],
  ], loop);
  assert.equal(code, 0, err);
  assert.match(
    err,
    / {2}Derek Washington \(v1\) → gemini-2.5-flash\nTotals: haiku=2, gemini-2.5-flash=2\n/,
  );
  const asked = json.rounds[0].results.map((one: Record<string, string>) =>
    `${one.persona} ${one.model}`
  );
  assert.deepEqual(asked, [
    ...["Maya Chen (v0) haiku", "Maya Chen (v1) haiku"],
    ...["Derek Washington (v0) gemini-2.5-flash", "Derek Washington (v1) gemini-2.5-flash"],
  ]);
  requests.length = 0;
  const thirty = await jsonRun([...inputs(files), "--variants", "5", "--models", "haiku"], loop);
  assert.equal(thirty.json.persona_count, 30);
  const making = requests.filter((one) => purposeOf(one) === "variant");
  assert.equal(making.length, 30);
  const fields = making.filter(({ messages }) => messages[0]?.text.includes("Maya Chen"))
    .map(({ schema }) => Object.keys(Object(schema?.properties))[0]);
  assert.deepEqual(fields.sort(), [
    ...["age", "background", "background", "personality_traits", "personality_traits"],
  ]);
});

Deno.test("D17: without --max-concurrent no more than 20 requests are in flight", async () => {
  const held = Promise.withResolvers<void>();
  await using loop = startLoopback({
    answer: async ({ index }) => {
      if (index === 19) held.resolve();
      await held.promise;
      return { data: { answer: "pro" } };
    },
  });
  const names = Array.from({ length: 60 }, (_, place) => `P${place}`);
  await using files = await filed({ ...FILES, "many.yaml": people(names) });
  const { code, err } = await panelRun([
    ...inputs(files, "one.yaml", "many.yaml"),
    ...["--models", "gemini-2.5-flash", "--no-synthesis"],
  ], loop);
  assert.equal(code, 0, err);
  assert.equal(loop.count, 60);
  assert.equal(loop.peakInFlight, 20);
});

Deno.test("I1, I3: merged files keep places, nameless ones stay apart, and keep is refused", async () => {
  await using loop = startLoopback();
  await using files = await filed({
    ...FILES,
    "base.yaml": "[{ name: A, age: 1 }, { name: B, age: 1 }, { age: 7 }]",
    "1.yaml": "[{ name: B, age: 99 }, { name: C, age: 1 }]",
    "2.yaml": "[{ name: B, age: 11 }, { name: D, age: 1 }, { age: 5 }]",
  });
  const args = [
    ...inputs(files, "one.yaml", "base.yaml"),
    ...["--personas-merge", files.at("1.yaml"), "--personas-merge", files.at("2.yaml")],
    ...["--models", "haiku", "--no-synthesis"],
  ];
  const { json } = await jsonRun(args, loop);
  assert.deepEqual(
    json.rounds[0].results.map(({ persona }: { persona: string }) => persona),
    ["A", "B", "Anonymous", "C", "D", "Anonymous"],
  );
  const warning = (path: string) => ({
    ...{ type: "name_collision", name: "B", source_path: files.at(path) },
    ...{ post_dedup_count: 6, pre_dedup_count: 8 },
  });
  assert.deepEqual(json.personas_merge_warnings, [warning("1.yaml"), warning("2.yaml")]);
  const dry = await jsonRun([...args, "--dry-run"], loop);
  assert.deepEqual(dry.json.personas_merge_warnings, json.personas_merge_warnings);
  const kept = await panelRun([...args, "--personas-merge-on-collision", "keep"], loop);
  assert.equal(kept.code, 1);
  assert.match(kept.err, /ends in "dedup" or "error", not in "keep"/);
});

Deno.test("J5, J8: a name without a value ends with 1; a list of a file is joined", async () => {
  await using loop = startLoopback();
  await using files = await filed({
    ...FILES,
    "vars.yaml": "brands: [A, B]\nprice: 9\n",
    "named.yaml": "questions: [{ key: q, text: 'Of {brands} at {price}, which, {b}?' }]",
  });
  const args = [...inputs(files, "named.yaml"), "--models", "haiku", "--no-synthesis"];
  const refused = await panelRun([...args, "--vars-file", files.at("vars.yaml")], loop);
  assert.equal(refused.code, 1);
  assert.match(
    refused.err,
    /^Cannot ask "[^"]*": \{b\} in its texts has no value; --var [^\n]*\n$/,
  );
  assert.equal(loop.count, 0);
  const vars = ["--vars-file", files.at("vars.yaml"), "--var", "b=x=y", "--var", "price=10"];
  const { code, json } = await jsonRun([...args, ...vars], loop);
  assert.equal(code, 0);
  assert.equal(json.rounds[0].results[0].responses[0].question, "Of A, B at 10, which, x=y?");
  const open = await panelRun(
    [...args, "--vars-file", files.at("vars.yaml"), "--allow-unresolved"],
    loop,
  );
  assert.equal(open.code, 0);
  assert.match(open.err, /^warning: \{b\} in the texts of/m);
});

Deno.test("K4: follow-ups are asked where their condition holds, and the conversation has no others", async () => {
  const { answer, requests } = heard(({ messages }) => `Answer from ${messages.length}`);
  await using loop = startLoopback({ answer });
  await using files = await filed({
    "one.json": people(NAMES.slice(0, 1)),
    "k4.yaml": `questions:
  - { key: q1, text: Q1 }
  - key: q2
    text: Q2
    follow_ups:
      - F1
      - { text: F2, condition: "response_contains: zzz" }
      - { text: F3, condition: "response_contains: ANSWER" }
      - { text: F4, condition: never }
  - { key: q3, text: Q3 }
`,
  });
  const { code, json } = await jsonRun(
    [...inputs(files, "k4.yaml", "one.json"), "--models", "haiku", "--no-synthesis"],
    loop,
  );
  assert.equal(code, 0);
  const { responses } = json.rounds[0].results[0];
  assert.deepEqual(
    responses.map((one: Record<string, string>) => `${one.question} ${one.status}`),
    ["Q1 ok", "Q2 ok", "F1 ok", "F2 skipped", "F3 ok", "F4 skipped", "Q3 ok"],
  );
  const said = requests.at(-1)?.messages.filter(({ role }) => role === "user");
  assert.deepEqual(said?.map(({ text }) => text), ["Q1", "Q2", "F1", "F3", "Q3"]);
  assert.equal(json.failure_stats.skipped_follow_ups, 2);
});

Deno.test("L1 to L18: what is wrong with an instrument is said all at once, by line and path", async () => {
  await using loop = startLoopback();
  const bad: Record<string, [text: string, ...places: RegExp[]]> = {
    "L1.yaml": ["questions: []", /questions/],
    "L2.yaml": ["rounds: []", /rounds/],
    "L3.yaml": ["name: x", /"questions" or "rounds"/],
    "L4.yaml": [
      "rounds:\n- { name: a, questions: [{ text: A }] }\n- { name: a, questions: [{ text: B }] }",
      /\ba\b/,
    ],
    "L6.yaml": [
      "rounds:\n- name: a\n  questions: [{ text: A }]\n  route_when:\n" +
      "  - { if: { field: themes, op: contains, value: x }, goto: __end__ }",
      /else/,
    ],
    "L13.yaml": [
      "questions: [{ text: A, follow_ups: [{ text: B, condition: 'response_has: x' }] }]",
      /\$\.questions\[0\]\.follow_ups\[0\]\.condition .*response_contains/,
    ],
    "L18.yaml": [
      "rounds:\n- name: a\n  questions: [{ text: A }]\n  route_when:\n" +
      "  - { if: { field: thems, op: has, value: x }, goto: __end__ }\n  - { else: __end__ }",
      /thems|themes/,
      /contains/,
    ],
    "many.yaml": [
      "questions:\n" +
      "  - { key: a, text: A, response_schema: { type: scale, min: 5, max: 1 } }\n" + // L9
      "  - { key: b, text: B, extraction_schema: foo }\n" + // L12
      "  - { key: c, text: C, response_schema: { type: tagged_themes, taxonomy: [] } }\n" + // L15
      "  - { key: d, text: D, response_schema: { type: enum, options: [true, false] } }\n", // L16
      /many\.yaml:2 \$\.questions\[0\]/,
      /many\.yaml:3 \$\.questions\[1\].*likert, pick_one, ranking, yes_no/,
      /many\.yaml:4 \$\.questions\[2\].*taxonomy/,
      /many\.yaml:5 \$\.questions\[3\].*quot/,
    ],
  };
  await using files = await filed({
    ...FILES,
    ...Object.fromEntries(Object.entries(bad).map(([name, [text]]) => [name, text])),
  });
  for (const [name, [, ...places]] of Object.entries(bad)) {
    const { code, out, err } = await panelRun([...inputs(files, name), "--models", "haiku"], loop);
    assert.equal(code, 1, name);
    assert.equal(out, "");
    assert.match(err, /^Cannot read /, name);
    assert.doesNotMatch(err, /\n\s+at /);
    for (const place of places) assert.match(err, place, name);
  }
  assert.equal(loop.count, 0);
});

Deno.test("L17: a round that no way leads to is warned of, and the run goes on", async () => {
  await using loop = startLoopback({ answer: heard().answer });
  await using files = await filed({
    ...FILES,
    "l17.yaml": `rounds:
  - name: a
    questions: [{ key: qa, text: A }]
    route_when: [{ else: __end__ }]
  - { name: b, questions: [{ key: qb, text: B }] }
`,
  });
  const { code, err, json } = await jsonRun(
    [...inputs(files, "l17.yaml"), "--models", "haiku"],
    loop,
  );
  assert.equal(code, 0, err);
  assert.match(err, /^warning: no way leads to the round "b"/m);
  assert.deepEqual(json.path, ["a"]);
});

Deno.test("N: --max-cost ends the run with 2 and what there is, and is never passed", async () => {
  await using loop = startLoopback({ answer: () => ({ data: { answer: "pro" } }) });
  const names = Array.from({ length: 40 }, (_, place) => `P${place}`);
  await using files = await filed({ ...FILES, "many.yaml": people(names) });
  const [cap, price] = [0.02, priceOf("claude-sonnet") ?? assert.fail("no price")];
  const host = hostWith({ env: envFor(loop) });
  let paid = 0;
  const code = await main([
    ...["panel", "run", ...inputs(files, "one.yaml", "many.yaml"), "--output-format", "json"],
    ...["--models", "sonnet", "--max-cost", String(cap), "--no-synthesis"],
  ], {
    ...host,
    // What the service says each answer used, counted beside the program.
    fetch: async (input, init) => {
      const response = await host.fetch(input, init);
      const { usage } = await response.clone().json();
      paid += (usage.input_tokens * price.input + usage.output_tokens * price.output) / 1e6;
      return response;
    },
  });
  const { out, err } = host.written;
  const json = JSON.parse(out);
  assert.equal(code, 2);
  assert.match(err, /^The run is invalid: \$0\.0\d+ of \$0\.0200 are spent/m);
  assert.equal(json.cost_exceeded, true);
  assert.equal(json.abort_reason, "cost_exceeded");
  assert.equal(json.run_invalid, true);
  assert.equal(json.halted_at_panelist, json.cost_gate.completed);
  assert.equal(json.cost_gate.max_cost_usd, cap);
  assert.equal(json.cost_gate.halted, true);
  assert.equal(json.cost_gate.total_panelists, 40);
  assert.ok(paid > 0 && paid <= cap, String(paid));
  assert.ok(Math.abs(json.total_cost - paid) < 1e-9);
  assert.equal(json.rounds[0].results.length, loop.count);
  assert.ok(loop.count < 40);
});

Deno.test("P7: a schema that is none, or names a strange preset, ends with 1", async () => {
  await using loop = startLoopback();
  await using files = await filed({ ...FILES, "broken.json": '{"type": ' });
  const cases: [string[], RegExp][] = [
    [["--schema", "[1]"], /^Cannot read --schema: must be a JSON Schema, that is a mapping\n$/],
    [["--schema", '{"type": '], /^Cannot read --schema: is not JSON/],
    [["--schema", files.at("broken.json")], /^Cannot read .*broken\.json:1 is not JSON/],
    [["--extract-schema", "sentiment"], /or yes_no: there is no file "sentiment"\n$/],
    [["--schema", "likert"], /^Cannot read --schema: must be a JSON Schema or the path of one/],
    [["--schema", '{"type": "nothing"}'], /^Cannot /],
  ];
  for (const [schema, sentence] of cases) {
    const { code, out, err } = await panelRun([...inputs(files, "survey.yaml"), ...schema], loop);
    assert.equal(code, 1, schema.join(" "));
    assert.match(err, sentence);
    assert.equal(out, "");
  }
  assert.equal(loop.count, 0);
});

Deno.test("S1, S3: half of the answers may fail, but none in a strict run", async () => {
  const { answer, requests } = heard();
  await using loop = startLoopback({
    answer,
    fault: (request) =>
      purposeOf(request) === "asking" &&
        NAMES.slice(0, 3).some((name) => request.system.includes(name))
        ? { kind: "status", status: 400 }
        : null,
  });
  await using files = await filed(FILES);
  const args = [...inputs(files), "--models", "haiku"];
  const lax = await jsonRun(args, loop);
  assert.equal(lax.code, 0, lax.err);
  assert.equal(lax.json.failure_stats.failure_rate, 0.5);
  assert.equal(lax.json.run_invalid, false);
  assert.equal(typeof lax.json.synthesis.summary, "string");
  requests.length = 0;
  const strict = await jsonRun([...args, "--strict"], loop);
  assert.equal(strict.code, 3);
  assert.match(strict.err, /^A strict run: 3 of 6 answers failed$/m);
  assert.equal(strict.json.synthesis, null);
  assert.equal(requests.filter((one) => purposeOf(one) === "synthesis").length, 0);
  const low = await jsonRun([...args, "--failure-threshold", "0.4"], loop);
  assert.equal(low.code, 2);
  assert.equal(low.json.run_invalid, true);
  assert.equal(low.json.synthesis, null);
});

Deno.test("S8: a number of variants that is not from 1 to 20 ends with 1", async () => {
  await using loop = startLoopback();
  await using files = await filed(FILES);
  for (const count of ["0", "21", "-1", "1.5"]) {
    const { code, err } = await panelRun(
      [...inputs(files), "--models", "haiku", "--variants", count],
      loop,
    );
    assert.equal(code, 1);
    assert.match(err, /must be a whole number from 1 to 20\n$/);
  }
  assert.equal(loop.count, 0);
});

Deno.test("S10, S12: --model is one model, and an ensemble prints everybody's answers", async () => {
  await using loop = startLoopback({ answer: heard().answer });
  await using files = await filed(FILES);
  const single = await panelRun([...inputs(files), "--model", "haiku"], loop);
  assert.equal(single.code, 0, single.err);
  assert.match(single.out, /── Maya Chen \(haiku\) ─+\ntier: (free|pro|team)\n/);
  assert.match(single.out, /^summed up by: haiku$/m);
  const both = await panelRun([...inputs(files), "--models", "haiku,sonnet"], loop);
  for (const name of NAMES) {
    for (const model of ["haiku", "sonnet"]) {
      assert.ok(both.out.includes(`── ${name} (${model}) `), `${name} ${model}`);
    }
  }
});

Deno.test("2.7: a summary that fails makes the run end with 2, and says why", async () => {
  await using loop = startLoopback({
    fault: (request) => purposeOf(request) === "synthesis" ? { kind: "status", status: 400 } : null,
  });
  await using files = await filed(FILES);
  const { code, err, json } = await jsonRun([...inputs(files), "--models", "haiku"], loop);
  assert.equal(code, 2);
  assert.match(err, /^The answers could not be summed up: /m);
  assert.equal(json.synthesis, null);
  assert.equal(json.synthesis_error.error_type, "synthesis_api_error");
  assert.equal(json.rounds[0].results.length, 6);
});

Deno.test("2.7: a command line that is wrong by itself ends with 2, inputs that cannot be used with 1", async () => {
  await using loop = startLoopback();
  await using files = await filed(FILES);
  const two = [
    ["--nope"],
    ["--seed"],
    ["--seed", "x"],
    ["--rate-limit-rps", "0"],
    ["--output-format", "xml"],
    ["--var", "a"],
    // A number out of its range is none that the flag takes, as one that is no number.
    ["--temperature", "3"],
    ["--temperature=-1"],
    ["--top-p", "2"],
    ["--synthesis-temperature", "2.1"],
    ["--failure-threshold", "1.01"],
    ["--samples", "0"],
    ["--max-tokens", "0"],
    ["--max-concurrent", "0"],
    ["--max-cost", "0"],
  ];
  for (const args of two) {
    const { code, err } = await panelRun([...inputs(files), ...args], loop);
    assert.equal(code, 2, args.join(" "));
    assert.match(err, /^Cannot [^\n]*\n$/);
  }
  const one = [
    ["--variants", "21"],
    ["--question-failure-budget", "0"],
    ["--question-failure-budget", "x"],
    ["--blend"],
    ["--prompt-template", "nowhere.txt"],
    ["--vars-file", "nowhere.yaml"],
  ];
  for (const args of one) {
    const { code, err } = await panelRun([...inputs(files), ...args], loop);
    assert.equal(code, 1, args.join(" "));
    assert.match(err, /^Cannot [^\n]*\n$/);
  }
  assert.equal(loop.count, 0);
});
