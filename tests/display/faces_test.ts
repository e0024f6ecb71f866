import assert from "node:assert/strict";
import {
  acrossQuestions,
  baseline,
  choice,
  convergence,
  ConvergenceTracker,
  divergence,
  instrument,
  loadPack,
  Pack,
  panel,
  simulated,
  text,
} from "../../mod.ts";
import { given, inspected, shown } from "./faces.ts";
import { ATTACK, NOTICE } from "./tallies.ts";
import { escaped } from "../../lib/display/escape.ts";
import { malformed } from "./well_formed.ts";

const people = Array.from({ length: 25 }, (_, place) => ({
  name: `P${place}`,
  region: place % 2 === 0 ? "south" : "north",
}));
const asking = panel().personas(people).models("simulated").seed(1);
const survey = asking.ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) }));

Deno.test("attachFaces() gives every public value a notebook face and a REPL face", async () => {
  const result = await survey.run();
  const tallies = result.tally("tier", { by: "region" });
  const happy = await baseline("gss:HAPPY");
  const students = await loadPack("students");
  const compared = divergence([12, 8, 5], [0.3, 0.45, 0.25]);
  const report = convergence(["a", "b", "a"]);
  const tracker = new ConvergenceTracker([{ key: "tier", options: ["free", "pro"] }]);
  const values = [result.tally("tier"), tallies, students, happy, compared, report, tracker];
  for (const value of [...values, panel(), survey, result, result.rows]) {
    const { name } = value.constructor;
    const bundle = await shown(value);
    assert.deepEqual(Object.keys(bundle).sort(), ["text/html", "text/plain"], name);
    assert.equal(inspected(value), bundle["text/plain"], name);
    assert.equal(malformed(`<div>${bundle["text/html"]}</div>`), undefined, name);
  }
  const chart = await shown(result.plot("tier"));
  assert.deepEqual(Object.keys(chart).sort(), ["image/svg+xml", "text/html", "text/plain"]);
});

Deno.test("attachFaces() shows a tally as a picture above its table, with the notice", async () => {
  const tally = (await survey.run()).tally("tier");
  const { "text/html": html = "", "text/plain": plain = "" } = await shown(tally);
  assert.match(html, /^<svg .*<\/svg><table .*?>.*<\/table>$/s);
  assert.equal(html.split(NOTICE).length, 4); // the description and the foot of the picture, the table
  assert.match(plain, /n = 25 answers; 95 % Wilson intervals/);
  assert.ok(plain.endsWith(NOTICE));
});

Deno.test("attachFaces() shows every group of Tallies, and the notice once", async () => {
  const tallies = (await survey.run()).tally("tier", { by: "region" });
  const { "text/html": html = "", "text/plain": plain = "" } = await shown(tallies);
  assert.equal(html.split("<table ").length, 3);
  assert.match(plain, /south · tier · Which tier\?\n.*\nnorth · tier · Which tier\?\n/s);
  assert.equal(plain.split(NOTICE).length, 2);
});

Deno.test("attachFaces() shows twenty people of a pack, and how many more there are", async () => {
  const { "text/html": html = "", "text/plain": plain = "" } = await shown(
    new Pack(people, { name: "Many" }),
  );
  assert.match(plain, /^Many · 25 personas\nP0\nP1\n.*\nP19\n… and 5 more$/s);
  assert.equal(html.split("<tr>").length, 22);
  assert.match(html, /Many: 25 personas … and 5 more/);
  assert.match(
    inspected(new Pack([{ age: 3, personality_traits: ["kind"] }])),
    /Anonymous {2}3 +kind/,
  );
});

Deno.test("attachFaces() shows a baseline with its shares, size and citation", async () => {
  const text = inspected(await baseline("gss:HAPPY"));
  assert.match(text, /^gss:HAPPY 2024 · n = 3281 · Taken all together/);
  assert.match(text, /very happy {5}21 %\npretty happy {3}58 %\nnot too happy {2}21 %\n/);
  assert.match(text, /General Social Survey/);
});

Deno.test("attachFaces() gives tallies and rows to explorers of data, as tables", async () => {
  const result = await survey.run();
  const { data } = await given(result.tally("tier", { by: "region" }));
  assert.deepEqual(data?.schema.fields.map(({ name, type }) => `${name} ${type}`), [
    ...["question string", "group string", "option string", "label string", "count integer"],
    ...["share number", "low number", "high number", "n integer"],
  ]);
  assert.deepEqual(data?.data.map(({ group, option }) => [group, option]), [
    ...[["south", "free"], ["south", "pro"], ["north", "free"], ["north", "pro"]],
  ]);
  const south = result.tally("tier", { by: "region" }).get("south");
  assert.deepEqual(data?.data[1], {
    ...{ question: "tier", group: "south", option: "pro", label: "pro", count: south.counts.pro },
    ...{ share: south.shares.pro, ...south.intervals.pro, n: 13 },
  });
  const rows = (await given(result.rows)).data;
  assert.equal(rows?.data.length, 25);
  const known = new Set(rows?.schema.fields.map(({ name }) => name));
  for (const row of rows?.data ?? []) {
    assert.deepEqual(new Set(Object.keys(row)).difference(known), new Set());
  }
});

Deno.test("attachFaces() shows twenty rows, and how many more there are", async () => {
  const { rows } = await survey.run();
  const { "text/html": html = "" } = await shown(rows);
  assert.match(
    inspected(rows),
    /^25 rows\npersona +model +question +status +answer\nP0 .*\n… and 5 more$/s,
  );
  assert.equal(html.split("<tr>").length, 22);
  assert.ok(html.includes("25 rows … and 5 more"));
});

