import assert from "node:assert/strict";
import fc from "fast-check";
import { checkPersona, isIssues } from "../../lib/personas/persona.ts";

/** What is wrong with a persona, as `path message`. */
function wrong(data: unknown): string[] {
  const checked = checkPersona(data);
  return isIssues(checked) ? checked.map(({ path, message }) => `${path} ${message}`) : [];
}

Deno.test("checkPersona() keeps every field and trims texts", () => {
  const persona = {
    name: " Maya ",
    age: 0,
    occupation: "Baker",
    background: "Lives alone.\n",
    personality_traits: [" kind "],
    model: "haiku",
    llm_overrides: { temperature: 0, top_p: 1, max_tokens: 1, model: "sonnet" },
  };
  assert.deepEqual(checkPersona(persona), {
    ...persona,
    name: "Maya",
    background: "Lives alone.",
    personality_traits: ["kind"],
  });
});

Deno.test("checkPersona() takes traits as text with commas", () => {
  const traits = (text: unknown) => checkPersona({ personality_traits: text });
  assert.deepEqual(traits("kind, shy,, loud ,"), { personality_traits: ["kind", "shy", "loud"] });
  assert.deepEqual(traits(""), { personality_traits: [] });
  assert.deepEqual(wrong({ personality_traits: ["kind", " "] }), [
    '$.personality_traits[1] must be a text that is not empty, not " "',
  ]);
  for (const bad of [4, ["kind", 4], { a: 1 }, null]) {
    assert.deepEqual(wrong({ personality_traits: bad }), [
      "$.personality_traits must be a list of words, or words separated by commas",
    ]);
  }
});

Deno.test("checkPersona() lets any attribute through as it is", () => {
  const attributes = {
    ...{
      gender: "f",
      sex: "female",
      region: "south",
      wage: 12.5,
      page: 3,
      names: ["M"],
      mode: "x",
    },
    ...{ personality_type: "INTJ", occupation_code: 1120, background_colour: "red" },
    ...{ educational_background: "GED", occupancy: 2, preoccupation: "rent", llm: "none" },
    ...{ core_values: [{ name: "thrift", rank: 1 }], _variant_of: null, "years in town": 4 },
  };
  assert.deepEqual(checkPersona(attributes), attributes);
});

Deno.test("checkPersona() finds misspelt fields", () => {
  const slips = {
    ...{ ocupation: "occupation", occupations: "occupation", ocupatoin: "occupation" },
    ...{ backgroud: "background", bakcground: "background", backgrounds: "background" },
    ...{ llm_overides: "llm_overrides", "llm-overrides": "llm_overrides" },
    ...{ personality_trait: "personality_traits", personalityTraits: "personality_traits" },
    ...{ personalty_trais: "personality_traits", LLM_Overrides: "llm_overrides" },
  };
  for (const [slip, field] of Object.entries(slips)) {
    const found = wrong({ name: "Maya", [slip]: "x" });
    assert.equal(found.length, 1, slip);
    assert.ok(found[0]?.endsWith(` is an unknown key: did you mean "${field}"?`), found[0]);
  }
});

Deno.test("checkPersona() finds fields in other letter case", () => {
  assert.deepEqual(wrong({ Name: "Maya", AGE: 34, Occupation: "Baker" }), [
    '$.Name is an unknown key: did you mean "name"?',
    '$.AGE is an unknown key: did you mean "age"?',
    '$.Occupation is an unknown key: did you mean "occupation"?',
  ]);
  assert.deepEqual(wrong({ name: "Maya", Name: "a column of the source" }), []);
});

Deno.test("checkPersona() holds every field to its range, all at once", () => {
  assert.deepEqual(wrong({ age: 151, occupation: "", background: 3, name: null, model: " " }), [
    "$.name must be a text, not null",
    "$.age must be at most 150, not 151",
    '$.occupation must be a text that is not empty, not ""',
    "$.background must be a text, not 3",
    '$.model must be a text that is not empty, not " "',
  ]);
  assert.deepEqual(wrong({ age: 34.5 }), ["$.age must be a whole number, not 34.5"]);
  assert.deepEqual(wrong({ age: "34" }), ['$.age must be a number, not "34"']);
});

Deno.test("checkPersona() holds llm_overrides to their ranges and keys", () => {
  assert.deepEqual(
    wrong({
      llm_overrides: { temperature: 2.1, top_p: -0.1, max_tokens: 0.5, model: "", temp: 1 },
    }),
    [
      "$.llm_overrides.temperature must be at most 2, not 2.1",
      "$.llm_overrides.top_p must be at least 0, not -0.1",
      "$.llm_overrides.max_tokens must be a whole number, not 0.5",
      '$.llm_overrides.model must be a text that is not empty, not ""',
      "$.llm_overrides.temp is an unknown key: known are temperature, top_p, max_tokens, model",
    ],
  );
  assert.deepEqual(wrong({ llm_overrides: [] }), [
    "$.llm_overrides must be a mapping, not an empty list",
  ]);
});

Deno.test("checkPersona() refuses attributes that have no JSON, which an id is made of", () => {
  const circle: unknown[] = [];
  circle.push(circle);
  assert.deepEqual(wrong({ income: NaN, wealth: -Infinity, friends: circle, motto: "\ud800" }), [
    "$.income must be plain data: NaN is not a JSON number",
    "$.wealth must be plain data: -Infinity is not a JSON number",
    "$.friends must be plain data: it contains itself",
    "$.motto must be plain data: a text holds a lone surrogate",
  ]);
});

Deno.test("checkPersona() never throws, whatever it is given", () => {
  fc.assert(
    fc.property(fc.anything(), (data) => {
      const checked = checkPersona(data);
      return isIssues(checked) ? checked.length > 0 : typeof checked === "object";
    }),
    { seed: 11, numRuns: 300 },
  );
});
