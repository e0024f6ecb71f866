import assert from "node:assert/strict";
import { main } from "../../lib/commands/main.ts";
import { type Env, envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { startSynthBench, SYNTHBENCH_KEY, type SynthBenchFault } from "../loopback/synthbench.ts";
import { filed, NAMES, ONE, people } from "./desk.ts";

/** A panel to be held against people, a service that answers, and a SynthBench. */
async function desk() {
  const place = await filed({ "people.json": people(), "one.yaml": ONE, "simulated.yaml": "a: 1" });
  const [loop, bench] = [startLoopback(), startSynthBench()];
  const env = {
    ...envFor(loop),
    QUORUM_HOME: place.at("home"),
    SYNTHBENCH_API_URL: bench.url,
    SYNTHBENCH_API_KEY: SYNTHBENCH_KEY,
  };
  const asked = ["--personas", place.at("people.json"), "--instrument", place.at("one.yaml")];
  const line = async (args: readonly string[], { more = {}, typed }: Around = {}) => {
    const host = hostWith({ env: { ...env, ...more }, ...(typed && { typed }) });
    const code = await main(["panel", "run", ...args, "--output-format", "json"], host);
    return { code, ...host.written, json: host.written.out ? JSON.parse(host.written.out) : null };
  };
  const run = (args: readonly string[], around: Around = {}) =>
    line([...asked, "--no-synthesis", "--model", "gpt-4o-mini", ...args], around);
  return {
    ...{ place, loop, bench, env, asked, line, run },
    async [Symbol.asyncDispose]() {
      for (const part of [place, loop, bench]) await part[Symbol.asyncDispose]();
    },
  };
}

interface Around {
  readonly more?: Env;
  readonly typed?: readonly string[];
}

const AGAINST = ["--calibrate-against", "gss:HAPPY"];
const SUBMIT = [...AGAINST, "--submit-to-synthbench"];

Deno.test("panel run --submit-to-synthbench uploads once what SynthBench takes, and says where it is (R3, R5)", async () => {
  await using at = await desk();
  const { code, err, json } = await at.run([...SUBMIT, "--yes"]);
  assert.equal(code, 0, err);
  assert.match(
    err,
    /^submitted to SynthBench: gss:HAPPY of gpt-4o-mini is 42, validating; https:\/\/synthbench.org\/submit\/42$/m,
  );
  const [request = assert.fail(), ...others] = at.bench.requests;
  assert.deepEqual([others.length, request.status], [0, 202]);
  assert.equal(request.headers.authorization, `Bearer ${SYNTHBENCH_KEY}`);
  const { config, aggregate, per_question: [row] } = JSON.parse(request.body);
  assert.deepEqual([config.dataset, config.model, config.n, row.key], [
    ...["gss", "gpt-4o-mini", 6, "GSS_HAPPY"],
  ]);
  const { jsd } = json.calibration;
  assert.ok(Math.abs(aggregate.mean_jsd - jsd) < 1e-6, `${aggregate.mean_jsd} is not ${jsd}`);
  assert.deepEqual(Object.keys(row.human_distribution), [
    ...["very happy", "pretty happy", "not too happy"],
  ]);
});

Deno.test("panel run --submit-to-synthbench uploads no word of a person, a question or a file, and no key", async () => {
  await using at = await desk();
  const { code, err } = await at.run([...SUBMIT, "--yes"]);
  assert.equal(code, 0, err);
  const [{ body } = assert.fail()] = at.bench.requests;
  const secrets = [
    ...NAMES,
    ...[
      "nurse",
      "small town",
      "calm",
      "curious",
      "Which tier",
      "pro",
      "team",
      "Taken all together",
    ],
    ...[
      at.place.path,
      "people",
      "one.yaml",
      "One",
      SYNTHBENCH_KEY,
      "test-key",
      at.loop.url,
      "home",
    ],
    ...at.loop.requests.map(({ body }) => JSON.stringify(body)),
  ];
  // "provider" is a key of SynthBench's.
  const words = body.replaceAll('"provider"', "").toLowerCase();
  for (const secret of secrets) {
    assert.ok(!words.includes(secret.toLowerCase()), `${secret} stands in ${body}`);
  }
});

Deno.test("panel run --submit-dry-run writes exactly what would be uploaded, and sends nothing", async () => {
  await using at = await desk();
  const shown = await at.run([...AGAINST, "--submit-dry-run"], {
    more: { SYNTHBENCH_API_KEY: "" },
  });
  assert.equal(shown.code, 0, shown.err);
  assert.equal(at.bench.requests.length, 0);
  await at.run([...SUBMIT, "--submit-dry-run", "--yes"]);
  assert.equal(at.bench.requests.length, 0);
  await at.run([...SUBMIT, "--yes"]);
  const [{ body } = assert.fail()] = at.bench.requests;
  assert.ok(shown.err.includes(`\n${body}\n`), shown.err);
});

Deno.test("panel run --submit-to-synthbench without consent sends nothing, and runs all the same (R4)", async () => {
  await using at = await desk();
  const cases: readonly (readonly [Around, RegExp])[] = [
    [
      {},
      /^warning: nothing will be submitted to SynthBench: nobody is there to agree to it; --yes agrees$/m,
    ],
    [{ typed: ["n"] }, /warning: nothing will be submitted to SynthBench: you said no$/m],
  ];
  for (const [around, sentence] of cases) {
    const { code, err, json } = await at.run(SUBMIT, around);
    assert.equal(code, 0, err);
    assert.match(err, sentence);
    assert.equal(json.run_invalid, false);
  }
  assert.equal(at.bench.requests.length, 0);
  const { code, err } = await at.run(SUBMIT, { typed: ["y"] });
  assert.deepEqual([code, at.bench.requests.length], [0, 1], err);
  // It was recorded.
  await at.run(SUBMIT);
  assert.equal(at.bench.requests.length, 2);
});

Deno.test("panel run --submit-to-synthbench leaves result and exit code as they are when it fails (R6)", async () => {
  await using at = await desk();
  const faults: readonly (readonly [SynthBenchFault, RegExp])[] = [
    [{ status: 401, error: "unknown api key" }, /401, the key in SYNTHBENCH_API_KEY was refused/],
    [{ status: 422, error: "jsd is off" }, /422, it was found to be wrong: jsd is off$/m],
    [{ status: 429, headers: { "retry-after": "60" } }, /429, .*; it may be tried again in 60 s$/m],
    [{ status: 503 }, /503, the service failed/],
    [{ to: at.loop.url }, /307: the address leads to another one, which is not followed/],
  ];
  for (const [fault, sentence] of faults) {
    at.bench.setBehaviour({ fault });
    const { code, err, json } = await at.run([...SUBMIT, "--yes"]);
    assert.equal(code, 0, err);
    assert.match(err, /^warning: Cannot submit to SynthBench: /m);
    assert.match(err, sentence);
    assert.equal(json.run_invalid, false);
  }
  assert.ok(at.loop.requests.every(({ path }) => path !== "/submit"));
  const gone = { SYNTHBENCH_API_URL: "http://127.0.0.1:9" };
  const { code, err } = await at.run([...SUBMIT, "--yes"], { more: gone });
  assert.equal(code, 0);
  assert.match(err, /^warning: Cannot submit to SynthBench: /m);
});

Deno.test("panel run refuses to submit what is not to be submitted before anybody is asked (R1)", async () => {
  await using at = await desk();
  const made = ["simulated", "gpt-4o-mini:0.5,simulated:0.5", "gpt-4o-mini,simulated"];
  const refusals: readonly (readonly [string[], RegExp, Env?])[] = [
    [
      ["--submit-to-synthbench"],
      /--submit-to-synthbench without --calibrate-against: only a panel/,
    ],
    [["--submit-dry-run"], /--submit-dry-run without --calibrate-against/],
    [SUBMIT, /SYNTHBENCH_API_KEY is not set/, { SYNTHBENCH_API_KEY: "" }],
    [["--calibrate-against", "fte_steak:x", "--submit-dry-run"], /SynthBench takes gss and ntia$/m],
  ];
  for (const [args, sentence, more = {}] of refusals) {
    const { code, err } = await at.run(args, { more });
    assert.equal(code, 2, err);
    assert.match(err, sentence);
  }
  for (const models of made) {
    for (const flags of [["--submit-to-synthbench", "--yes"], ["--submit-dry-run"]]) {
      const args = [...at.asked, "--no-synthesis", "--models", models, ...AGAINST, ...flags];
      const { code, err } = await at.line(args);
      assert.equal(code, 2, err);
      assert.match(err, /with "simulated": what it answers is made up, and no finding$/m);
    }
  }
  const yes = await at.run([...AGAINST, "--yes"]);
  assert.equal(yes.code, 1);
  assert.match(yes.err, /^Cannot use --yes without --submit-to-synthbench/m);
  assert.deepEqual([at.loop.count, at.bench.requests.length], [0, 0]);
});

Deno.test("panel run submits no invalid run, and no strict one in which an answer failed (R3)", async () => {
  await using at = await desk();
  at.loop.setBehaviour({ fault: () => ({ kind: "status", status: 400 }) });
  const { code, err } = await at.run([...SUBMIT, "--yes"]);
  assert.equal(code, 2);
  assert.match(err, /^warning: nothing is submitted to SynthBench: the run is invalid$/m);
  at.loop.setBehaviour({
    fault: ({ index }) => index % 12 === 0 ? { kind: "status", status: 400 } : null,
  });
  const strict = await at.run([...SUBMIT, "--yes", "--strict"]);
  assert.equal(strict.code, 3, strict.err);
  assert.match(strict.err, /^warning: nothing is submitted .*: an answer failed in a strict run$/m);
  assert.equal(at.bench.requests.length, 0);
});

Deno.test("panel run submits each model of an ensemble by itself, and a split or a blend as all of them", async () => {
  await using at = await desk();
  const base = [...at.asked, "--no-synthesis", ...SUBMIT, "--yes"];
  for (
    const more of [
      ["--models", "gpt-4o-mini,haiku"],
      ["--models", "gpt-4o-mini,haiku", "--blend"],
      ["--models", "gpt-4o-mini:0.5,haiku:0.5"],
    ]
  ) {
    const { code, err } = await at.line([...base, ...more]);
    assert.equal(code, 0, err);
  }
  const models = at.bench.requests.map(({ body }) => JSON.parse(body).config.model);
  const both = "gpt-4o-mini + claude-haiku-4-5-20251001";
  assert.deepEqual(models, ["gpt-4o-mini", "claude-haiku-4-5-20251001", both, both]);
  assert.ok(at.bench.requests.every(({ status }) => status === 202));
});

Deno.test("panel run submits a question under the name that SynthBench has for it in that year", async () => {
  await using at = await desk();
  const against = ["--calibrate-against", "ntia (2019):internetUser"];
  const { code, err } = await at.run([...against, "--submit-to-synthbench", "--yes"]);
  assert.equal(code, 0, err);
  const { config, per_question: [row] } = JSON.parse(at.bench.requests[0]?.body ?? "");
  assert.deepEqual([config.dataset, row.key], ["ntia", "NTIA_Nov_2019_internetUser_isPerson"]);
});

Deno.test("panel run submits no options of one's own", async () => {
  await using at = await desk();
  const own = `name: Own
questions:
  - key: happy
    text: Are you happy?
    response_schema: { type: enum, options: [very happy, over the moon] }
`;
  await Deno.writeTextFile(at.place.at("one.yaml"), own);
  at.loop.setBehaviour({ answer: () => ({ data: { answer: "over the moon" } }) });
  const { code, err } = await at.run([...SUBMIT, "--yes"]);
  assert.equal(code, 0, err);
  assert.match(
    err,
    /Cannot submit to SynthBench: gss:HAPPY does not have all options that were given$/m,
  );
  at.loop.setBehaviour({ answer: () => ({ data: { answer: "very happy" } }) });
  await at.run([...SUBMIT, "--yes"]);
  const [{ body, status } = assert.fail(), ...others] = at.bench.requests;
  assert.deepEqual([status, others.length, body.includes("moon")], [202, 0, false]);
});

Deno.test("panel run that goes on submits only when it is said again", async () => {
  await using at = await desk();
  const kept = ["--checkpoint-dir", at.place.at("runs")];
  const first = await at.run([...SUBMIT, "--yes", ...kept, "--run-id", "r1"]);
  assert.equal(first.code, 0, first.err);
  assert.equal(at.bench.requests.length, 1);
  const again = await at.line(["--resume", "r1", ...kept]);
  assert.deepEqual([again.code, at.bench.requests.length], [0, 1], again.err);
  const said = await at.line(["--resume", "r1", ...kept, "--submit-to-synthbench", "--yes"]);
  assert.deepEqual([said.code, at.bench.requests.length], [0, 2], said.err);
  await Deno.remove(at.place.at("people.json"));
  const gone = await at.line(["--resume", "r1", ...kept, "--submit-to-synthbench", "--yes"]);
  assert.deepEqual([gone.code, at.bench.requests.length], [0, 3], gone.err);
  assert.deepEqual(new Set(at.bench.requests.map(({ body }) => body)).size, 1);
});
