import assert from "node:assert/strict";
import { baseline, choice, instrument, loadPack, Pack, panel, simulated, text } from "../../mod.ts";
import { inspected, shown } from "./faces.ts";
import { ATTACK, NOTICE } from "./tallies.ts";
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
  for (const value of [result.tally("tier"), tallies, students, happy, panel(), survey, result]) {
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

Deno.test("attachFaces() shows attacks as text, whoever made them", async () => {
  const evil = { name: ATTACK, occupation: ATTACK, personality_traits: [ATTACK], group: ATTACK };
  const pack = new Pack([evil], { name: `${ATTACK}\u001b[31m` });
  const result = await panel().personas(pack)
    .models(simulated()).ask(instrument(ATTACK, {
      tier: choice(ATTACK, [ATTACK, "b"]),
      why: text(ATTACK),
    })).run();
  const tallies = result.tally("tier", { by: "group" });
  for (const value of [pack, tallies, [...tallies][0], result, result.plot("tier")]) {
    assert.ok(value);
    const { "text/html": html = "", "text/plain": plain = "" } = await shown(value);
    assert.ok(!html.includes("<script"), value.constructor.name);
    assert.ok(html.includes("&lt;script"), value.constructor.name);
    assert.ok(plain.includes(ATTACK) && !plain.includes("\u001b"), value.constructor.name);
    assert.equal(malformed(`<div>${html}</div>`), undefined, value.constructor.name);
  }
});
