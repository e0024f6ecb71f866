import assert from "node:assert/strict";
import { type Host } from "../../lib/host/host.ts";
import { submission, submit } from "../../mod.ts";
import { hostWith, serving } from "../hosts.ts";
import { problemsOf } from "../loopback/synthbench_check.ts";
import { startSynthBench, SYNTHBENCH_KEY, type SynthBenchFault } from "../loopback/synthbench.ts";

const GPT = { id: "gpt-4o-mini", spec: { provider: "openai" } };
const PAYLOAD = submission(
  [{ id: "gss:HAPPY", human: { yes: .6, no: .4 }, panel: { yes: 3, no: 7 }, n: 10 }],
  [GPT],
);

/** A world that submits to a service. */
function hostTo(url: string, key = SYNTHBENCH_KEY): Host {
  return hostWith({ env: { SYNTHBENCH_API_URL: url, SYNTHBENCH_API_KEY: key } });
}

/** What it says when a submission is not taken. */
async function refusal(host: Host, payload = PAYLOAD): Promise<string> {
  return await submit(payload, { host }).then(
    () => "it was taken",
    ({ message }: Error) => message,
  );
}

Deno.test("submit() posts the payload once, and says what it is called there", async () => {
  await using service = startSynthBench();
  const said = await submit(PAYLOAD, { host: hostTo(`${service.url}/`) });
  assert.deepEqual(said, {
    id: "42",
    status: "validating",
    url: "https://synthbench.org/submit/42",
    warning: null,
  });
  const [{ method, path, headers, body, status } = assert.fail(), ...others] = service.requests;
  assert.deepEqual([method, path, status, others.length], ["POST", "/submit", 202, 0]);
  assert.equal(headers.authorization, `Bearer ${SYNTHBENCH_KEY}`);
  assert.equal(headers["content-type"], "application/json");
  assert.deepEqual(JSON.parse(body), PAYLOAD);
});

Deno.test("submit() says in one sentence why a submission was not taken", async () => {
  await using service = startSynthBench();
  const host = hostTo(service.url);
  const cannot = "Cannot submit to SynthBench: ";
  const faults: readonly (readonly [SynthBenchFault, string])[] = [
    [{ status: 400, error: "invalid JSON" }, "400, it cannot be read there: invalid JSON"],
    [
      { status: 401, error: "api key revoked" },
      "401, the key in SYNTHBENCH_API_KEY was refused: api key revoked",
    ],
    [
      { status: 403, error: "no submit scope" },
      "403, the key in SYNTHBENCH_API_KEY may not submit: no submit scope",
    ],
    [{ status: 413, error: "too big" }, "413, it is too large: too big"],
    [
      { status: 422, error: "jsd is off\nby a lot" },
      "422, it was found to be wrong: jsd is off by a lot",
    ],
    [
      { status: 429, error: "60 an hour", headers: { "retry-after": "90" } },
      "429, too many submissions in this hour: 60 an hour; it may be tried again in 90 s",
    ],
    [{ status: 429, error: "60 an hour" }, "429, too many submissions in this hour: 60 an hour"],
    [{ status: 500, error: "" }, "500, the service failed"],
    [{ status: 418, error: "tea" }, "418, it was refused: tea"],
  ];
  for (const [fault, words] of faults) {
    service.setBehaviour({ fault });
    assert.equal(await refusal(host), cannot + words);
  }
  assert.equal(service.requests.length, faults.length);
});

Deno.test("submit() sends a key as it is, and says which keys SynthBench takes", async () => {
  await using service = startSynthBench();
  const words = /401, the key in SYNTHBENCH_API_KEY was refused: (.*)$/;
  const said = async (key: string) => words.exec(await refusal(hostTo(service.url, key)))?.[1];
  assert.equal(
    await said("sk_synthbench_0123456789"),
    "invalid token; keys of synthbench.org are sb_ and 32 characters",
  );
  assert.equal(await said(`sb_${"x".repeat(32)}`), "unknown api key");
  assert.deepEqual(service.requests.map(({ headers }) => headers.authorization), [
    "Bearer sk_synthbench_0123456789",
    `Bearer sb_${"x".repeat(32)}`,
  ]);
});

Deno.test("submit() sends nothing without a key, with one that is none, or to where others read it", async () => {
  await using service = startSynthBench();
  const reasons = [
    [hostTo(service.url, ""), "SYNTHBENCH_API_KEY is not set"],
    [
      hostTo(service.url, "sb_a\nb"),
      "SYNTHBENCH_API_KEY holds what no key has, as a space or a line break",
    ],
    [hostTo("http://synthbench.example"), "SYNTHBENCH_API_URL must be an https address"],
    [hostTo("nowhere"), "SYNTHBENCH_API_URL must be an https address"],
  ] as const;
  for (const [host, reason] of reasons) {
    assert.equal(await refusal(host), `Cannot submit to SynthBench: ${reason}`);
  }
  const rows = Array.from({ length: 12_000 }, (_, at) => {
    return { id: `gss:Q${at}`, human: { yes: 1 }, panel: { yes: 1 }, n: 1 };
  });
  const large = await refusal(hostTo(service.url), submission(rows, [GPT]));
  assert.equal(large, "Cannot submit to SynthBench: it is larger than the 2 MB that are taken");
  assert.equal(service.requests.length, 0);
});

