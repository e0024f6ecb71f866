import assert from "node:assert/strict";
import { main } from "../../lib/commands/main.ts";
import { envFor, hostWith } from "../hosts.ts";
import { lastUserText, type Normalised } from "../loopback/request.ts";
import { startLoopback } from "../loopback/service.ts";
import { filed, heard, jsonRun, ONE, panelRun, people, SURVEY } from "./desk.ts";

const SCALE = ["very happy", "pretty happy", "not too happy"];
const OPEN = `name: Open
questions:
  - { key: happy, text: How happy are you these days? }
  - { key: tier, text: Which tier?, response_schema: { type: enum, options: [free, pro, team] } }
`;
const OWN = `note: ours
baselines:
  - dataset: own
    question: NUMBERS
    title: Numbers
    text: How likely, from 1 to 2?
    options: ["1", "2"]
    ordered: true
    waves: [{ year: 2024, counts: { "1": 20, "2": 80 } }]
    source: here
    licence: ours
    citation: Us 2024
`;

/** What is said to an open question, what is extracted from it, and what is chosen of options. */
function answer({ schema, messages }: Normalised) {
  if (schema === null) return "I am pretty happy, all in all.";
  const text = JSON.stringify(schema);
  if (text.includes('"choice"')) {
    return { data: { choice: "pretty happy", reasoning: "they say so" } };
  }
  const option = /very happy/i.test(text) ? "VERY happy" : "pro";
  assert.ok(messages.length > 0);
  return { data: { answer: option } };
}

async function desk(instrument: string) {
  const { answer: answered, requests } = heard(answer);
  const loop = startLoopback({ answer: answered });
  const files = await filed({ "people.json": people(), "q.yaml": instrument });
  const args = [
    ...["--personas", files.at("people.json"), "--instrument", files.at("q.yaml")],
    ...["--models", "haiku", "--no-synthesis"],
  ];
  return {
    ...{ loop, files, requests },
    run: (...more: readonly string[]) => jsonRun([...args, ...more], loop),
    text: (...more: readonly string[]) => panelRun([...args, ...more], loop),
    [Symbol.asyncDispose]: async () => {
      await loop[Symbol.asyncDispose]();
      await files[Symbol.asyncDispose]();
    },
  };
}

Deno.test("--calibrate-against makes a free question tracked, and calibrates that one only (F13)", async () => {
  await using it = await desk(OPEN);
  const { code, err, json } = await it.run("--calibrate-against", "gss:HAPPY");
  assert.equal(code, 0, err);
  assert.match(
    err,
    /^calibrating "happy" against gss:HAPPY 2024: found by its key; pick_one:auto-derived: very happy, pretty happy, not too happy$/m,
  );
  assert.match(err, /warning: "happy" is not worded as in gss:HAPPY/);
  const { calibration } = json.convergence.per_question.happy;
  assert.deepEqual(calibration, json.calibration);
  assert.equal(calibration.baseline_spec, "gss:HAPPY");
  assert.equal(calibration.extractor, "pick_one:auto-derived");
  assert.equal(calibration.auto_derived, true);
  assert.deepEqual(
    calibration.options.map(({ option, count }: Record<string, unknown>) => [option, count]),
    [["very happy", 0], ["pretty happy", 6], ["not too happy", 0]],
  );
  assert.equal(json.convergence.per_question.tier.calibration, undefined);
  const forms = it.requests.flatMap(({ schema }) => schema ?? []).map((schema) =>
    JSON.stringify(schema)
  )
    .filter((schema) => schema.includes('"choice"'));
  assert.equal(forms.length, 6);
  for (const form of forms) assert.ok(form.includes(JSON.stringify(SCALE)), form);
});

Deno.test("--calibrate-against looks only where a cadence is given, and calibrates at the end", async () => {
  await using it = await desk(OPEN);
  const without = await it.run("--calibrate-against", "gss:HAPPY");
  assert.deepEqual(without.json.convergence.per_question.happy.curve, []);
  assert.equal(without.json.convergence.check_every, null);
  assert.equal(without.json.convergence.auto_stopped, false);
  assert.doesNotMatch(without.err, /n_completed/);
  const every = await it.run("--calibrate-against", "gss:HAPPY", "--convergence-check-every", "3");
  assert.equal(every.json.convergence.per_question.happy.curve.length, 2);
  assert.equal(every.json.convergence.rule, "jsd-batch");
  assert.match(every.err, /n_completed/);
  const stop = await it.run("--calibrate-against", "gss:HAPPY", "--auto-stop");
  assert.equal(stop.json.convergence.rule, "precision");
});

