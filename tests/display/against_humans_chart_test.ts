import assert from "node:assert/strict";
import { againstHumansChart, baseline, choice, divergence, multi } from "../../mod.ts";
import { answered, asked } from "../analysis/rows.ts";
import { assertNear, drawn } from "./drawn.ts";
import { NOTICE, tallyOf } from "./tallies.ts";

const question = asked(choice("Happy?", ["very happy", "pretty happy", "not too happy"]));
const said = [...Array(5).fill("very happy"), ...Array(15).fill("pretty happy")];
const humans = { shares: { "very happy": 0.3, "pretty happy": 0.5, "not too happy": 0.2 }, n: 200 };

Deno.test("againstHumansChart() has a sign for each share of both sides, where the shares are", async () => {
  const { marks, scale, texts } = await drawn(
    againstHumansChart(tallyOf(question, answered(said)), humans),
  );
  const share = scale("0 %", "100 %");
  // Two signs of the key come first, and rows before the lines of the divergence.
  const signs = marks("dot").slice(2, 8).map(({ x }) => Number(share(x).toFixed(9)));
  assert.deepEqual(signs, [0.3, 0.5, 0.2, 0.25, 0.75, 0]);
  assert.ok(texts.includes("panel · n = 20") && texts.includes("people · n = 200"));
});

Deno.test("againstHumansChart() shows a baseline, its divergence and the null lines in bits", async () => {
  const tally = tallyOf(question, answered(said));
  const happy = await baseline("gss:HAPPY");
  const { marks, scale, texts, said: words } = await drawn(againstHumansChart(tally, happy));
  const { jsdCorrected, floor95, nulls, interval } = divergence(tally, happy);
  assert.ok(texts.includes("gss:HAPPY 2024 · n = 3,281"));
  const bits = scale("0.00", "0.20", [0, 0.2]);
  // The panel's sign, then the crosses of every option alike and of the most frequent answer.
  const [uniform, majority, panel] = marks("dot").slice(-3).map(({ x }) => bits(x));
  assertNear(panel ?? NaN, jsdCorrected);
  assertNear(uniform ?? NaN, nulls.uniform.jsd);
  assertNear(majority ?? NaN, nulls.majority.jsd);
  const [floor] = marks("bar");
  const width = Number(floor?.element.getAttribute("width"));
  assertNear(bits((floor?.x ?? NaN) + width), floor95);
  assert.ok(words.includes(`[${interval.low.toFixed(3)},${interval.high.toFixed(3)}]`));
  assert.ok(words.includes("thesamepeopleaskedagain"));
});

Deno.test("againstHumansChart() of nobody has people only, and no divergence", async () => {
  const chart = againstHumansChart(tallyOf(question, []), humans);
  const { marks, texts } = await drawn(chart);
  assert.equal(marks("dot").length, 2 + 3);
  assert.ok(texts.includes("no valid answers") && !texts.includes("How far apart"));
  assert.match(String(chart), /people · n = 200\nvery happy {5}30 %/);
});

Deno.test("againstHumansChart() says whether chance would do, and that respondents are simulated", async () => {
  const chart = againstHumansChart(tallyOf(question, answered(said)), humans);
  const { texts } = await drawn(chart);
  assert.match(texts.join(" "), /differs from people \(p = 0\.0[0-4]\d\)/);
  assert.ok(texts.join(" ").includes(NOTICE));
  assert.ok(String(chart).endsWith(NOTICE));
  const like = tallyOf(
    question,
    answered([...said.slice(2, 10), "not too happy", "not too happy"]),
  );
  assert.match(
    String(againstHumansChart(like, humans)),
    /^cannot be told from people \(p = [01]\.\d{3}\)$/m,
  );
});

Deno.test("againstHumansChart() refuses answers that name several options", () => {
  const several = asked(multi("Which?", ["a", "b"]));
  const tally = tallyOf(several, answered([["a", "b"]]));
  assert.throws(() => againstHumansChart(tally, { shares: { a: 1 }, n: 9 }), TypeError);
});

Deno.test("againstHumansChart() takes shares by name, whatever the names are", async () => {
  const odd = asked(choice("Which?", ["constructor", "toString"]));
  const chart = againstHumansChart(tallyOf(odd, answered(["constructor"])), {
    shares: { toString: 1 },
    n: 10,
  });
  const { marks, scale } = await drawn(chart);
  const share = scale("0 %", "100 %");
  assert.deepEqual(marks("dot").slice(2, 6).map(({ x }) => share(x)), [0, 1, 1, 0]);
});

Deno.test("againstHumansChart() says what is known of the number of people, and takes shares as exact", async () => {
  const tally = tallyOf(question, answered(said));
  const exact = await drawn(againstHumansChart(tally, { ...humans, n: null }));
  assert.ok(exact.texts.includes("people · n not known"));
  assert.ok(!exact.said.includes("thesamepeopleaskedagain"));
  const worth = await drawn(
    againstHumansChart(tally, { ...humans, n: null, nEffective: 150.4, where: { sex: "Female" } }),
  );
  assert.ok(worth.texts.includes("people · Female · worth 150"));
  const none = await drawn(againstHumansChart(tally, humans, { divergence: null }));
  assert.ok(!none.texts.includes("How far apart"));
});
