import assert from "node:assert/strict";
import fc from "fast-check";
import { type Addressee, requestKey } from "../../lib/engine/request_key.ts";
import { type About, type Request } from "../../lib/models/model.ts";
import { fingerprint } from "../../lib/rows/fingerprint.ts";

const TO: Addressee = {
  model: { id: "gpt-4o-mini", spec: { provider: "openai", id: "gpt-4o-mini" } },
};

const ABOUT: About = {
  ...{ purpose: "answer", panelist: "p1", repeat: 2, persona: { name: "Zoë" } },
  question: {
    ...{ key: "q", kind: "text", text: "Why?", options: null, order: null, ordered: false },
  },
};

const REQUEST: Request = {
  system: "Du bist Zoë. €",
  messages: [{ role: "user", content: 'Why?\n"Because"' }],
  schema: { type: "object", properties: { answer: { enum: ["a", "b"] } } },
  ...{ maxTokens: 300, temperature: 0.7, seed: 12, about: ABOUT },
};

/** The key of the request with something about it changed. */
function changed(change: Partial<Request>, about: Partial<About> = {}, to = TO): string {
  return requestKey(to, { ...REQUEST, ...change, about: { ...ABOUT, ...about } });
}

// Python: hashlib.sha256(json.dumps(request, sort_keys=True, separators=(",", ":"),
// ensure_ascii=False).encode()), with the members that the documentation names.
Deno.test("requestKey() is the hash of the canonical request, as another program has it", () => {
  const wanted = "ddfe6cc052de0f912cee9baa4d3a9ec8649d73b6662ecc9af4fae09d91eb3565";
  assert.equal(requestKey(TO, REQUEST), wanted);
});

Deno.test("requestKey() hashes canonical JSON, whatever stands in the words, the form and the settings", () => {
  const texts = fc.string({ unit: "binary" }).map((text) => text.toWellFormed());
  const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
  const data = fc.dictionary(texts, fc.oneof(texts, numbers, fc.dictionary(texts, fc.boolean())));
  fc.assert(
    fc.property(texts, texts, data, data, numbers, (system, content, schema, shares, seed) => {
      const id = content;
      const to = { model: { id, spec: { provider: system, id, shares } } };
      const messages = [{ role: "user" as const, content }, {
        role: "assistant" as const,
        content,
      }];
      const key = requestKey(to, { ...REQUEST, system, messages, schema, seed });
      const { panelist, repeat, purpose, question } = ABOUT;
      const wanted = fingerprint({
        ...{ codec: 1, provider: system, model: id, settings: { shares }, twin: 0 },
        messages: [{ role: "system", content: system }, ...messages],
        parameters: { max_tokens: 300, temperature: 0.7, seed },
        ...{ schema, panelist, repeat, purpose, question: question.key },
      });
      assert.equal(key, wanted);
    }),
    { seed: 8, numRuns: 300 },
  );
});

Deno.test("requestKey() differs where a reply could, and where two samples are asked in the same words", () => {
  const { model } = TO;
  const asked = { role: "user", content: "Why?" } as const;
  const keys = [
    changed({}),
    changed({ system: "Du bist Mia." }),
    changed({ messages: [asked] }),
    changed({ messages: [{ role: "assistant", content: "Why?" }] }),
    changed({ messages: [asked, asked] }),
    changed({ schema: null }),
    changed({ maxTokens: 301 }),
    changed({ temperature: 0.8 }),
    changed({ topP: 0.7 }),
    changed({ seed: 13 }),
    changed({}, { panelist: "p1.2" }),
    changed({}, { purpose: "repair" }),
    changed({}, { question: { ...ABOUT.question, key: "r" } }),
    changed({}, {}, { model: { ...model, id: "gpt-4o" } }),
    changed({}, {}, { model: { ...model, spec: { provider: "local", id: "gpt-4o-mini" } } }),
    changed({}, {}, { model: { ...model, spec: { ...model.spec, shares: { q: { a: 1 } } } } }),
    changed({}, {}, { ...TO, twin: 1 }),
    ...Array.from({ length: 10 }, (_, repeat) => changed({}, { repeat: 10 + repeat })),
  ];
  assert.equal(new Set(keys).size, keys.length);
});

Deno.test("requestKey() is the same where nothing differs that a model is told", () => {
  const { temperature: _, ...plain } = REQUEST;
  const key = requestKey(TO, REQUEST);
  // Who answers is in the words; the persona beside them is for respondents inside the program.
  assert.equal(changed({}, { persona: {}, material: "more" }), key);
  assert.equal(requestKey({ ...TO, twin: 0 }, REQUEST), key);
  assert.notEqual(requestKey(TO, plain), key);
  const schema = { properties: { answer: { enum: ["a", "b"] } }, type: "object" };
  assert.equal(changed({ schema }), key);
});

Deno.test("requestKey() takes a history that ends in the middle of a character", () => {
  const cut = { role: "assistant", content: "yes \ud83d" } as const;
  assert.match(changed({ messages: [...REQUEST.messages, cut] }), /^[0-9a-f]{64}$/);
});
