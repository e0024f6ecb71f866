import assert from "node:assert/strict";
import { findingsSchema } from "../../lib/instruments/findings.ts";
import { simulated } from "../../lib/models/simulated.ts";
import { type PanelCounts, simulatedSynthesis } from "../../lib/models/simulated_synthesis.ts";
import { toJsonSchema } from "../../lib/schema/json_schema.ts";
import { question, request, SIGNAL } from "./requests.ts";

const COUNTS: PanelCounts = {
  questions: [
    { key: "tier", text: "Which tier?", answers: 10, counts: { free: 3, pro: 7 } },
    { key: "mood", text: "How was it?", answers: 10, counts: { good: 4, bad: 3, so: 3 } },
    { key: "why", text: "Why?", answers: 1, counts: {} },
  ],
};

/** The request for a synthesis of these counts. */
function asked(material: unknown, schema: boolean = true) {
  return request({
    schema: schema ? toJsonSchema(findingsSchema) : null,
    about: { purpose: "synthesis", question: question({ options: null }), material },
  });
}

Deno.test("simulated() sums up what leads, by how much, and says what it is", async () => {
  const { text } = await simulated().reply(asked(COUNTS), SIGNAL);
  assert.deepEqual(findingsSchema.parse(JSON.parse(text)), {
    summary: "Simulated summary, not a language model's: " +
      "tier has 10 answers; mood has 10 answers; why has 1 answer. " +
      '"pro" leads in tier with 7 of 10. "good" leads in mood with 4 of 10.',
    themes: ["pro", "good"],
    agreements: ['"pro" leads in tier with 7 of 10'],
    disagreements: [
      "No option has half of the answers to mood: " +
      '"good" leads in mood with 4 of 10',
    ],
    surprises: ["The answers to why have no options to count, and were not looked at"],
    recommendation: "None: a count of simulated answers says nothing about people",
  });
});

Deno.test("simulated() fills every field of a synthesis, whatever there is to count", async () => {
  const open = { questions: [{ key: "why", text: "Why?", answers: 2, counts: {} }] };
  for (const material of [COUNTS, open, { questions: [] }, undefined, "no counts"]) {
    const { text } = await simulated().reply(asked(material), SIGNAL);
    const findings = findingsSchema.parse(JSON.parse(text));
    assert.ok(Object.values(findings).every(({ length }) => length > 0), text);
    assert.match(findings.summary, /^Simulated summary, not a language model's: \S/);
  }
});

Deno.test("simulated() sums up in words where no form is asked for", async () => {
  const { text } = await simulated().reply(asked(COUNTS, false), SIGNAL);
  assert.equal(text, simulatedSynthesis(asked(COUNTS).about).summary);
});

Deno.test("simulated() neither refuses nor fails to sum up, to extract, to vary", async () => {
  for (const purpose of ["synthesis", "extraction", "sentiment", "variant"] as const) {
    for (const rates of [{ refusal: 1 }, { failure: 1 }]) {
      const { ended } = await simulated(rates).reply(request({ about: { purpose } }), SIGNAL);
      assert.equal(ended, "complete", purpose);
    }
  }
  const repair = request({ about: { purpose: "repair" } });
  assert.equal((await simulated({ refusal: 1 }).reply(repair, SIGNAL)).ended, "refused");
});
