import assert from "node:assert/strict";
import { borda } from "../../mod.ts";

Deno.test("borda() gives k − 1 points to the first of k, and none to the last", () => {
  // By hand: a 3 + 2 + 1, b 2 + 3 + 0, c 1 + 1 + 3, d 0 + 0 + 2, over three people.
  const points = borda([["a", "b", "c", "d"], ["b", "a", "c", "d"], ["c", "d", "a", "b"]]);
  assert.deepEqual(points, { a: 2, b: 5 / 3, c: 5 / 3, d: 2 / 3 });
});

Deno.test("borda() has the goldens of SynthBench", () => {
  // synthbench.md 4: ranks (1,2,3), (2,1,3), (1,3,2) of a, b, c.
  const points = borda([["a", "b", "c"], ["b", "a", "c"], ["a", "c", "b"]]);
  assert.deepEqual(points, { a: 5 / 3, b: 1, c: 1 / 3 });
});

Deno.test("borda() shares the points that are left among what a ranking leaves out", () => {
  const points = borda([["b"]], ["a", "b", "c", "d"]);
  assert.deepEqual(points, { a: 1, b: 3, c: 1, d: 1 });
  // Every ranking has k(k − 1)/2 points to give.
  assert.deepEqual(borda([[]], ["a", "b", "c"]), { a: 1, b: 1, c: 1 });
});

Deno.test("borda() of no rankings has no points", () => {
  assert.deepEqual(borda([], ["a", "b"]), { a: 0, b: 0 });
});

Deno.test("borda() refuses what is no option, and what is ranked twice", () => {
  assert.throws(() => borda([["z"]], ["a"]), {
    name: "TypeError",
    message: 'Cannot count "z": it is no option',
  });
  assert.throws(() => borda([["a", "b", "a"]]), {
    name: "TypeError",
    message: 'Cannot count "a": it is ranked twice',
  });
});
