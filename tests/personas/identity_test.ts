import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { panelistIds } from "../../lib/personas/identity.ts";
import { type Persona } from "../../mod.ts";

Deno.test("panelistIds() is the beginning of the SHA-256 of the persona's canonical JSON", () => {
  // Written out by hand as RFC 8785 says: members sorted, no space; hashed by node:crypto.
  const json = '{"age":34,"name":"Maya","traits":{"a":1,"b":[true,null]}}';
  const digest = createHash("sha256").update(json).digest("hex");
  const persona = { name: "Maya", traits: { b: [true, null], a: 1 }, age: 34 };
  assert.deepEqual(panelistIds([persona]), [digest.slice(0, 16)]);
});

Deno.test("panelistIds() counts equal personas from the second on", () => {
  const [maya, derek, again, third] = panelistIds([
    { name: "Maya", age: 34 },
    { name: "Derek" },
    { age: 34, name: "Maya" },
    { name: "Maya", age: 34 },
  ]);
  assert.notEqual(maya, derek);
  assert.equal(again, `${maya}.2`);
  assert.equal(third, `${maya}.3`);
});

Deno.test("panelistIds() tells two people of one name apart", () => {
  const [one, other] = panelistIds([{ name: "Maya", age: 34 }, { name: "Maya", age: 35 }]);
  assert.notEqual(one, other);
  assert.match(`${one} ${other}`, /^[0-9a-f]{16} [0-9a-f]{16}$/);
});

Deno.test("panelistIds() does not look at undefined fields", () => {
  assert.deepEqual(
    panelistIds([{ name: "Maya", age: undefined }]),
    panelistIds([{ name: "Maya" }]),
  );
});

const people: fc.Arbitrary<Persona[]> = fc.array(
  fc.record({
    name: fc.constantFrom("Maya", "Derek", "Ada"),
    age: fc.integer({ min: 0, max: 3 }),
    region: fc.constantFrom("north", "south"),
  }),
  { maxLength: 12 },
);

Deno.test("panelistIds() gives every place an id of its own", () => {
  fc.assert(
    fc.property(people, (personas) => new Set(panelistIds(personas)).size === personas.length),
    { seed: 5 },
  );
});

Deno.test("panelistIds() depends neither on positions nor on the order of keys", () => {
  fc.assert(
    fc.property(people, (personas) => {
      const turned = personas.toReversed()
        .map((persona) => Object.fromEntries(Object.entries(persona).toReversed()));
      assert.deepEqual(panelistIds(turned).sort(), panelistIds(personas).sort());
    }),
    { seed: 5 },
  );
});
