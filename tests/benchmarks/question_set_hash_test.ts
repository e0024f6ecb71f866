import assert from "node:assert/strict";
import { questionSetHash } from "../../mod.ts";

Deno.test("questionSetHash() is that of SynthBench, in any order", () => {
  // synthbench.md 4.
  const known = "ec4d172cfa3b95805dd1c63ab7b36af4c07334e9a4f59d237a3adab56afa5c54";
  assert.equal(questionSetHash(["Q1", "Q2", "Q3"]), known);
  assert.equal(questionSetHash(new Set(["Q3", "Q1", "Q2"])), known);
  assert.equal(
    questionSetHash([]),
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  );
});
