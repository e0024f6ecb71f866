import assert from "node:assert/strict";
import fc from "fast-check";
import { personaPrompt } from "../../lib/personas/prompt.ts";
import { bundledPacks } from "./files.ts";

const CLOSING = "Answer as this person would, from their own experience and in their own voice. " +
  "Be honest rather than agreeable, and be brief.";

Deno.test("personaPrompt() says who the persona is, field after field, and how to answer", () => {
  assert.equal(
    personaPrompt({
      name: "Maya",
      age: 34,
      occupation: "Baker",
      background: "Lives alone.",
      personality_traits: ["kind", "shy"],
      region: "south",
    }),
    "You are taking part in a survey as Maya. You are 34 years old. Your occupation: Baker. " +
      `About you: Lives alone. People who know you describe you as kind, shy. ${CLOSING}`,
  );
});

Deno.test("personaPrompt() skips what is absent", () => {
  assert.equal(
    personaPrompt({}),
    `You are taking part in a survey as a person who prefers not to be named. ${CLOSING}`,
  );
  const prompt = personaPrompt({ name: "Maya", personality_traits: [] });
  assert.equal(prompt, `You are taking part in a survey as Maya. ${CLOSING}`);
});

Deno.test("personaPrompt() keeps the age 0", () => {
  assert.match(personaPrompt({ age: 0 }), /You are 0 years old\./);
});

Deno.test("personaPrompt() ends each sentence once", () => {
  const ends = [
    "Baker",
    "Baker.",
    "Baker!",
    "Who knows?",
    "Baker…",
    'He said "no."',
    "Sleeps (a lot.)",
  ];
  for (const text of [...ends, "“Never again.”", "パン屋。"]) {
    const prompt = personaPrompt({ name: "Ed Jr.", occupation: text, background: text });
    assert.doesNotMatch(prompt, /[.!?…。]["'”)]*\./, text);
    assert.ok(
      prompt.startsWith("You are taking part in a survey as Ed Jr. Your occupation:"),
      prompt,
    );
  }
});

Deno.test("personaPrompt() leaves free attributes out", () => {
  const attribute = fc.constantFrom("gender", "region", "wage", "core_values");
  fc.assert(
    fc.property(attribute, fc.string({ minLength: 1 }), (name, value) => {
      assert.equal(
        personaPrompt({ name: "Maya", [name]: value }),
        personaPrompt({ name: "Maya" }),
      );
    }),
    { seed: 3 },
  );
});

Deno.test("personaPrompt() words every bundled persona without doubled stops or spaces", async () => {
  for (const pack of await bundledPacks()) {
    for (const persona of pack) {
      const prompt = personaPrompt(persona);
      assert.doesNotMatch(prompt, /\.\.|\s\s|undefined|null/, `${pack.name}: ${prompt}`);
      assert.ok(prompt.includes(` as ${persona.name}`), prompt);
    }
  }
});

Deno.test("personaPrompt() is a persona's own text where they have one", () => {
  assert.equal(personaPrompt({ name: "Maya", persona_text: " You are Maya. " }), "You are Maya.");
  assert.equal(personaPrompt({ name: "Maya", persona_text: " " }), personaPrompt({ name: "Maya" }));
});
