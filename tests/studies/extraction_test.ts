import assert from "node:assert/strict";
import { choice, instrument, ModelError, panel, parseInstrument, Raw, text } from "../../mod.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { people } from "./fixtures.ts";
import { purposes, recorded, respond } from "./speaker.ts";

const SENTIMENT = {
  type: "object",
  properties: {
    sentiment: { type: "string", enum: ["positive", "negative"] },
    themes: { type: "array", items: { type: "string" } },
  },
  required: ["sentiment", "themes"],
};
const opinions = instrument("opinions", {
  tier: choice("Which tier?", ["free", "pro"]),
  why: text("Why?"),
  else: text("Anything else?"),
});
const host = hostWith();

/** People who say yes, and a reader who extracts what the test says. */
function speaker(extracted: (asked: string) => unknown) {
  return recorded(({ purpose, question, persona }) => {
    if (purpose === "extraction") return extracted(String(persona.name ?? question.key));
    return question.key === "tier" ? "pro" : `Yes, ${question.key}.`;
  });
}

Deno.test("E7/E10: data are extracted beside the words, and their enum is the category", async () => {
  const { model, requests } = speaker(() => ({ sentiment: "positive", themes: ["a", "b"] }));
  const result = await panel({ host }).personas(people(3)).models(model).ask(opinions)
    .extract("why", SENTIMENT).run();
  const why = result.rows.toArray().find(({ question }) => question === "why");
  assert.deepEqual([why?.answer, why?.text, why?.category, why?.extraction], [
    "Yes, why.",
    "Yes, why.",
    "positive",
    { sentiment: "positive", themes: ["a", "b"] },
  ]);
  assert.deepEqual(purposes(requests), { answer: 9, extraction: 3 });
  assert.deepEqual(result.tally("why").counts, { positive: 3, negative: 0 });
  const read = requests.find(({ about }) => about.purpose === "extraction");
  assert.equal(read?.messages.length, 1);
  assert.ok(read?.messages[0]?.content.startsWith('{"question":"Why?","answer":"Yes, why."}'));
  assert.ok(!read?.system.includes("P0"));
});

Deno.test("extraction is for open questions, never for bounded ones (ruling 18)", async () => {
  const { model, requests } = speaker(() => ({ rating: 4, reasoning: "" }));
  const cast = panel({ host }).personas(people(2)).models(model);
  const study = cast.ask(opinions);
  const result = await study.extract("likert").run();
  assert.deepEqual(purposes(requests), { answer: 6, extraction: 4 });
  const read = requests.filter(({ about }) => about.purpose === "extraction");
  assert.ok(read.every(({ about }) => about.question.key !== "tier"));
  assert.deepEqual(result.tally("else").counts, { 1: 0, 2: 0, 3: 0, 4: 2, 5: 0 });
  await assert.rejects(study.extract("tier", "likert").run(), /Cannot extract from "tier"/);
  await assert.rejects(
    study.schema(SENTIMENT).extract("likert").run(),
    /schema\(\) or extract\(\)/,
  );
  const bounded = cast.ask(instrument("b", { tier: choice("Tier?", ["a", "b"]) }));
  await assert.rejects(bounded.extract("likert").run(), /no question is open/);
});

Deno.test("P7: a form that cannot be used is refused before anything is asked", () => {
  const study = panel({ host }).personas(people(1)).ask(opinions);
  assert.throws(() => study.extract("sentiment"), /"sentiment"/);
  assert.throws(() => study.extract("why", { type: "nonsense" }), {
    message: "Cannot read the extraction: is no usable JSON Schema: Unsupported type: nonsense",
  });
  assert.throws(() => study.schema({ type: "nonsense" }));
});

