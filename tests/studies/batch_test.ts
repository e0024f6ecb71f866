import assert from "node:assert/strict";
import { instrument, panel, yesNo } from "../../mod.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { type Options, startLoopback } from "../loopback/service.ts";
import { atFullPrice, collectedRun } from "./batches.ts";
import { checkout, people } from "./fixtures.ts";
import { respond } from "./speaker.ts";

const PROVIDERS = ["gpt-4o-mini", "haiku"] as const;

/** A service, a folder, and a panel whose models are there. */
async function scene(service: Options = {}) {
  const stack = new AsyncDisposableStack();
  const loop = stack.use(startLoopback(service));
  const { path } = stack.use(await folder());
  const host = hostWith({ env: envFor(loop) });
  const steps = (step: string) => loop.requests.filter(({ path }) => path.endsWith(step)).length;
  return {
    ...{ loop, path, host, steps, panel: panel({ host }).seed(7) },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

for (const model of PROVIDERS) {
  Deno.test(`Study.batch() gives the rows of a live run to the byte, at half the cost, on ${model}`, async () => {
    await using desk = await scene({ batch: { looks: 1 } });
    const study = desk.panel.personas(people(6)).models(model).ask(checkout);
    const live = await study.journal(`${desk.path}/live`).run({ id: "one" });
    const asked = desk.steps("/completions") + desk.steps("/messages");
    const batched = await collectedRun(study.batch().journal(`${desk.path}/batch`));
    assert.equal(
      JSON.stringify(atFullPrice(batched.rows)),
      JSON.stringify(live.rows.toArray()),
    );
    assert.equal(2 * (batched.cost ?? NaN), live.cost);
    assert.equal(batched.cost, batched.usage[0]?.cost);
    assert.equal(desk.steps("/completions") + desk.steps("/messages"), asked);
    assert.deepEqual(
      batched.batches.map(({ state, total, answered, failed }) => [
        ...[state, total, answered, failed],
      ]),
      Array(3).fill(["collected", 6, 6, 0]),
    );
  });

  Deno.test(`Study.batch() puts what expired, was cancelled or has no result into the next batch on ${model}`, async () => {
    const lost = ["expired", "canceled", "missing"] as const;
    const seen = new Map<string, number>();
    await using desk = await scene({
      batch: {
        lost: ({ system }) => {
          const who = /P(\d)/.exec(system)?.[1] ?? "";
          seen.set(who, 1 + (seen.get(who) ?? 0));
          return seen.get(who) === 1 ? lost[Number(who)] ?? null : null;
        },
      },
    });
    const study = desk.panel.personas(people(4)).models(model)
      .ask(instrument("one", { tries: yesNo("Would you try it?") }));
    const live = await study.journal(`${desk.path}/live`).run({ id: "one" });
    seen.clear();
    const result = await collectedRun(study.batch().journal(`${desk.path}/batch`));
    assert.deepEqual(result.batches.map(({ total }) => total), [4, 3]);
    assert.deepEqual(atFullPrice(result.rows), live.rows.toArray());
    assert.equal(result.usage[0]?.calls, 4);
  });

  Deno.test(`Study.batch() tries a failed request again as often as a call, and says why it failed, on ${model}`, async () => {
    await using desk = await scene({
      fault: ({ system }) =>
        system.includes("P1")
          ? { kind: "status", status: 400 }
          : system.includes("P2")
          ? { kind: "status", status: 500 }
          : null,
    });
    const study = desk.panel.personas(people(3)).models(model)
      .ask(instrument("one", { tries: yesNo("Would you try it?") }));
    const live = await study.journal(`${desk.path}/live`).run({ id: "one" });
    const batch = study.batch().journal(`${desk.path}/batch`);
    const result = await collectedRun(batch);
    assert.deepEqual(result.batches.map(({ total }) => total), [3, 1, 1]);
    assert.deepEqual(atFullPrice(result.rows), live.rows.toArray());
    assert.deepEqual(result.rows.toArray().map(({ status }) => status), ["ok", "failed", "failed"]);
    desk.loop.setBehaviour({ fault: null });
    const again = await collectedRun(batch);
    assert.deepEqual(again.rows.toArray().map(({ status }) => status), ["ok", "ok", "ok"]);
    assert.equal(again.usage[0]?.calls, 3);
  });

  Deno.test(`Study.batch() has a reply corrected in the next batch on ${model}`, async () => {
    await using desk = await scene({
      answer: (request) =>
        request.system.includes("P0") && request.messages.length === 1 ? "Hm." : respond(request),
    });
    const study = desk.panel.personas(people(2)).models(model).ask(checkout);
    const live = await study.journal(`${desk.path}/live`).run({ id: "one" });
    const result = await collectedRun(study.batch().journal(`${desk.path}/batch`));
    assert.deepEqual(atFullPrice(result.rows), live.rows.toArray());
    assert.deepEqual(result.batches.map(({ total }) => total), [2, 2, 2, 1]);
  });

  Deno.test(`Study.batch() goes through variants, extraction, an ensemble and the summary on ${model}`, async () => {
    await using desk = await scene({ answer: respond });
    const other = model === "haiku" ? "gpt-4o-mini" : "haiku";
    const whole = people(3).map((one) => ({ ...one, ...DESCRIBED }));
    const study = desk.panel.personas(whole).variants(2).models(`${model},${other}`).repeats(2)
      .synthesize().ask(checkout).extract("why", "yes_no");
    const live = await study.journal(`${desk.path}/live`).run({ id: "one" });
    const result = await collectedRun(study.batch().journal(`${desk.path}/batch`));
    assert.deepEqual(atFullPrice(result.rows), live.rows.toArray());
    assert.deepEqual(result.synthesis?.status, "ok");
    assert.deepEqual(result.synthesisUsage, live.synthesisUsage);
    const made = ({ panelists }: typeof live) =>
      panelists.map(({ id, persona }) => ({ id, persona }));
    assert.deepEqual(made(result), made(live));
  });

  Deno.test(`Study.batch() finds a batch that was taken without a word, and does not pay twice, on ${model}`, async () => {
    await using desk = await scene({
      batch: { fault: (step, number) => step === "create" && number === 0 ? LATE : null, looks: 1 },
    });
    const study = desk.panel.personas(people(3)).models(model).batch().journal(desk.path)
      .ask(instrument("one", { tries: yesNo("Would you try it?") }));
    const lost = await study.run({ id: "one" });
    assert.deepEqual(lost.batches.map(({ state, id }) => [state, id]), [["intended", null]]);
    assert.match(lost.batches[0]?.reason ?? "", /^Cannot get an answer from /);
    const result = await collectedRun(study);
    assert.equal(desk.loop.batches.length, 1);
    assert.deepEqual(result.batches.map(({ state, id }) => [state, id]), [
      ["collected", desk.loop.batches[0]?.id],
    ]);
    assert.equal(result.usage[0]?.calls, 3);
  });

  Deno.test(`Study.batch() hands a batch over again that did not arrive on ${model}`, async () => {
    await using desk = await scene({
      batch: {
        fault: (step, number) => step === "create" && number === 0 ? { kind: "reset" } : null,
      },
    });
    const study = desk.panel.personas(people(3)).models(model).batch().journal(desk.path)
      .ask(instrument("one", { tries: yesNo("Would you try it?") }));
    const lost = await study.run({ id: "one" });
    assert.deepEqual(lost.batches.map(({ state }) => state), ["intended"]);
    assert.equal(desk.loop.batches.length, 0);
    const result = await collectedRun(study);
    assert.equal(desk.loop.batches.length, 1);
    assert.equal(result.tally("tries").n, 3);
  });

  Deno.test(`Study.batch() collects results again that broke off on ${model}`, async () => {
    await using desk = await scene({
      batch: {
        fault: (step, number) => step === "results" && number < 4 ? { kind: "truncated" } : null,
      },
    });
    const study = desk.panel.personas(people(5)).models(model).batch().journal(desk.path)
      .ask(instrument("one", { tries: yesNo("Would you try it?") }));
    const result = await collectedRun(study);
    assert.equal(desk.loop.batches.length, 1);
    assert.equal(result.usage[0]?.calls, 5);
    assert.equal(result.tally("tries").n, 5);
  });

  Deno.test(`Study.batch() takes over what can be read of results, and gives the rest up only when it is told to, on ${model}`, async () => {
    let isWhole = false;
    await using desk = await scene({
      batch: {
        file: (lines) =>
          isWhole ? lines : lines.replace(/(?<=^.*\n.{20}).*/, "").replace(/\n.*\n$/, "\n"),
      },
    });
    const study = desk.panel.personas(people(4)).models(model).journal(desk.path).ask(ONE);
    await study.batch().run({ id: "one" });
    // One line is broken, and one is not there: two of four can be read.
    const waiting = await study.batch().run({ id: "one" });
    assert.match(
      desk.host.written.err,
      /^warning: a batch of .* cannot be collected now: .* not JSON .*; where that stays so, --abandon or \{ abandon/,
    );
    assert.deepEqual([waiting.isWaiting, waiting.usage[0]?.calls], [true, 2]);
    const lost = await study.batch({ abandon: true }).run({ id: "one" });
    assert.deepEqual(lost.batches.map(({ state, total }) => [state, total]), [["lost", 4], [
      "submitted",
      2,
    ]]);
    isWhole = true;
    const result = await collectedRun(study.batch());
    assert.equal(result.tally("tries").n, 4);
    assert.deepEqual(desk.loop.batches.map(({ items }) => items.length), [2, 4]);
    // What was given up may have been paid for.
    assert.ok(
      result.warnings.some((sentence) => /billed all the same: 2;/.test(sentence)),
      `${result.warnings}`,
    );
  });

  Deno.test(`Study.batch() does not take missing answers for none while the provider tells of them on ${model}`, async () => {
    let isThere = false;
    await using desk = await scene({ batch: { file: (lines) => isThere ? lines : "" } });
    const study = desk.panel.personas(people(3)).models(model).batch().journal(desk.path).ask(ONE);
    await study.run({ id: "one" });
    assert.equal((await study.run({ id: "one" })).isWaiting, true);
    assert.match(
      desk.host.written.err,
      /3 of the 3 answers of its batch are not among the results; where/,
    );
    isThere = true;
    const result = await collectedRun(study);
    assert.deepEqual([desk.loop.batches.length, result.tally("tries").n], [1, 3]);
  });

  Deno.test(`Study.batch() waits for a batch that nobody knows until it is told to give it up, on ${model}`, async () => {
    let isKnown = false;
    await using desk = await scene({
      batch: {
        fault: (step) => step === "look" && !isKnown ? { kind: "status", status: 404 } : null,
      },
    });
    const study = desk.panel.personas(people(3)).models(model).journal(desk.path).ask(ONE);
    await study.batch().run({ id: "one" });
    const waiting = await study.batch().run({ id: "one" });
    assert.deepEqual([waiting.isWaiting, desk.loop.batches.length], [true, 1]);
    assert.match(desk.host.written.err, /cannot be collected now: .*404.*--abandon/);
    const again = await study.batch({ abandon: true }).run({ id: "one" });
    assert.deepEqual(again.batches.map(({ state }) => state), ["lost", "submitted"]);
    isKnown = true;
    const result = await collectedRun(study.batch());
    assert.deepEqual([desk.loop.batches.length, result.tally("tries").n], [2, 3]);
  });

  Deno.test(`Study.batch() gives nothing up because a provider fails, on ${model}`, async () => {
    for (const status of [401, 429, 500] as const) {
      let isDown = true;
      await using desk = await scene({
        batch: {
          fault: (step) =>
            step === "look" && isDown ? { kind: "status", status, retryAfter: SOON } : null,
        },
      });
      const study = desk.panel.personas(people(2)).models(model).batch({ abandon: true })
        .journal(desk.path).ask(ONE);
      await study.run({ id: "one" });
      assert.equal((await study.run({ id: "one" })).isWaiting, true);
      isDown = false;
      assert.equal((await collectedRun(study)).tally("tries").n, 2);
      assert.equal(desk.loop.batches.length, 1);
    }
  });

  Deno.test(`Study.batch() says why a batch was not taken, and notes nothing of it, on ${model}`, async () => {
    await using desk = await scene({
      batch: {
        fault: (step, number) =>
          step === "create" && number === 0 ? { kind: "status", status: 413 } : null,
      },
    });
    const study = desk.panel.personas(people(3)).models(model).batch().journal(desk.path)
      .ask(instrument("one", { tries: yesNo("Would you try it?") }));
    await assert.rejects(study.run({ id: "one" }), /^Error: Cannot hand over a batch to .*413/);
    const result = await collectedRun(study);
    assert.equal(result.tally("tries").n, 3);
    assert.equal(result.batches.length, 1);
  });
}

const DESCRIBED = {
  occupation: "nurse",
  background: "Lives in a small town.",
  personality_traits: ["calm", "curious"],
};
const SOON = { ms: 1, as: "milliseconds" } as const;
const LATE = { kind: "late", how: "reset" } as const;

const ONE = instrument("one", { tries: yesNo("Would you try it?") });

Deno.test("Study.batch() cannot tell a message batch before one has ended, and waits", async () => {
  await using desk = await scene({
    batch: { fault: (step, number) => step === "create" && number === 1 ? LATE : null, looks: 2 },
  });
  const { panel, path } = desk;
  // Somebody else's batch of as many requests, handed over just before.
  const others = panel.personas(people(3)).models("haiku").batch().ask(ONE);
  const own = others.journal(`${path}/own`);
  await others.journal(`${path}/others`).run({ id: "one" });
  await own.run({ id: "one" });
  const waiting = await own.run({ id: "one" });
  assert.deepEqual(waiting.batches.map(({ state }) => state), ["intended"]);
  assert.equal(desk.loop.batches.length, 2);
  await collectedRun(others.journal(`${path}/others`));
  const result = await collectedRun(own);
  assert.equal(desk.loop.batches.length, 2);
  assert.equal(result.batches[0]?.id, desk.loop.batches[0]?.id);
  assert.equal(result.usage[0]?.calls, 3);
});

Deno.test("Study.batch() tells what is wrong with a file, and hands it over again only when it is run again", async () => {
  const mistakes = [
    { code: "token_limit_exceeded", message: "Enqueued token limit reached", line: null },
    { code: "invalid_method", message: "The method must be POST.", line: 2 },
  ];
  await using desk = await scene({
    batch: { invalid: (number) => number === 0 ? mistakes : null },
  });
  const study = desk.panel.personas(people(3)).models("gpt-4o-mini").batch().journal(desk.path)
    .ask(ONE);
  assert.equal((await study.run({ id: "one" })).isWaiting, true);
  await assert.rejects(
    study.run({ id: "one" }),
    new Error(
      "Cannot go on: gpt-4o-mini did not take a batch of 3: Enqueued token limit reached; line 2: The " +
        "method must be POST.; to collect again is to hand it over once more",
    ),
  );
  assert.equal(desk.loop.batches.length, 1);
  const result = await collectedRun(study);
  assert.deepEqual(result.batches.map(({ state }) => state), ["refused", "collected"]);
  assert.equal(result.tally("tries").n, 3);
});

Deno.test("Study.batch() keeps no key that a provider repeats where it tells what is wrong", async () => {
  const told = `bad key test-key: ${"x".repeat(9000)}`;
  await using desk = await scene({
    batch: {
      lost: () => "expired",
      invalid: (number) => number === 0 ? [{ code: "bad", message: told, line: 1 }] : null,
      file: (lines) => lines.replaceAll(/"message":"[^"]*"/g, () => `"message":"${told}"`),
    },
  });
  const study = desk.panel.personas(people(2)).models("gpt-4o-mini").batch().journal(desk.path)
    .ask(ONE);
  await study.run({ id: "one" });
  await assert.rejects(
    study.run({ id: "one" }),
    /did not take a batch of 2: line 1: bad key \[key\]/,
  );
  const result = await collectedRun(study);
  const [row] = result.rows;
  assert.match(row?.error ?? "", /bad key \[key\]: x+…$/);
  for await (const { name } of Deno.readDir(desk.path)) {
    const text = await Deno.readTextFile(`${desk.path}/${name}`).catch(() => null) ??
      new TextDecoder("latin1").decode(await Deno.readFile(`${desk.path}/${name}`));
    assert.ok(!text.includes("test-key") && !text.includes("x".repeat(500)), name);
  }
});

Deno.test("Study.batch() reserves half the price of a request, and hands the rest over when money comes back", async () => {
  await using desk = await scene();
  const study = desk.panel.personas(people(8)).models("gpt-4o-mini").batch().ask(ONE);
  const whole = await collectedRun(study.journal(`${desk.path}/whole`));
  const { cost } = whole;
  assert(cost !== null);
  const few = await collectedRun(study.limit({ budget: 0.0005 }).journal(`${desk.path}/few`));
  assert(few.batches.length > 1, `${few.batches.length}`);
  assert.deepEqual(few.rows.toArray(), whole.rows.toArray());
  const capped = await collectedRun(
    study.limit({ budget: 0.0002 }).journal(`${desk.path}/capped`),
  );
  assert.deepEqual([capped.course.halt?.completed, capped.rows.toArray().length], [5, 5]);
  assert((capped.cost ?? NaN) <= 0.0002);
});

Deno.test("Study.estimate() is half the price in batches, but for what sums up", async () => {
  await using desk = await scene();
  const study = desk.panel.personas(people(8)).models("gpt-4o-mini").ask(ONE);
  const [live, batched] = [await study.estimate(), await study.batch().estimate()];
  assert.equal(2 * (batched.cost ?? NaN), live.cost);
  assert.deepEqual({ ...batched, cost: 0, byModel: {} }, { ...live, cost: 0, byModel: {} });
  const summed = await study.synthesize().estimate();
  const both = await study.synthesize().batch().estimate();
  const synthesis = (summed.cost ?? NaN) - (live.cost ?? NaN);
  assert(Math.abs((both.cost ?? NaN) - (batched.cost ?? NaN) - synthesis) < 1e-12);
});

Deno.test("Study.batch() refuses what cannot be done in batches before anything is sent", async () => {
  await using desk = await scene();
  const study = desk.panel.personas(people(2)).models("gpt-4o-mini").ask(ONE);
  const batched = study.batch().journal(desk.path);
  const cases = [
    [study.batch(), /^TypeError: Cannot ask in batches without a folder that keeps the run/],
    [
      batched.models("haiku,gemini-2.5-flash,simulated"),
      /^TypeError: Cannot ask gemini-2.5-flash \(gemini\), simulated \(simulated\) in batches: only OpenAI/,
    ],
    [batched.until(), /^TypeError: Cannot stop when the answers are enough in batches/],
    [batched.limit({ questionFailures: 3 }), /^TypeError: Cannot give a question up in batches/],
    [batched.responses("x.responses", "replay"), /^TypeError: Cannot replay replies in batches/],
  ] as const;
  for (const [refused, why] of cases) await assert.rejects(refused.run(), why);
  assert.equal(desk.loop.count, 0);
});

Deno.test("Study.batch() refuses another plan while batches are under way", async () => {
  await using desk = await scene({ batch: { looks: 1 } });
  const study = desk.panel.personas(people(2)).models("gpt-4o-mini").batch().ask(ONE);
  await study.journal(desk.path).run({ id: "one" });
  await assert.rejects(
    study.temperature(0.3).journal(desk.path, { drift: "allow" }).run({ id: "one" }),
    /^TypeError: Cannot continue the run in .* with another plan: replies to the one before are under way/,
  );
  assert.equal((await collectedRun(study.journal(desk.path))).tally("tries").n, 2);
});

Deno.test("Study.batch() records what batches bring, for a replay without anybody", async () => {
  await using desk = await scene();
  const store = `${desk.path}/store.responses`;
  const study = desk.panel.personas(people(3)).models("gpt-4o-mini").ask(checkout);
  const recorded = await collectedRun(
    study.batch().journal(`${desk.path}/record`).responses(store, "record"),
  );
  const before = desk.loop.count;
  const replayed = await study.responses(store, "replay").run({ id: "one" });
  assert.equal(desk.loop.count, before);
  assert.deepEqual(replayed.rows.toArray(), recorded.rows.toArray());
});

Deno.test("Survey.run() goes on with batches that are under way, also where they are not asked for", async () => {
  await using desk = await scene({ batch: { looks: 1 } });
  const study = desk.panel.personas(people(3)).models("gpt-4o-mini").journal(desk.path).ask(ONE);
  await study.batch().run({ id: "one" });
  const result = await collectedRun(study);
  assert.equal(desk.steps("/completions"), 0);
  assert.equal(result.tally("tries").n, 3);
});
