import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { type Env, envFor, folder } from "../hosts.ts";
import { stream } from "../../lib/random/stream.ts";
import { answerByHash } from "../loopback/answers.ts";
import { type Answerer } from "../loopback/request.ts";
import { type Loopback, startLoopback } from "../loopback/service.ts";
import { finished, start } from "./command.ts";
import { answeredOf } from "./whole_run.ts";

const KILLS = 20;
const CONCURRENT = 5;

const CONFIG = `
panelists: { source: people.jsonl }
products: { source: beers.yaml }
policy: { name: self_selection, choice_set_size: 3 }
generator: { seed: 5, n_periods: 3, remember: 1 }
execution: { rules: { max_evals_per_panelist_per_t: 2 } }
questionnaire:
  outcomes: { fields: { rating: { type: int, question: How much do you like it?, min: 1, max: 5 } } }
  traces: { fields: { why: { type: text, question: Why?, required: false } } }
`;

const PEOPLE = Array.from({ length: 10 }, (_, place) => ({
  persona_id: `p${place}`,
  persona_text: `You are P${place}, and you drink beer now and then.`,
  attributes: { age: 20 + place },
}));

const BEERS = ["Ale", "Bock", "Cider", "Dunkel", "Export"].map((label, place) => ({
  id: `b${place}`,
  label,
  text: `A glass of ${label}.`,
}));

/** A run of events with a service of its own. */
interface EventRun extends AsyncDisposable {
  readonly loop: Loopback;
  readonly out: string;
  readonly env: Env;
  readonly begin: readonly string[];
}

