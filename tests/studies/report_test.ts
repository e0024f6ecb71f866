import assert from "node:assert/strict";
import {
  baseline,
  choice,
  instrument,
  loadRun,
  manifest,
  number,
  panel,
  report,
  scripted,
  simulated,
  text,
} from "../../mod.ts";
import { folder, hostWith } from "../hosts.ts";
import { hostileRun, paid, wholeRun } from "./reported.ts";

const plans = instrument("plans", {
  tier: choice("Which tier?", ["free", "pro"]),
  why: text("Why?"),
});

Deno.test("report() has every part that the run has, and where the run is from", async () => {
  await using place = await folder();
  const host = hostWith();
  const result = await wholeRun(host, `${place.path}/runs/whole`);
  const page = (await report(result, { host })).markdown();
  assert.deepEqual(headingsOf(page), [
    ...["At a glance", "Method", "Answers", "Against people", "How many were enough", "Variants"],
    ...["Summed up by a model", "Failures and warnings", "Cost", "Provenance", "Do it again"],
  ]);
  const { run_id, fingerprint, prompts_hash, keys, versions } = manifest(result, host);
  const known = [run_id, fingerprint, prompts_hash, keys.merkle_root ?? "", versions.runtime];
  for (const one of known) assert.ok(page.includes(one), one);
  assert.match(page, /\| seed \| 7 \|/);
  assert.match(page, /\| begun \| 20\d\d-\d\d-\d\dT[\d:.]+Z \|/);
  assert.match(page, /\| paid \| paid \| /);
  const { shares, intervals, counts } = result.tally("happiness");
  const { low = 0, high = 0 } = intervals["very happy"] ?? {};
  const [share, from, to] = [shares["very happy"] ?? 0, low, high].map((one) =>
    `${Math.round(100 * one)} %`
  );
  assert.ok(
    page.includes(`| very happy | ${counts["very happy"]} | ${share} | ${from} to ${to} |`),
  );
  assert.match(page, /n = 60 answers, worth \d+ independent ones/);
});

Deno.test("report() words the method by the plan", async () => {
  const people = Array.from({ length: 4 }, (_, at) => ({ name: `P${at}` }));
  const methodOf = async (study: Parameters<typeof asked>[0]) =>
    (await report(await asked(study))).markdown().split("## ")[2] ?? "";
  const asked = (study: ReturnType<typeof panel>) => study.ask(plans).run();
  const base = panel({ host: hostWith() }).personas(people);
  const one = await methodOf(base.models("simulated").temperature(0.7));
  assert.match(one, /The panel is of 4 personas, each asked once\. The model is simulated\./);
  assert.match(one, /2 questions of the instrument "plans"/);
  assert.match(one, /the standard seed 0/);
  assert.match(one, /Sampled with temperature 0\.7\./);
  const models = { a: simulated(), b: simulated({ name: "b" }) };
  const split = await methodOf(base.models("a:3,b:1", models).seed(5).repeats(2));
  assert.match(
    split,
    /each asked 2 times from the beginning\. Each is given one of several models/,
  );
  assert.match(split, /\(a 75 %, b 25 %\), in blocks of the panel.*the seed 5/s);
  assert.match(split, /at the effective size/);
  const both = await methodOf(base.models("a,b", models));
  assert.match(
    both,
    /Every model \(a, b\) answers for the whole panel; their answers are counted apart/,
  );
  const blended = await methodOf(base.models("a:3,b:1", models).blend());
  assert.match(blended, /the weighted mean of theirs \(a 75 %, b 25 %\).*MOVER/s);
});

Deno.test("report() cuts what was said to the first twenty answers, and counts the rest", async () => {
  const people = Array.from({ length: 50 }, (_, at) => ({ name: `Person${at}` }));
  const result = await panel({ host: hostWith() }).personas(people)
    .models(scripted({ tier: "pro", why: "so it is" })).ask(plans).run();
  const page = (await report(result)).markdown();
  assert.equal(page.split("| so it is |").length - 1, 20);
  assert.match(page, /why · the first 20 of 50 answers/);
  assert.match(page, /… and 30 more answers, which are in the rows/);
});

