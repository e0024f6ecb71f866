import assert from "node:assert/strict";
import { type JsonSchema, type Purpose } from "../../lib/models/model.ts";
import { simulated } from "../../lib/models/simulated.ts";
import { fromJsonSchema } from "../../lib/schema/json_schema.ts";
import { question, request, SIGNAL } from "./requests.ts";

/** What is made of an answer: data of a form, checked against it, or words. */
async function extracted(
  said: unknown,
  schema: JsonSchema | null,
  { purpose = "extraction", seed = 0, panelist = "p1" }: {
    readonly purpose?: Purpose;
    readonly seed?: number;
    readonly panelist?: string;
  } = {},
) {
  const about = { purpose, panelist, question: question({ options: null }), material: said };
  const { text } = await simulated().reply(request({ schema, seed, about }), SIGNAL);
  if (schema === null) return text;
  return Object(fromJsonSchema(schema, "the extraction").parse(JSON.parse(text)));
}

/** An object of these properties, all required. */
function form(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: "object", properties, required: Object.keys(properties) };
}

const SENTIMENT = form({ sentiment: { enum: ["positive", "neutral", "negative"] } });

Deno.test("simulated() hears a sentiment in plain words", async () => {
  const heard: Readonly<Record<string, string>> = {
    "I love it, it is great and easy.": "positive",
    "I hate it. It is far too expensive.": "negative",
    "I don't like it.": "negative",
    "It is not bad.": "positive",
    "I am not convinced yet.": "negative",
    "I can’t recommend it": "negative",
    "It is confusing, but I love the good price.": "positive",
    "I bought it on Monday.": "neutral",
    "": "neutral",
  };
  for (const [said, sentiment] of Object.entries(heard)) {
    assert.deepEqual(await extracted(said, SENTIMENT), { sentiment }, said);
    assert.equal(await extracted(said, null, { purpose: "sentiment" }), sentiment);
    assert.deepEqual(await extracted(said, SENTIMENT, { purpose: "sentiment" }), { sentiment });
  }
});

Deno.test("simulated() hears the sentiment of its own sentences", async () => {
  const heard = new Set();
  for (let place = 0; place < 40; place++) {
    const { text } = await simulated().reply(
      request({ about: { panelist: `p${place}`, question: question({ options: null }) } }),
      SIGNAL,
    );
    const isCool = /not convinced|prove itself|leave things|not see/.test(text);
    const { sentiment } = await extracted(text, SENTIMENT);
    assert.equal(sentiment, isCool ? "negative" : "positive", text);
    heard.add(sentiment);
  }
  assert.equal(heard.size, 2);
});

Deno.test("simulated() takes the one option that an answer names, and the options of a list", async () => {
  const tier = form({ tier: { type: "string", enum: ["free", "pro", "pro_plus"] } });
  assert.deepEqual(await extracted("I would take Free.", tier), { tier: "free" });
  assert.deepEqual(await extracted("Freedom is dear to a pro", tier), { tier: "pro" });
  const themes = form({ themes: { type: "array", items: { enum: ["price", "ease", "speed"] } } });
  assert.deepEqual(await extracted("The price, and its speed.", themes), {
    themes: ["price", "speed"],
  });
});

Deno.test("simulated() hears yes and no, and a single number in range", async () => {
  const form1 = form({ agrees: { type: "boolean" }, answer: { enum: ["yes", "no"] } });
  assert.deepEqual(await extracted("Yes, of course", form1), { agrees: true, answer: "yes" });
  assert.deepEqual(await extracted("No, thank you", form1), { agrees: false, answer: "no" });
  const rating = form({ rating: { type: "integer", minimum: 1, maximum: 5 } });
  assert.deepEqual(await extracted("I give it a 4, as in 1999.", rating), { rating: 4 });
  assert.deepEqual(await extracted("4.", rating), { rating: 4 });
});

Deno.test("simulated() fills in by the seed what the answer leaves open, in the form asked for", async () => {
  const open = form({
    tier: { enum: ["free", "pro", "team"] },
    rating: { type: "integer", minimum: 1, maximum: 5 },
    flags: { type: "array", items: { enum: ["a", "b"] }, minItems: 1 },
    note: { type: "string" },
  });
  const seen = new Set<string>();
  for (let place = 0; place < 30; place++) {
    const draw = () => extracted("Hm, well, 2 or 3.", open, { seed: 3, panelist: `p${place}` });
    const drawn = await draw();
    assert.deepEqual(await draw(), drawn);
    seen.add(drawn.tier);
  }
  assert.equal(seen.size, 3);
});

Deno.test("simulated() takes an answer that is data as its JSON", async () => {
  const tier = form({ tier: { enum: ["free", "pro"] } });
  assert.deepEqual(await extracted({ answer: "pro" }, tier), { tier: "pro" });
});