async function eventRun(): Promise<EventRun> {
  const stack = new AsyncDisposableStack();
  const { path } = stack.use(await folder());
  const loop = stack.use(
    startLoopback({ answer: answerByHash, latency: (index) => 4 + (7 * index) % 13 }),
  );
  await Deno.writeTextFile(`${path}/events.yaml`, CONFIG);
  await Deno.writeTextFile(
    `${path}/people.jsonl`,
    PEOPLE.map((one) => JSON.stringify(one)).join("\n"),
  );
  await Deno.writeTextFile(`${path}/beers.yaml`, JSON.stringify({ products: BEERS }));
  const out = `${path}/out`;
  return {
    ...{ loop, out, env: envFor(loop) },
    begin: [
      ...["events", "generate", "--config", `${path}/events.yaml`, "--output-dir", out],
      ...["--models", "gpt-4o-mini", "--max-concurrent", `${CONCURRENT}`],
    ],
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** What an uninterrupted run asks for, and what comes of it. */
async function uninterrupted() {
  await using run = await eventRun();
  const { code, err } = await finished(run.begin, run);
  assert.equal(code, 0, err);
  const requests = answeredOf(run.loop);
  assert.equal(new Set(requests).size, requests.length);
  return {
    requests: new Set(requests),
    events: await Deno.readTextFile(`${run.out}/events.jsonl`),
  };
}

/** Starts a run, and kills it after so many requests and a few milliseconds more. */
async function killed(run: EventRun, number: number, later: number): Promise<void> {
  const moment = Promise.withResolvers<void>();
  let seen = 0;
  const answer: Answerer = (request) => {
    seen += 1;
    if (seen === number) setTimeout(moment.resolve, later);
    return answerByHash(request);
  };
  run.loop.setBehaviour({ answer });
  const process = start(run.begin, run);
  const said = [process.stdout, process.stderr].map((stream) => new Response(stream).text());
  await Promise.race([moment.promise, process.status]);
  // It may have come to its end in the few milliseconds.
  await Promise.resolve().then(() => process.kill("SIGKILL")).catch(() => {});
  await Promise.all([process.status, moment.promise, ...said]);
  await run.loop.idle();
  run.loop.setBehaviour({ answer: answerByHash });
}

/** When the last reply was kept, and how many were: a copy is looked at, since opening changes a journal. */
async function kept({ out }: EventRun): Promise<{ replies: number; lastAt: number }> {
  await using copy = await folder();
  for await (const { name } of Deno.readDir(out)) {
    if (name.startsWith("run.sqlite")) {
      await Deno.copyFile(`${out}/${name}`, `${copy.path}/${name}`);
    }
  }
  const database = new DatabaseSync(`${copy.path}/run.sqlite`);
  try {
    const { replies, lastAt } = database.prepare(
      "SELECT count(*) AS replies, coalesce(max(started + latency), 0) AS lastAt FROM calls",
    ).get() ?? {};
    return { replies: Number(replies), lastAt: Number(lastAt) };
  } finally {
    database.close();
  }
}

Deno.test(`events generate, killed at ${KILLS} random moments, has every paid answer and asks for none twice`, async () => {
  const whole = await uninterrupted();
  const random = stream(6);
  for (let trial = 0; trial < KILLS; trial++) {
    await using run = await eventRun();
    const moment = random.fork(trial);
    await killed(run, 1 + moment.integer(whole.requests.size), moment.integer(16));
    const asked = run.loop.requests.map(({ body }) => JSON.stringify(body));
    const sent = run.loop.requests.map(({ finishedAt, body }) => ({ finishedAt, body }));
    const { replies, lastAt } = await kept(run);
    run.loop.clear();
    const { code, err } = await finished([...run.begin, "--resume"], run);
    assert.equal(code, 0, err);

    assert.equal(new Set(asked).size, asked.length);
    const again = new Set(answeredOf(run.loop));
    assert.equal(run.loop.count, again.size);
    // What is asked again is what had not been kept, and nothing else.
    assert.equal(again.size, whole.requests.size - replies);
    // A reply counts as lost that the service had sent before the last one was kept, and that is asked again.
    const before = lastAt - performance.timeOrigin - 1;
    const lost = sent.filter(({ finishedAt, body }) =>
      finishedAt !== null && finishedAt < before && again.has(JSON.stringify(body))
    );
    assert.ok(lost.length <= CONCURRENT, `${lost.length} replies were lost`);
    assert.equal(await Deno.readTextFile(`${run.out}/events.jsonl`), whole.events);
  }
});

Deno.test("events generate refuses to begin where a run did not end, and comes to its end however often it is killed", async () => {
  const whole = await uninterrupted();
  await using run = await eventRun();
  await killed(run, 10, 3);
  const refused = await finished(run.begin, run);
  assert.equal(refused.code, 1);
  assert.match(
    refused.err,
    /one is there that did not end; --resume goes on with it, --fresh throws/,
  );
  const resumed = { ...run, begin: [...run.begin, "--resume"] };
  for (const number of [15, 20]) await killed(resumed, number, 5);
  const { code, err } = await finished(resumed.begin, run);
  assert.equal(code, 0, err);
  assert.equal((await kept(run)).replies, whole.requests.size);
  assert.equal(await Deno.readTextFile(`${run.out}/events.jsonl`), whole.events);
});

Deno.test("events generate ends at SIGTERM with what has arrived, and at once at a second signal", async () => {
  const whole = await uninterrupted();
  await using run = await eventRun();
  const moment = Promise.withResolvers<void>();
  let seen = 0;
  run.loop.setBehaviour({
    answer: (request) => {
      if (++seen === 12) moment.resolve();
      return answerByHash(request);
    },
  });
  const process = start(run.begin, run);
  const said = [process.stdout, process.stderr].map((stream) => new Response(stream).text());
  await moment.promise;
  process.kill("SIGTERM");
  assert.equal((await process.status).code, 143);
  const [out, err] = await Promise.all(said);
  assert.equal(out, "");
  assert.match(
    String(err),
    /stopped; --output-dir .* --resume goes on with it, and asks nothing twice/,
  );
  const { code } = await finished([...run.begin, "--resume"], run);
  assert.equal(code, 0);
  assert.equal(await Deno.readTextFile(`${run.out}/events.jsonl`), whole.events);
  assert.equal(run.loop.count, whole.requests.size);
});