Deno.test("report() walks the rows of a result once for what was said", async () => {
  const result = await panel({ host: hostWith() }).personas([{ name: "Maya" }])
    .models(scripted({ tier: "pro", why: "so it is" })).ask(plans).run();
  assert.equal(result.tally("tier").n, 1);
  let walks = 0;
  const { rows } = result;
  Object.defineProperty(result, "rows", {
    get: () => {
      walks += 1;
      return rows;
    },
  });
  await report(result);
  assert.equal(walks, 1);
});

Deno.test("report() tells failures with their reasons, and each model of an ensemble", async () => {
  const result = await hostileRun(hostWith());
  const page = (await report(result)).markdown();
  const { erroredPairs, totalPairs } = result.failures;
  assert.ok(page.includes(`${erroredPairs} answers of ${totalPairs} failed or could not be read`));
  const reasons = [
    ...page.matchAll(/\| (Cannot get an answer[^|]*|the model declined[^|]*) \| (\d+) \|/g),
  ];
  const told = reasons.reduce((sum, [, , count]) => sum + Number(count), 0);
  const missing = result.rows.toArray().filter(({ error }) => error !== null).length;
  assert.equal(told, missing);
  for (const name of ["a", "b", "c"]) {
    assert.match(page, new RegExp(`\nmedia · ${name} · n = \\d+`));
  }
  assert.match(page, /\nmedia · n = \d+ answers.*a blend: a 50 %, b 25 %, c 25 %/);
  assert.match(page, /\nnumber, from 0 to 50, in years\n/);
  assert.match(page, /\nb · n = \d+ answers, in years; mean \d/);
});

Deno.test("report() says at its head that a run was cut off or must not be used", async () => {
  await using place = await folder();
  const survey = panel({ host: hostWith() }).personas([{ name: "Maya" }, { name: "Derek" }])
    .models(simulated({ failure: 1 })).journal(`${place.path}/failed`).ask(plans);
  const failed = (await report(await survey.run())).markdown();
  assert.match(failed.split("## ")[0] ?? "", /The run is not valid: its result must not be used\./);
  const stopped = await panel({ host: hostWith() }).personas([{ name: "Maya" }]).models("simulated")
    .journal(`${place.path}/stopped`).ask(plans).run({ signal: AbortSignal.abort() });
  const said = (await report(stopped)).markdown();
  assert.match(
    said,
    /2 answers of 2 are not there \(100\.0 %\): the run has not come to them\./,
  );
  const head = said.split("## ")[0] ?? "";
  assert.match(head, /The run ended before its time: panelists are missing\./);
});

Deno.test("report() of a run that was opened again is that of the run", async () => {
  await using place = await folder();
  const host = hostWith();
  const result = await hostileRun(host, `${place.path}/runs/one`);
  const again = await loadRun(`${place.path}/runs/one`, { host });
  const [first, second] = [await report(result, { host }), await report(again, { host })];
  assert.equal(await second.html(), await first.html());
  assert.equal(second.markdown(), first.markdown());
});

Deno.test("report() of a run that was not kept says so, and names no command", async () => {
  const result = await panel({ host: hostWith() }).personas([{ name: "Maya" }])
    .models(scripted({ tier: "pro", why: "so" })).ask(plans).run();
  const page = (await report(result)).markdown();
  assert.match(page, /The run was not kept in a folder of its own/);
  assert.doesNotMatch(page, /runs show/);
});

