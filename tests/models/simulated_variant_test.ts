import assert from "node:assert/strict";
import { simulated } from "../../lib/models/simulated.ts";
import { fromJsonSchema } from "../../lib/schema/json_schema.ts";
import { axisOf, variantProblem, variantSchema } from "../../lib/personas/variants.ts";
import { type Persona } from "../../lib/personas/persona.ts";
import { question, request, SIGNAL } from "./requests.ts";

const MAYA: Persona = {
  name: "Maya",
  age: 34,
  occupation: "Senior nurse",
  background: "Lives alone. Works nights.",
  personality_traits: ["patient", "frugal"],
  region: "north",
};
const NOBODY: Persona = { name: "Nobody" };
const CHILD: Persona = { name: "Kim", age: 9 };
const ELDER: Persona = { name: "Vera", age: 97, occupation: "judge", background: "Widowed" };

const AXES = [0, 1, 2, 3].map(axisOf);

/** A variant's fields, in the form that was asked for. */
async function variant(persona: Persona, axis: typeof AXES[number], panelist = "p1") {
  const schema = variantSchema(axis);
  const about = {
    ...{ purpose: "variant" as const, panelist, persona, material: { axis, persona } },
    question: question({ key: "variant", options: null }),
  };
  const { text } = await simulated().reply(request({ schema, about, seed: 5 }), SIGNAL);
  return Object(fromJsonSchema(schema, "the variant").parse(JSON.parse(text)));
}

Deno.test("simulated() changes a persona along the axis asked for, and nothing else", async () => {
  for (const persona of [MAYA, NOBODY, CHILD, ELDER]) {
    for (const axis of AXES) {
      for (let place = 0; place < 20; place++) {
        const reply = await variant(persona, axis, `p${place}`);
        assert.equal(variantProblem(persona, { axis, reply }), undefined, JSON.stringify(reply));
        assert.deepEqual(
          Object.keys(reply).sort(),
          Object.keys(
            Object(variantSchema(axis).properties),
          ).sort(),
        );
        assert.ok(reply.change_description.length > 5);
        assert.ok(reply.age === undefined || (reply.age >= 0 && reply.age <= 150));
      }
    }
  }
});

Deno.test("simulated() varies the same way for the same seed, and another panelist otherwise", async () => {
  for (const axis of ["trait_swap", "mood_context", "demographic_shift"] as const) {
    assert.deepEqual(await variant(MAYA, axis), await variant(MAYA, axis));
    const several = await Promise.all(
      ["a", "b", "c", "d", "e"].map((id) => variant(MAYA, axis, id)),
    );
    assert.ok(new Set(several.map((reply) => JSON.stringify(reply))).size > 1, axis);
  }
});

Deno.test("simulated() keeps the facts of a background, and the work of an occupation", async () => {
  const { background } = await variant(MAYA, "background_rephrase");
  assert.equal(background, "Works nights. Lives alone.");
  assert.equal((await variant(ELDER, "background_rephrase")).background, "In short: Widowed");
  const { age, occupation } = await variant(MAYA, "demographic_shift");
  assert.equal(occupation, age > 34 ? "senior nurse" : "junior nurse");
});
