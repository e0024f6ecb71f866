import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import {
  baseline,
  choice,
  convergenceBaseline,
  instrument,
  type Model,
  number,
  panel,
  parseInstrument,
  scripted,
  simulated,
  Stopped,
  text,
} from "../../mod.ts";
import { type UntilOptions } from "../../lib/studies/until_options.ts";
import { loadState } from "../../lib/studies/run_state.ts";
import { answerLines } from "../../lib/commands/answers.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { people } from "./fixtures.ts";

const tier = instrument("tiers", { tier: choice("Which tier?", ["free", "pro"]) });
const YES_NO = { key: "more", text: "?", response_schema: { type: "yes_no" } };
const BATCHES = { rule: "jsd-batch" } as const;

Deno.test("until() asks nobody more once the answers are enough, and hides nothing that was paid (D16)", async () => {
  await using loop = startLoopback({ answer: () => ({ data: { answer: "pro" } }) });
  const host = hostWith({ env: envFor(loop) });
  const result = await panel({ host }).personas(people(200)).models("gpt-4o-mini").seed(3)
    .limit({ concurrency: 10 }).until(BATCHES).ask(tier).run();
  assert.deepEqual([result.course.released, result.tally("tier").n], [60, 60]);
  assert.equal(result.course.convergence?.overallConvergedAt, 60);
  // Those at work at the stop had been asked: they are rows apart, and in the cost.
  assert.ok(loop.count >= 60 && loop.count <= 70, `${loop.count} requests`);
  const rows = result.rows.toArray();
  assert.equal(rows.length, loop.count);
  assert.equal(rows.filter(({ afterStop }) => afterStop).length, loop.count - 60);
  assert.equal(result.usage[0]?.calls, loop.count);
  assert.deepEqual([result.failures.isInvalid, result.failures.totalPairs], [false, 60]);
  const json = envelope(result, host);
  const convergence = Object(json.convergence);
  assert.deepEqual(
    [json.persona_count, convergence.auto_stopped, convergence.final_n],
    [200, true, 60],
  );
  assert.equal(Object(json.rounds)[0].results.length, 60);
});

Deno.test("until() tells how many humans would have been enough, of a baseline or its id", async () => {
  const host = hostWith();
  const human = await baseline("gss:LIFE");
  const study = panel({ host }).personas(people(30)).models("simulated").seed(5).ask(tier);
  const runs = await Promise.all(
    [human, "gss:LIFE"].map((one) => study.until({ baseline: one, halfWidth: 0.2 }).run()),
  );
  const [given, named] = runs.map(({ course }) => course.convergence?.humanBaseline);
  assert.deepEqual(given, convergenceBaseline(human, { seed: 5 }));
  assert.deepEqual(named, given);
  assert.match(Deno.inspect(study.until({ baseline: human })), /precision, ±0.1, beside gss:LIFE/);
  // By the rule of batches, its own epsilon counts.
  const { course } = await study.until({ ...BATCHES, epsilon: 0.004, baseline: human }).run();
  assert.equal(course.convergence?.humanBaseline?.epsilon, 0.004);
  const without = await study.until({}).run();
  assert.equal(without.course.convergence?.humanBaseline, null);
  await assert.rejects(study.until({ baseline: "gss:LIEF" }).run(), /gss:LIEF/);
});

Deno.test("until() tells each check once, however often the run is gone on with", async () => {
  await using place = await folder();
  const host = hostWith();
  const study = panel({ host }).personas(people(200)).models("simulated").seed(4).ask(tier)
    .limit({ concurrency: 1 }).journal(place.path);
  const until = { ...BATCHES, every: 20, epsilon: 0.0001 } as const;
  const told: number[][] = [];
  const run = async (limit: number, options: UntilOptions = until) => {
    const seen: number[] = [];
    told.push(seen);
    const stop = new AbortController();
    const rows = study.until(options).rows({
      signal: stop.signal,
      checked: ({ released }) => void seen.push(released),
    });
    let count = 0;
    for await (const _ of rows) if (++count === limit) stop.abort(new Stopped("enough"));
  };
  await run(70);
  await run(Infinity);
  // A finished run has nothing to tell any more; by another rule all of it is new.
  await run(Infinity);
  await run(Infinity, { ...until, epsilon: 0.5, stop: false });
  const all = Array.from({ length: 10 }, (_, at) => 20 * (at + 1));
  assert.deepEqual(told.slice(0, 2).flat(), all);
  assert.ok((told[0] ?? []).length >= 3, `${told[0]}`);
  assert.deepEqual([told[2], told[3]], [[], all]);
});