Deno.test("submit() follows no redirect: the key is for one address", async () => {
  await using other = startSynthBench();
  await using service = startSynthBench({ fault: { to: other.url } });
  assert.equal(
    await refusal(hostTo(service.url)),
    "Cannot submit to SynthBench: 307: the address leads to another one, which is not followed: " +
      "set SYNTHBENCH_API_URL to where it leads",
  );
  assert.deepEqual([service.requests.length, other.requests.length], [1, 0]);
});

Deno.test("submit() gives a service that says nothing thirty seconds, and one that is gone none", async () => {
  await using service = startSynthBench({ fault: { hang: true } });
  const host = hostTo(service.url);
  const asked: number[] = [];
  // Time passes as soon as the service is seen to be silent.
  const sleep = async (milliseconds: number) => {
    asked.push(milliseconds);
    await service.hanging();
  };
  const silent = { ...host, clock: { ...host.clock, sleep } };
  assert.equal(await refusal(silent), "Cannot submit to SynthBench: no answer arrived in 30 s");
  assert.deepEqual(asked, [30_000]);
  const gone = startSynthBench();
  await gone[Symbol.asyncDispose]();
  assert.equal(
    await refusal(hostTo(gone.url)),
    "Cannot submit to SynthBench: the connection was refused",
  );
});

Deno.test("submit() believes no answer that names no submission, and shows none that holds the key", async () => {
  const answers = ["", "<html>", "{}", '{"submission_id":"../../x y"}', "[]"];
  for (const answer of answers) {
    await using odd = serving(() => new Response(answer, { status: 202 }));
    assert.match(await refusal(hostTo(odd.url)), /it answered 202 with no number of a submission/);
  }
  await using own = serving(() =>
    Response.json({ submission_id: "s-1", status: 7, url: "javascript:alert(1)", warning: "slow" })
  );
  assert.deepEqual(await submit(PAYLOAD, { host: hostTo(own.url) }), {
    ...{ id: "s-1", status: "accepted", url: "https://synthbench.org/submit/s-1", warning: "slow" },
  });
  await using echo = serving((request) =>
    Response.json({ error: `bad ${request.headers.get("authorization")}` }, { status: 400 })
  );
  const said = await refusal(hostTo(echo.url));
  assert.ok(said.includes("[key]") && !said.includes(SYNTHBENCH_KEY.slice(4)), said);
});

Deno.test("the loopback SynthBench refuses what SynthBench refuses", () => {
  // The payload of the reference's client: questions by name, and n in place of n_questions.
  const { jsd: _, ...less } = PAYLOAD.per_question[0] ?? assert.fail();
  const [row] = PAYLOAD.per_question;
  const { aggregate } = PAYLOAD;
  const wrong: readonly (readonly [object, RegExp])[] = [
    [{ per_question: { HAPPY: row } }, /missing or invalid "per_question"/],
    [{ benchmark: "other" }, /must equal "synthbench"/],
    [{ version: undefined }, /missing "version"/],
    [{ config: { dataset: "gss" } }, /missing "config.provider"/],
    [{ config: { ...PAYLOAD.config, model: "<b>" } }, /"config.model" contains characters/],
    [{ aggregate: { ...aggregate, n_questions: 2 } }, /n_questions" does not match/],
    [{ aggregate: { ...aggregate, mean_jsd: 1.2 } }, /mean_jsd" is out of its range/],
    [{ aggregate: { ...aggregate, composite_parity: 0.9 } }, /composite_parity" should be/],
    [{ per_question: [less] }, /missing "per_question\[0\].jsd"/],
    [{ per_question: [{ ...row, jsd: 0.2 }] }, /per_question\[0\].jsd should be/],
    [{ per_question: [{ ...row, kendall_tau: 1 }] }, /kendall_tau should be/],
    [{ per_question: [{ ...row, model_distribution: { yes: .5 } }] }, /is no distribution/],
    [
      { per_question: [{ ...row, human_distribution: { yes: 1.5, no: -.5 } }] },
      /is no distribution/,
    ],
  ];
  assert.deepEqual(problemsOf(PAYLOAD), []);
  for (const [change, problem] of wrong) {
    assert.match(problemsOf({ ...PAYLOAD, ...change }).join("\n"), problem);
  }
});
