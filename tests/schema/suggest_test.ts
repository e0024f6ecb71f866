import fc from "fast-check";
import assert from "node:assert/strict";
import { suggest } from "../../lib/schema/suggest.ts";

const known = ["questions", "rounds", "options", "text", "id"];

Deno.test("suggest() finds a word with a letter left out, added, changed or swapped", () => {
  assert.equal(suggest("qestions", known), "questions");
  assert.equal(suggest("questtions", known), "questions");
  assert.equal(suggest("quastions", known), "questions");
  assert.equal(suggest("qeustions", known), "questions");
  assert.equal(suggest("optoins", known), "options");
});

Deno.test("suggest() takes no notice of capitals", () => {
  assert.equal(suggest("Rounds", known), "rounds");
  assert.equal(suggest("TEXT", known), "text");
});

Deno.test("suggest() allows one edit for every three letters, and one in a shorter word", () => {
  // By hand: "qstins" is 3 deletions away and has 6 letters, which allow 2; "qstions" has 2 of 7.
  assert.equal(suggest("qstins", known), undefined);
  assert.equal(suggest("qstions", known), "questions");
  assert.equal(suggest("di", known), "id");
  assert.equal(suggest("xy", known), undefined);
  assert.equal(suggest("colour", known), undefined);
});

Deno.test("suggest() prefers the nearest, and of equally near ones the first", () => {
  assert.equal(suggest("modle", ["models", "model"]), "model");
  assert.equal(suggest("cat", ["car", "bat"]), "car");
});

Deno.test("suggest() has nothing to offer where nothing is known", () => {
  assert.equal(suggest("a", []), undefined);
  assert.equal(suggest("", known), undefined);
});

Deno.test("suggest() finds every known word itself, and any word with two neighbours swapped", () => {
  const word = fc.string({ unit: fc.constantFrom(..."abcdefgh"), minLength: 3, maxLength: 12 });
  fc.assert(
    fc.property(word, fc.nat(), (letters, at) => {
      const left = at % (letters.length - 1);
      const swapped = letters.slice(0, left) + letters[left + 1] + letters[left] +
        letters.slice(left + 2);
      assert.equal(suggest(letters, [letters]), letters);
      assert.equal(suggest(swapped, [letters]), letters);
    }),
    { seed: 1, numRuns: 300 },
  );
});