Deno.test("the question's own extraction in a file is used, and one that is said wins", async () => {
  const file = parseInstrument({
    questions: [
      { key: "a", text: "A?", extraction_schema: "yes_no" },
      {
        key: "b",
        text: "B?",
        response_schema: { type: "yes_no" },
        extraction_schema: "likert",
      },
    ],
  });
  const { model } = recorded(({ purpose, question }) =>
    purpose === "extraction" ? { answer: true, rating: 2 } : question.key === "a" ? "Yes." : "yes"
  );
  const study = panel({ host }).personas(people(2)).models(model).ask(file);
  const own = await study.run();
  assert.deepEqual(own.tally("a").counts, { true: 2, false: 0 });
  assert.match(own.warnings.join(), /extraction of "b" is not used/);
  assert.equal((await study.extract("a", "likert").run()).tally("a").counts["2"], 2);
  const formed = await study.schema({ type: "object", properties: { answer: { type: "boolean" } } })
    .run();
  assert.match(formed.warnings.join(), /extraction of "a" is not used/);
});

Deno.test("E12: what cannot be extracted is outside n, keeps its words, and is asked for twice at most", async () => {
  const { model, requests } = speaker(() => new Raw("no idea"));
  const result = await panel({ host }).personas(people(2)).models(model).ask(opinions)
    .extract("why", SENTIMENT).run();
  assert.equal(purposes(requests).extraction, 4);
  const [why] = result.rows.toArray().filter(({ question }) => question === "why");
  assert.deepEqual([why?.status, why?.answer, why?.extraction, why?.category], [
    ...["ok", "Yes, why.", null, null],
  ]);
  const tally = result.tally("why");
  assert.deepEqual([tally.n, tally.uncategorised], [0, 2]);
  assert.equal(result.failures.erroredPairs, 0);
  const [first] = Object(envelope(result, host)).rounds[0].results;
  assert.match(first.responses[1].extraction_error, /nothing was extracted: .*JSON/);
  assert.equal(first.responses[1].extraction, null);
});

Deno.test("M16: an extraction that failed on the way is made when the run is resumed, and only it", async () => {
  await using at = await folder();
  let isDown = true;
  const { model, requests } = speaker(() => {
    if (isDown) throw new ModelError("Cannot reach it: down", { kind: "bad" });
    return { sentiment: "negative", themes: [] };
  });
  const study = panel({ host }).personas(people(2)).models(model).journal(at.path).ask(opinions)
    .extract("why", SENTIMENT);
  assert.equal((await study.run()).tally("why").n, 0);
  isDown = false;
  assert.equal((await study.run()).tally("why").counts.negative, 2);
  assert.equal(purposes(requests).answer, 6);
});

Deno.test("H6: words are counted for the option they name, and others are outside n", async () => {
  const options = ["Remote", "Hybrid 3 days", "Hybrid 3"];
  const said = ["hybrid 3 days", "I'd go with hybrid 3 days please", "hyb", "zzz"];
  const { model } = recorded(({ persona }) => said[Number(String(persona.name).slice(1))]);
  const place = instrument("place", { where: text("Where would you work?", { options }) });
  const tally = (await panel({ host }).personas(people(4)).models(model).ask(place).run())
    .tally("where");
  assert.equal(tally.counts["Hybrid 3 days"], 3);
  assert.deepEqual([tally.n, tally.uncategorised], [3, 1]);
});

for (const name of ["gpt-4o-mini", "haiku"]) {
  Deno.test(`extraction works over HTTP with ${name}, and every call is paid for once`, async () => {
    await using loop = startLoopback({ answer: respond });
    const at = hostWith({ env: envFor(loop) });
    const result = await panel({ host: at }).personas(people(3)).models(name).ask(opinions)
      .extract(SENTIMENT).run();
    assert.equal(loop.count, 3 * 5);
    assert.deepEqual(result.rows.toArray().map(({ status }) => status), Array(9).fill("ok"));
    assert.equal(result.tally("else").n, 3);
    const cost = result.rows.toArray().reduce((sum, row) => sum + (row.cost ?? NaN), 0);
    assert.ok(Math.abs(cost - (result.cost ?? NaN)) < 1e-12, `${cost} ${result.cost}`);
  });
}