Deno.test("--calibrate-against asks people's question beside the others, in its words and order", async () => {
  await using it = await desk(ONE);
  const { code, err, json } = await it.run("--calibrate-against", "gss:HAPPY");
  assert.equal(code, 0, err);
  assert.match(
    err,
    /which the instrument does not ask, so that it is asked last in the first round/,
  );
  assert.equal(json.calibration.matched_by, "extra");
  assert.equal(json.calibration.question, "HAPPY");
  assert.equal(json.calibration.jsd_grade, "effectively uncalibrated");
  assert.equal(json.question_count, 2);
  const put = it.requests.map(lastUserText).filter((text) => text.startsWith("Taken all together"));
  assert.equal(put.length, 6);
  for (const text of put) {
    const shown = [...text.matchAll(/^- (.*)$/gm)].map(([, option]) => option);
    assert.ok([SCALE.join(), SCALE.toReversed().join()].includes(shown.join()), text);
  }
});

Deno.test("--calibrate-against finds a question by its wording, and leaves its options to it", async () => {
  await using it = await desk(`name: W
questions:
  - key: mood
    text: "Taken all together, how would you say things are these days - would you say that you are very happy, pretty happy or not too happy?"
    response_schema: { type: enum, options: [Very happy, Pretty happy, Not too happy] }
`);
  const { json, err } = await it.run("--calibrate-against", "gss:HAPPY");
  assert.deepEqual([json.calibration.matched_by, json.calibration.extractor], [
    "text",
    "choice:own",
  ]);
  assert.equal(json.calibration.options[0].count, 6);
  assert.equal(json.calibration.alignment_error, undefined);
  assert.doesNotMatch(err, /not worded/);
});

Deno.test("--calibrate-against tells where no option is in both", async () => {
  await using it = await desk(`name: R
questions:
  - { key: HAPPY, text: Which?, response_schema: { type: enum, options: [pro, blue] } }
`);
  const { json } = await it.run("--calibrate-against", "gss:HAPPY");
  assert.equal(json.calibration.jsd, 1);
  assert.equal(json.calibration.cramers_v, 1);
  assert.match(
    json.calibration.alignment_error,
    /\["blue","pro"\]; .*\["not too happy","pretty happy","very happy"\]/,
  );
});

Deno.test("--calibrate-against refuses before any call what it cannot do (F9, F10)", async () => {
  await using it = await desk(OPEN);
  await Deno.mkdir(it.files.at("own"));
  await Deno.writeTextFile(it.files.at("own/own.yaml"), OWN);
  const cases: readonly (readonly [number, RegExp, ...string[]])[] = [
    [2, /it takes DATASET:QUESTION/, "--calibrate-against", "gss:"],
    [2, /it takes DATASET:QUESTION/, "--calibrate-against", "HAPPY"],
    [1, /gated/, "--calibrate-against", "wvs:Q1"],
    [1, /NOPE/, "--calibrate-against", "gss:NOPE"],
    [
      2,
      /convergence-baseline/,
      "--calibrate-against",
      "gss:HAPPY",
      "--convergence-baseline",
      "gss:LIFE",
    ],
    [
      1,
      /numbers, as on a Likert scale .*--extract-schema likert/,
      "--calibrate-against",
      "own:NUMBERS",
    ],
    [
      1,
      /give the extraction an enum of these/,
      "--calibrate-against",
      "gss:HAPPY",
      "--extract-schema",
      "likert",
    ],
  ];
  for (const [code, sentence, ...args] of cases) {
    const host = hostWith({ env: { ...envFor(it.loop), QUORUM_BASELINES: it.files.at("own") } });
    const common = [
      "--personas",
      it.files.at("people.json"),
      "--instrument",
      it.files.at("q.yaml"),
    ];
    assert.equal(
      await main(["panel", "run", ...common, "--models", "haiku", ...args], host),
      code,
      args.join(" "),
    );
    assert.match(host.written.err, sentence);
  }
  assert.equal(it.loop.count, 0);
});