function headingsOf(page: string): string[] {
  return [...page.matchAll(/^## (.*)$/gm)].map(([, heading = ""]) => heading);
}

/** What the page says of the method. */
function methodIn(page: string): string {
  return /## Method\n\n([^]*?)\n## /.exec(page)?.[1] ?? "";
}

Deno.test("report() says in its method what personas have of their own, and how they are described", async () => {
  const people = [
    { name: "Ada", model: "b" },
    { name: "Ben", llm_overrides: { temperature: 1.5 } },
    { name: "Cem" },
  ];
  const models = { a: simulated(), b: simulated({ name: "b" }) };
  const result = await panel({ host: hostWith() }).personas(people).models("a", models)
    .temperature(0.2).template("You are {name}.").vars({ product: "Fern" }).ask(plans).run();
  const said = methodIn((await report(result)).markdown());
  assert.match(said, /The model is a\. 1 persona names a model of its own \(b\)\./);
  assert.match(
    said,
    /Sampled with temperature 0\.2\. 1 persona has settings of its own, which win\./,
  );
  assert.match(said, /described to the models by a template of the study's own\./);
  assert.match(said, /put into the questions for product\./);
  assert.doesNotMatch(said, /All answered/);
});

Deno.test("report() says in its method who was asked until answers were enough, and what intervals leave out", async () => {
  const people = Array.from({ length: 14 }, (_, at) => ({ name: `P${at}` }));
  const result = await panel({ host: hostWith() }).personas(people).models("simulated").seed(3)
    .until({ halfWidth: 0.45, every: 2 }).ask(plans).run();
  const { released } = result.course;
  assert.ok(released !== null && released < 14, `${released}`);
  const said = methodIn((await report(result)).markdown());
  assert.match(said, /asked in a random order drawn by the seed 3/);
  assert.ok(
    said.includes(`enough after ${released} of 14, and who was at work then is in no share`),
  );
  assert.match(said, /The intervals above do not take this looking into account/);
});

Deno.test("report() names the group of people that answers were held against", async () => {
  const women = await baseline("gss:HAPPY", { where: { sex: "female" }, year: 2022 });
  const happy = choice("How happy?", women.options, { ordered: true });
  const result = await panel({ host: hostWith() }).personas([{ name: "Ada" }]).models("simulated")
    .ask(instrument("happy", { happy })).calibrateAgainst(women).run();
  const said = methodIn((await report(result)).markdown());
  assert.match(said, /held against gss:HAPPY \(2022, Female, 1,881 interviews\) by the/);
});

Deno.test("report() says of a run without an end why it must not be used, and how much there is of it", async () => {
  await using place = await folder();
  const people = Array.from({ length: 5 }, (_, at) => ({ name: `P${at}` }));
  const base = panel({ host: hostWith() }).personas(people);
  const waiting = await base.models(scripted({ tier: "pro", why: "so" })).batch()
    .journal(`${place.path}/batch`).ask(plans).run();
  const cut = await base.models("simulated").ask(plans).run({ signal: AbortSignal.abort() });
  const spent = await base.models("paid", { paid: paid() }).limit({
    budget: 0.0035,
    concurrency: 1,
  })
    .ask(plans).run();
  assert.ok(spent.course.halt !== null);
  const [first, second, third] = await Promise.all(
    [waiting, cut, spent].map(async (result) => (await report(result)).markdown()),
  );
  assert.match(first ?? "", /\| the run \| waits for batches: answers are missing \|/);
  assert.match(methodIn(first ?? ""), /still waits for batches: 0 of 10 answers are there\./);
  assert.match(methodIn(second ?? ""), /stopped before its end: 0 of 10 answers are there\./);
  const { answered } = spent.failures;
  assert.ok(methodIn(third ?? "").includes(`end of the run: ${answered} of 10 answers are there.`));
  for (const page of [first, second, third]) {
    assert.match(page ?? "", /\| its result \| must not be used: it is not whole \|/);
    assert.match(page ?? "", /\| failed, unreadable or not reached \| \d+ /);
    assert.doesNotMatch(page ?? "", /failed or could not be read/);
  }
});

Deno.test("report() leaves the names of models as they are beside numbers", async () => {
  const models = { haiku: simulated(), "gpt-x": simulated({ name: "gpt-x" }) };
  const result = await panel({ host: hostWith() }).personas([{ name: "Ada" }, { name: "Ben" }])
    .models("haiku,gpt-x", models).ask(instrument("years", { years: number("How many?") })).run();
  const page = (await report(result)).markdown();
  assert.match(page, /\nhaiku · n = 2 answers; mean/);
  assert.match(page, /\ngpt-x · n = 2 answers; mean/);
});
