import assert from "node:assert/strict";
import { holdOutBucket, isHeldOut } from "../../mod.ts";

Deno.test("holdOutBucket() and isHeldOut() are those of SynthBench", () => {
  // synthbench.md 4, and Python's hashlib.
  const known: [dataset: string, key: string, bucket: number, held: boolean][] = [
    ["gss", "GSS_HAPPY", 18, true],
    ["gss", "GSS_SPKATH", 15, true],
    ["gss", "GSS_HEALTH", 85, false],
    ["gss", "GSS_LIFE", 60, false],
    ["ntia", "NTIA_Nov_2019_internetUser_isPerson", 16, true],
    ["ntia", "NTIA_Nov_2023_internetUser_isPerson", 78, false],
  ];
  for (const [dataset, key, bucket, held] of known) {
    assert.equal(holdOutBucket(dataset, key), bucket, key);
    assert.equal(isHeldOut(dataset, key), held, key);
  }
});

Deno.test("isHeldOut() knows nothing of datasets that SynthBench does not have", () => {
  for (const dataset of ["fte", "pewtech", "constructor", ""]) {
    assert.equal(isHeldOut(dataset, "Q1"), null);
  }
});