Deno.test("--calibrate-against takes a form that is given, and says so", async () => {
  await using it = await desk(OPEN);
  const schema = JSON.stringify({
    type: "object",
    properties: { choice: { type: "string", enum: SCALE }, reasoning: { type: "string" } },
    required: ["choice"],
  });
  const { json, err } = await it.run(
    "--calibrate-against",
    "gss:HAPPY",
    "--extract-schema",
    schema,
  );
  assert.equal(json?.calibration.extractor, "pick_one:manual", err);
  assert.equal(json.calibration.auto_derived, false);
});

Deno.test("--calibrate-against gives an ensemble's numbers by model, and a blend's with them", async () => {
  await using it = await desk(ONE);
  const common = ["--calibrate-against", "gss:HAPPY"];
  const args = [
    "--personas",
    it.files.at("people.json"),
    "--instrument",
    it.files.at("q.yaml"),
    "--no-synthesis",
  ];
  const apart = await jsonRun([...args, ...common, "--models", "haiku,gemini-2.5-flash"], it.loop);
  assert.deepEqual(Object.keys(apart.json.calibration.per_model), ["haiku", "gemini-2.5-flash"]);
  assert.equal(apart.json.calibration.jsd, undefined);
  assert.equal(apart.json.calibration.per_model.haiku.n, 6);
  const blended = await jsonRun([
    ...args,
    ...common,
    "--models",
    "haiku,gemini-2.5-flash",
    "--blend",
  ], it.loop);
  assert.equal(typeof blended.json.calibration.jsd, "number");
  assert.equal(blended.json.calibration.n_effective, 12);
  const split = await jsonRun(
    [...args, ...common, "--models", "haiku:1,gemini-2.5-flash:1"],
    it.loop,
  );
  assert.equal(split.json.calibration.n, 6);
});

Deno.test("--calibrate-against judges samples by persona, and goes on with a resumed run", async () => {
  await using it = await desk(ONE);
  const kept = ["--checkpoint-dir", it.files.at("runs"), "--run-id", "r1", "--samples", "4"];
  const { json } = await it.run("--calibrate-against", "gss:HAPPY", ...kept);
  assert.equal(json.calibration.n, 24);
  assert.equal(json.calibration.n_effective, 6);
  assert.equal(json.calibration.method, "F");
  const before = it.loop.count;
  const again = await jsonRun(["--resume", "r1", "--checkpoint-dir", it.files.at("runs")], it.loop);
  assert.equal(it.loop.count, before);
  assert.deepEqual(again.json.calibration, json.calibration);
  const shown = hostWith();
  await main([
    "runs",
    "show",
    "r1",
    "--checkpoint-dir",
    it.files.at("runs"),
    "--output-format",
    "json",
  ], shown);
  assert.deepEqual(JSON.parse(shown.written.out).calibration, json.calibration);
});

Deno.test("--calibrate-against shows its numbers in the report", async () => {
  await using it = await desk(ONE);
  const { out: lines } = await it.text("--calibrate-against", "gss:HAPPY");
  const out = lines.replace(/\s+/g, " ");
  assert.match(
    out,
    /how far from people: HAPPY against gss:HAPPY 2024 \(3,281 interviews\), asked beside/,
  );
  assert.match(
    out,
    /Jensen-Shannon divergence 0\.\d{3} bits as observed \(effectively uncalibrated\)/,
  );
  assert.match(out, /by chance alone up to 0\.\d{3} \(p [<=] \.?\d/);
  assert.match(out, /beside it: uniform respondent 0\.044, majority respondent 0\.253/);
  assert.match(out, /age_band: 30-44 +6 +869 +too small/);
  assert.doesNotMatch(out, /NaN|undefined/);
});

Deno.test("--calibrate-against with a survey that asks openly leaves other questions alone", async () => {
  await using it = await desk(SURVEY);
  const { json } = await it.run("--calibrate-against", "gss:HAPPY");
  const extracted = json.rounds[0].results.flatMap((
    one: { responses: { question: string; extraction?: unknown }[] },
  ) => one.responses)
    .filter(({ extraction }: { extraction?: unknown }) => extraction);
  assert.equal(extracted.length, 0);
});