Deno.test("until() counts in state.json who was released, and leaves nobody to be asked", async () => {
  await using place = await folder();
  await using loop = startLoopback({ answer: () => ({ data: { answer: "pro" } }) });
  const host = hostWith({ env: envFor(loop) });
  const result = await panel({ host }).personas(people(200)).models("gpt-4o-mini").seed(3)
    .limit({ concurrency: 10 }).until(BATCHES).journal(place.path).ask(tier).run();
  assert.ok(result.rows.toArray().some(({ afterStop }) => afterStop));
  const { counts, status } = await loadState(place.path, host);
  assert.deepEqual([status, counts], [
    "finished",
    { total: 200, completed: 60, remaining: 0, failed_answers: 0 },
  ]);
});

Deno.test("until() stops at the same people whatever the speed", async () => {
  const host = hostWith();
  const ends = await Promise.all([1, 7, 50].map(async (concurrency) => {
    const result = await panel({ host }).personas(people(400))
      .models(simulated({ shares: { tier: { free: 0.2, pro: 0.8 } } })).seed(9)
      .limit({ concurrency }).until({ halfWidth: 0.2 }).ask(tier).run();
    const counted = result.rows.toArray().filter(({ afterStop }) => !afterStop);
    return [result.course.released, counted.map(({ panelist, answer }) => [panelist, answer])];
  }));
  assert.deepEqual(ends[0], ends[1]);
  assert.deepEqual(ends[0], ends[2]);
  assert.ok(Number(ends[0]?.[0]) < 400);
});

Deno.test("until() goes on where it was, and asks the rest when nobody says until any more", async () => {
  await using place = await folder();
  await using loop = startLoopback({ answer: () => ({ data: { answer: "pro" } }) });
  const host = hostWith({ env: envFor(loop) });
  const study = panel({ host }).personas(people(100)).models("gpt-4o-mini").seed(3)
    .journal(place.path).ask(tier);
  const stopped = await study.until(BATCHES).run();
  const asked = loop.count;
  const again = await study.until(BATCHES).run();
  assert.equal(loop.count, asked);
  assert.deepEqual(again.rows.toArray(), stopped.rows.toArray());
  const all = await study.run();
  assert.equal(loop.count, 100);
  assert.deepEqual([all.tally("tier").n, all.course.convergence], [100, null]);
  assert.ok(all.rows.toArray().every(({ afterStop }) => !afterStop));
});

Deno.test("until() counts a persona once, however many models and repeats there are (ruling 17)", async () => {
  await using loop = startLoopback({ answer: () => ({ data: { answer: "pro" } }) });
  const host = hostWith({ env: envFor(loop) });
  const result = await panel({ host }).personas(people(100)).models("gpt-4o-mini,haiku").repeats(2)
    .until(BATCHES).ask(tier).run();
  assert.equal(result.course.released, 60);
  assert.equal(result.tally("tier", { by: "model" }).get("haiku").n, 120);
});

Deno.test("until() takes the variants of a persona together where precision is asked for", async () => {
  const shares = { tier: { pro: 1 } };
  const result = await panel({ host: hostWith() }).personas(people(150)).models(
    simulated({ shares }),
  )
    .variants(2).until({ halfWidth: 0.2 }).ask(tier).run();
  const { released = 0, convergence } = result.course;
  assert.ok(released !== null && released < 300 && released % 2 === 0);
  assert.equal(convergence?.finalN, released / 2);
});

Deno.test("until() asks later rounds of those only who were asked in the first", async () => {
  const rounds = parseInstrument({
    name: "two",
    rounds: [
      { name: "a", questions: [{ key: "tier", text: "?", response_schema: { type: "yes_no" } }] },
      {
        name: "b",
        depends_on: "a",
        questions: [{ key: "more", text: "?", response_schema: { type: "yes_no" } }],
      },
    ],
  });
  const survey = panel({ host: hostWith() }).personas(people(200))
    .models(simulated({ shares: { tier: { yes: 1 }, more: { no: 1 } } })).until(BATCHES).ask(
      rounds,
    );
  const result = await survey.run();
  assert.equal(result.course.released, 60);
  const counted = result.rows.toArray().filter(({ afterStop }) => !afterStop);
  const of = (question: string) => counted.filter((row) => row.question === question);
  assert.deepEqual([of("tier").length, of("more").length], [60, 60]);
  assert.deepEqual(
    new Set(of("more").map(({ panelist }) => panelist)),
    new Set(of("tier").map(({ panelist }) => panelist)),
  );
  const { warnings } = await survey.ready();
  assert.ok(warnings.some((one) => one.includes("more of later rounds are not followed")));
});

Deno.test("until() leaves what came after the stop out of numbers, groups and the text of answers", async () => {
  const asked = instrument("plans", {
    tier: choice("Which tier?", ["free", "pro"]),
    age: number("How old are you?"),
  });
  const model = scripted({ tier: "pro", age: 40 });
  // Nobody is judged before the first is, who answers when more have been asked than will be released.
  const isAsked = Promise.withResolvers<void>();
  let calls = 0;
  const reply: Model["reply"] = async (request, signal) => {
    calls += 1;
    if (calls === 90) isAsked.resolve();
    if (calls === 1) await isAsked.promise;
    return await model.reply(request, signal);
  };
  const result = await panel({ host: hostWith() }).personas(people(200)).models({ ...model, reply })
    .limit({ concurrency: 100 }).until(BATCHES).ask(asked).run();
  assert.ok(result.rows.toArray().some(({ afterStop }) => afterStop));
  assert.deepEqual(
    [result.summary("age").n, result.tally("tier", { by: "persona" }).labels.length],
    [
      60,
      60,
    ],
  );
  const lines = [...answerLines(result)];
  assert.equal(lines.filter((line) => line.startsWith("tier: ")).length, 60);
});

