import assert from "node:assert/strict";
import { mergePersonas } from "../../lib/personas/merge.ts";
import { Pack, type Persona } from "../../mod.ts";

const BASE: readonly Persona[] = [{ name: "A" }, { name: "B", age: 1 }, { age: 7 }];
const ADDED = [
  { source: "file1.yaml", personas: [{ name: "B", age: 99 }, { name: "C" }] },
  { source: "file2.yaml", personas: [{ name: "B", age: 11 }, { name: "D" }, { age: 5 }] },
];

Deno.test("I1: mergePersonas() puts the later of a name in its place, and appends the nameless", () => {
  assert.deepEqual(mergePersonas(BASE, ADDED), {
    personas: [
      ...[{ name: "A" }, { name: "B", age: 11 }, { age: 7 }],
      ...[{ name: "C" }, { name: "D" }, { age: 5 }],
    ],
    collisions: [{ name: "B", source: "file1.yaml" }, { name: "B", source: "file2.yaml" }],
    before: 8,
    after: 6,
  });
  assert.equal(BASE[1]?.age, 1, "the base stays as it is");
});

Deno.test("I3: mergePersonas() refuses any other way of settling collisions", () => {
  // What a program without types can hand over.
  const keep = "keep" as "dedup";
  assert.throws(() => mergePersonas(BASE, [], { onCollision: keep }), {
    name: "TypeError",
    message: 'Cannot merge personas: a collision ends in "dedup" or "error", not in "keep"',
  });
});

Deno.test("mergePersonas() refuses collisions where it is asked to, naming all of them", () => {
  assert.throws(() => mergePersonas(BASE, ADDED, { onCollision: "error" }), {
    name: "TypeError",
    message:
      'Cannot merge personas: 2 names are taken already: "B" in file1.yaml, "B" in file2.yaml',
  });
  assert.throws(() => mergePersonas(BASE, ADDED.slice(0, 1), { onCollision: "error" }), {
    message: 'Cannot merge personas: a name is taken already: "B" in file1.yaml',
  });
  const fine = mergePersonas(BASE, [{ source: "f", personas: [{ name: "C" }] }], {
    onCollision: "error",
  });
  assert.equal(fine.after, 4);
});

Deno.test("mergePersonas() keeps equal names of the base, and replaces the last of them", () => {
  const twins = [{ name: "A", age: 1 }, { name: "A", age: 2 }];
  const alone = mergePersonas(twins, []);
  assert.deepEqual(alone, { personas: twins, collisions: [], before: 2, after: 2 });
  const merged = mergePersonas(twins, [{ source: "f", personas: [{ name: "A", age: 3 }] }]);
  assert.deepEqual(merged.personas.map(({ age }) => age), [1, 3]);
  assert.equal(merged.collisions.length, 1);
});

Deno.test("mergePersonas() keeps two people of one name in one source apart", () => {
  const personas = new Pack([{ name: "A", age: 1 }, { name: "constructor" }, {
    name: "A",
    age: 2,
  }]);
  const alone = mergePersonas([], [{ source: "pack", personas }]);
  assert.deepEqual([alone.personas, alone.collisions], [[...personas], []]);
  const onto = mergePersonas([{ name: "A", age: 0 }], [{ source: "pack", personas }]);
  assert.deepEqual(onto.personas.map(({ age }) => age), [1, undefined, 2]);
  assert.deepEqual(onto.collisions, [{ name: "A", source: "pack" }]);
});