Deno.test("attachFaces() shows a blend beside its models, each with its own intervals", async () => {
  const models = ["a", "b"].map((name) => simulated({ name }));
  const result = await panel().personas(people).models(models).seed(1)
    .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();
  const { texts: { "text/html": html = "", "text/plain": plain = "" }, data } = await given(
    result.blend("tier"),
  );
  assert.ok(html.includes("95 % MOVER intervals of the blend"));
  assert.match(plain, /^a · tier .*\nb · tier .*a blend: a 50 %, b 50 %/s);
  assert.deepEqual(data?.data.map(({ group, count }) => [group, count === null]), [
    ...[[null, true], [null, true], ["a", false], ["a", false], ["b", false], ["b", false]],
  ]);
});

Deno.test("attachFaces() shows a divergence with its null lines, floor and probability", async () => {
  const value = divergence([12, 8, 5], [30, 45, 25]);
  const { "text/html": html = "", "text/plain": plain = "" } = await shown(value);
  assert.match(html, /^<svg .*<\/svg><table .*always the most frequent answer.*<\/table>$/s);
  for (const said of [html, plain]) {
    for (const number of [value.jsd, value.jsdCorrected, value.floor95, value.nulls.uniform.jsd]) {
      assert.ok(said.includes(number.toFixed(3)), `${number}`);
    }
    assert.ok(said.includes("n = 25 answers") && said.includes("people: n = 100"));
  }
  assert.equal(value.nulls.retest === null, false);
  const exact = inspected(divergence([12, 8, 5], [0.3, 0.45, 0.25], { ordered: true }));
  assert.ok(exact.includes("shares taken as exact") && exact.includes("Wasserstein"));
  assert.ok(!exact.includes("asked again"));
});

Deno.test("attachFaces() shows a calibration with the picture of panel and people", async () => {
  const result = await panel().personas(people).models("simulated").seed(1).ask(
    instrument("mood", {
      happy: choice("How happy?", ["very happy", "pretty happy", "not too happy"]),
    }),
  ).run();
  const calibration = result.calibrate(await baseline("gss:HAPPY"));
  const { "text/html": html = "" } = await shown(calibration);
  assert.match(html, /^<svg .*gss:HAPPY 2024 · n = 3,281.*<\/svg>/s);
  assert.ok(html.includes(`mean ${calibration.divergence?.nulls.human.jsd.toFixed(3)}`));
});

Deno.test("attachFaces() shows how enough came to be, with every warning", async () => {
  const report = convergence(new Array(60).fill("<b>a"), {
    rule: "jsd-batch",
    options: ["<b>a", "b"],
  });
  const { "text/html": html = "", "text/plain": plain = "" } = await shown(report);
  assert.match(plain, /^answer {2}enough at n = 60 {2}n = 60/m);
  assert.match(html, /<td[^>]*>enough at n = 60<\/td>/);
  for (const warning of [...report.warnings, ...report.diversityWarnings]) {
    assert.ok(plain.includes(warning), warning);
    assert.ok(html.includes(`<div>${escaped(warning)}</div>`), warning);
  }
});

Deno.test("attachFaces() says the notice with whatever is made of answers that have one", async () => {
  const result = await survey.until({ every: 10, halfWidth: 0.3, stop: false }).run();
  const tally = result.tally("tier");
  const { notice } = tally.context;
  assert.ok(notice);
  const far = divergence(tally, { free: 0.5, pro: 0.5 });
  const values = [far, acrossQuestions([far, far]), result.course.convergence, tally];
  for (const value of values) {
    assert.ok(value);
    const { "text/html": html = "", "text/plain": plain = "" } = await shown(value);
    assert.ok(plain.endsWith(notice), value.constructor.name);
    assert.ok(html.replace(/^<svg.*<\/svg>/s, "").includes(notice), value.constructor.name);
  }
  const rows = convergence(result.rows, { questions: result.questions.values(), notice });
  assert.ok(inspected(rows).endsWith(notice));
  assert.equal(divergence([12, 8], [0.5, 0.5]).notice, null);
  assert.ok(!Object.hasOwn(far.toJSON(), "notice"));
});

Deno.test("attachFaces() shows attacks as text, whoever made them", async () => {
  const evil = { name: ATTACK, occupation: ATTACK, personality_traits: [ATTACK], group: ATTACK };
  const pack = new Pack([evil], { name: `${ATTACK}\u001b[31m` });
  const result = await panel().personas(pack)
    .models(simulated()).ask(instrument(ATTACK, {
      tier: choice(ATTACK, [ATTACK, "b"]),
      why: text(ATTACK),
    })).run();
  const tallies = result.tally("tier", { by: "group" });
  const { rows } = result;
  for (const value of [pack, tallies, [...tallies][0], result, rows, result.plot("tier")]) {
    assert.ok(value);
    const { "text/html": html = "", "text/plain": plain = "" } = await shown(value);
    assert.ok(!html.includes("<script"), value.constructor.name);
    assert.ok(html.includes("&lt;script"), value.constructor.name);
    assert.ok(plain.includes(ATTACK) && !plain.includes("\u001b"), value.constructor.name);
    assert.equal(malformed(`<div>${html}</div>`), undefined, value.constructor.name);
  }
});