Deno.test("until() expects everybody in the rounds before the one that it follows", async () => {
  const result = await panel({ host: hostWith() }).personas(people(200))
    .models(scripted({ why: "Because.", more: "yes" })).until(BATCHES).ask(parseInstrument({
      name: "two",
      rounds: [
        { name: "a", questions: [{ key: "why", text: "?" }] },
        { name: "b", depends_on: "a", questions: [YES_NO] },
      ],
    })).run();
  const { totalPairs, answered, erroredPairs } = result.failures;
  assert.deepEqual([result.course.released, totalPairs, answered, erroredPairs], [60, 260, 260, 0]);
});

Deno.test("until() counts nobody of an earlier run who is not asked any more", async () => {
  await using place = await folder();
  const rounds = parseInstrument({
    name: "two",
    rounds: [
      { name: "a", questions: [{ ...YES_NO, key: "tries" }] },
      { name: "b", depends_on: "a", questions: [YES_NO] },
    ],
  });
  const study = panel({ host: hostWith() }).personas(people(200))
    .models(scripted({ tries: "yes", more: "no" })).ask(rounds);
  const alone = await study.until(BATCHES).run();
  const asked = new Set(alone.rows.toArray().map(({ panelist }) => panelist));
  const kept = study.journal(place.path);
  const all = await kept.run();
  // As after a kill, not everybody is there who would have been asked later.
  const lost = all.panelists.filter(({ id }) => !asked.has(id)).slice(0, 40);
  const database = new DatabaseSync(`${place.path}/run.sqlite`);
  const remove = database.prepare("DELETE FROM units WHERE key LIKE ?");
  for (const { id } of lost) remove.run(`${id} %`);
  database.close();
  const result = await kept.until(BATCHES).run();
  assert.deepEqual([result.tally("tries").n, result.tally("more").n], [60, 60]);
  assert.equal(result.failures.erroredPairs, 0);
});

Deno.test("until() begins no later round where the run is ended while the last answers arrive", async () => {
  await using loop = startLoopback({ answer: () => ({ data: { answer: "yes" } }) });
  const host = hostWith({ env: envFor(loop) });
  const stop = new AbortController();
  const rows = panel({ host }).personas(people(200)).models("gpt-4o-mini")
    .limit({ concurrency: 10 }).until(BATCHES).ask(parseInstrument({
      name: "two",
      rounds: [
        { name: "a", questions: [{ ...YES_NO, key: "tries" }] },
        { name: "b", depends_on: "a", questions: [YES_NO] },
      ],
    })).rows({ signal: stop.signal });
  let heard = 0;
  let next = await rows.next();
  for (; !next.done; next = await rows.next()) {
    heard += 1;
    if (heard === 61) stop.abort(new Stopped("it is late", { grace: 60_000 }));
  }
  const { isCutOff, path, course: { begun } } = next.value;
  assert.ok(isCutOff);
  assert.deepEqual([path, begun.map(({ name }) => name)], [[], ["a"]]);
});

Deno.test("until() with stop: false asks everybody, and says when it would have been enough", async () => {
  const result = await panel({ host: hostWith() }).personas(people(120))
    .models(simulated({ shares: { tier: { pro: 1 } } })).until({ ...BATCHES, stop: false })
    .ask(tier).run();
  assert.deepEqual([result.tally("tier").n, result.course.released], [120, null]);
  assert.deepEqual(
    [result.course.convergence?.autoStopped, result.course.convergence?.overallConvergedAt],
    [false, 60],
  );
  assert.match(String(result), /60 panelists would have been enough/);
});

Deno.test("until() with open questions alone is one warning, and nothing is followed", async () => {
  const survey = panel({ host: hostWith() }).personas(people(3)).models("simulated").until()
    .ask(instrument("open", { why: text("Why?") }));
  const { warnings } = await survey.ready();
  assert.deepEqual(warnings, ["Convergence is not tracked: no question has options"]);
  const result = await survey.run();
  assert.equal(result.course.convergence, null);
  assert.ok(!("convergence" in envelope(result, hostWith())));
});

Deno.test("until() refuses numbers out of range, and those of the other rule", () => {
  assert.throws(() => panel().until({ halfWidth: 0 }), RangeError);
  assert.throws(() => panel().until({ epsilon: 0.02 }), /epsilon with the rule "precision"/);
});
