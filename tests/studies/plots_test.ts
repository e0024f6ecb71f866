import assert from "node:assert/strict";
import {
  baseline,
  baselineGroups,
  Chart,
  choice,
  instrument,
  loadRun,
  panel,
  save,
  scripted,
  simulated,
} from "../../mod.ts";
import { folder, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { diary } from "./timeline_fixtures.ts";

const HAPPY = ["very happy", "pretty happy", "not too happy"] as const;
const people = Array.from({ length: 30 }, (_, at) => ({
  name: `P${at}`,
  sex: at % 2 === 0 ? "female" : "male",
}));
const asked = instrument("mood", { happy: choice("How happy?", [...HAPPY]) });
const asking = panel({ host: hostWith() }).personas(people).seed(1);

Deno.test("SurveyPlots has every picture of a survey, each to be saved in three forms", async () => {
  await using place = await folder();
  const groups = await baselineGroups("gss:HAPPY");
  const result = await asking.models("simulated").variants(2).ask(asked)
    .calibrateAgainst(await baseline("gss:HAPPY"), { groups, question: "happy" })
    .until({ every: 10, halfWidth: 0.1, stop: false }).run();
  const { plots } = result;
  const all: Readonly<Record<string, Chart>> = {
    shares: plots.shares("happy"),
    models: plots.models("happy"),
    groups: plots.groups("happy", { by: "sex" }),
    robustness: plots.robustness("happy"),
    positions: plots.positions("happy"),
    convergence: plots.convergence(),
    people: plots.people(),
    nulls: plots.nulls(),
    divergences: plots.divergences(),
    costs: plots.costs(),
  };
  assert.deepEqual(plots.names, Object.keys(all));
  assert.equal(Deno.inspect(plots), String(plots));
  assert.match(String(plots), /shares\(\), models\(\)/);
  for (const [name, chart] of Object.entries(all)) {
    assert.match(await chart.svg(), /aria-label="[^"]+"[^]*<(path|rect|circle|line) /, name);
    assert.ok(String(chart).includes("simulated respondents"), name);
    for (const ending of ["svg", "html"]) await save(chart, `${place.path}/${name}.${ending}`);
  }
  await save(plots.positions("happy"), `${place.path}/positions.png`);
  const png = await Deno.readFile(`${place.path}/positions.png`);
  assert.deepEqual([...png.subarray(1, 4)], [0x50, 0x4e, 0x47]);
});

Deno.test("SurveyPlots says what is missing for a picture", async () => {
  const { plots } = await asking.models("simulated").ask(asked).run();
  assert.throws(() => plots.convergence(), /Cannot draw the convergence: say \.until\(\)/);
  assert.throws(() => plots.people(), /Cannot draw the people: say \.calibrateAgainst\(\)/);
  assert.throws(() => plots.robustness("happy"), /the panel has no variants/);
  const both = await asking.models("a,b", { a: simulated(), b: simulated() }).ask(asked).run();
  assert.throws(() => both.plots.positions("happy"), /positions\("happy", { model: … }\)/);
  assert.match(String(both.plots.positions("happy", { model: "b" })), /n = 30 answers/);
  assert.match(String(both.plots.models("happy")), /^a · happy.*\nb · happy.*a blend/s);
});

Deno.test("SurveyPlots.costs() shows how long the replies of language models took, and no others'", async () => {
  await using place = await folder();
  await using loop = startLoopback({});
  const env = { ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: loop.url };
  const host = hostWith({ env });
  const result = await panel({ host }).personas(people.slice(0, 4)).models("haiku,simulated")
    .seed(1).journal(`${place.path}/one`).ask(asked).run();
  const haiku = result.latencies.get("haiku") ?? [];
  assert.deepEqual([...result.latencies.keys()], ["haiku"]);
  assert.equal(haiku.length, 4);
  assert.ok(haiku.every((took, at) => took > 0 && took >= (haiku[at - 1] ?? 0)), String(haiku));
  assert.match(String(result.plots.costs()), /haiku .*median [\d.e-]+ s, longest/);
  assert.match(String(result.plots.costs()), /simulated .*time not known/);
  const again = await loadRun(`${place.path}/one`, { host });
  assert.equal(String(again.plots.costs()), String(result.plots.costs()));
});

Deno.test("StudyResult.latencies has none of replies from a store", async () => {
  await using place = await folder();
  await using loop = startLoopback({});
  const host = hostWith({ env: { ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: loop.url } });
  const study = panel({ host }).personas(people.slice(0, 3)).models("haiku").seed(1).ask(asked);
  const recorded = await study.responses(`${place.path}/replies`, "record").run();
  const replayed = await study.responses(`${place.path}/replies`, "replay").run();
  assert.equal(recorded.latencies.get("haiku")?.length, 3);
  assert.equal(replayed.latencies.size, 0);
});

Deno.test("TimelinePlots has every picture of a panel that was followed", async () => {
  const result = await diary(hostWith(), "simulated").run();
  const { plots } = result;
  const all: Readonly<Record<string, Chart>> = {
    shares: plots.shares(),
    uptake: plots.uptake(),
    positions: plots.positions(),
    costs: plots.costs(),
  };
  assert.deepEqual(plots.names, Object.keys(all));
  for (const [name, chart] of Object.entries(all)) {
    assert.match(await chart.svg(), /aria-label="[^"]+"[^]*<(path|rect|circle|line) /, name);
    assert.ok(String(chart).includes("simulated respondents"), name);
  }
  assert.match(String(plots.positions()), /shown 1st .*shown 2nd .*shown 3rd /s);
});

Deno.test("TimelinePlots tells the models of an ensemble apart", async () => {
  const first = scripted(({ question }) => question.key === "selection" ? [] : {});
  const result = await diary(hostWith(), "a,b").models("a,b", { a: first, b: simulated() }).run();
  assert.throws(() => result.plots.uptake(), /uptake\({ model: … }\)/);
  assert.throws(() => result.plots.positions(), /plots\.positions\({ model: … }\)/);
  const uptake = result.uptake({ model: "a" });
  assert.deepEqual(uptake.periods.map(({ n, counts: { b1 } }) => [n, b1]), [[6, 0], [6, 0], [
    6,
    0,
  ]]);
  assert.match(String(result.plots.positions({ model: "b" })), /n = 18 answers/);
});
