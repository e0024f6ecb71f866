import assert from "node:assert/strict";
import { steadyFrom } from "../../mod.ts";

Deno.test("steadyFrom() has the goldens of SynthBench's convergence_n", () => {
  // synthbench.md 4.
  const known: [means: number[], n: number | null][] = [
    [[0.05, 0.03, 0.015, 0.013, 0.012, 0.011], 300],
    [[0.1, 0.09, 0.08, 0.07], null],
    [[0.05, 0.01, 0.009], null],
    [[0.019, 0.012, 0.011, 0.011, 0.011], 200],
    [[0.02, 0.02, 0.02, 0.02], null],
    [[], null],
  ];
  for (const [means, n] of known) {
    assert.equal(steadyFrom(means.map((mean, at) => ({ n: 100 * (at + 1), mean }))), n);
  }
});

Deno.test("steadyFrom() looks at what the mean falls by over both of the next points", () => {
  const curve = [0.0075, 0.0037, 0.0018, 0.0007].map((mean, at) => ({
    n: [50, 100, 200, 500][at] ?? 0,
    mean,
  }));
  // From 50 it falls by .0057 to 200, by less than .005 from each point to the next.
  assert.equal(steadyFrom(curve), 100);
  assert.equal(steadyFrom(curve, { flatness: 0.006 }), 50);
  assert.equal(steadyFrom(curve, { epsilon: 0.001 }), null);
});
