import assert from "node:assert/strict";
import { baseline, parity, type Weights } from "../../mod.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("parity() has the goldens of SynthBench", () => {
  // synthbench.md 4, computed by its own program; sides that are empty or negative are errors (ruling 33).
  const known: [p: Weights, q: Weights, jsd: number, tau: number, parity: number][] = [
    [{ A: 0.5, B: 0.3, C: 0.2 }, { A: 0.5, B: 0.3, C: 0.2 }, 0, 1, 1],
    [{ A: 1, B: 0 }, { A: 0, B: 1 }, 1, -1, 0],
    [{ A: 0.7, B: 0.2, C: 0.1 }, { A: 0.3, B: 0.4, C: 0.3 }, 0.1216101753, 0, 0.6891949124],
    [{ A: 0.6, B: 0.4 }, { A: 0.4, B: 0.6 }, 0.0290494055, -1, 0.4854752972],
    [{ A: 0.5, B: 0.5 }, { A: 0.5, C: 0.5 }, 0.5, -0.5, 0.375],
    [{ A: 0.5, B: 0.3, C: 0.2 }, { A: 0.48, B: 0.32, C: 0.2 }, 0.0003799571, 1, 0.9998100214],
    [
      ...[{ A: 0.4, B: 0.3, C: 0.2, D: 0.1 }, { A: 0.3, B: 0.4, C: 0.1, D: 0.2 }] as const,
      ...[0.0348515546, 1 / 3, 0.8159075561] as const,
    ],
    [{ A: 1 }, { A: 1 }, 0, 0, 0.75],
    [{ A: 0.5, B: 0.3, C: 0.2 }, { A: 0.2, B: 0.3, C: 0.5 }, 0.0958156020, -1, 0.4520921990],
    [
      ...[{ A: 1, B: 1, C: 1, D: 1 }, { A: 1, B: 0, C: 0, D: 0 }] as const,
      ...[0.5487949407, 0, 0.4756025297] as const,
    ],
    [{ A: 0.5, B: 0.5 }, { A: 3, B: 1 }, 0.0487949407, 0, 0.7256025297],
    [
      ...[{ a: 0.4, b: 0.4, c: 0.2 }, { a: 0.5, b: 0.3, c: 0.2 }] as const,
      ...[0.0091859255, 0.8164965809, 0.9495311825] as const,
    ],
  ];
  for (const [p, q, jsd, tau, wanted] of known) {
    const found = parity(p, q);
    assertNear(found.jsd, jsd, 1e-9);
    assertNear(found.tau, tau, 1e-9);
    assertNear(found.parity, wanted, 1e-9);
    assertNear(parity(q, p).parity, wanted, 1e-9);
  }
});

Deno.test("parity() of .1/.8/.1 and HAPPY 2024 is the golden of SynthBench", async () => {
  const { jsd, tau, parity: score } = parity(await baseline("gss:HAPPY"), {
    ...{ "very happy": 0.1, "pretty happy": 0.8, "not too happy": 0.1 },
  });
  assertNear(jsd, 0.0426532833, 1e-6);
  assertNear(tau, 0.8164965809, 1e-9);
  assertNear(score, 0.9327975036, 1e-6);
});

Deno.test("parity() has no number where a side has no data, or less than none (ruling 33)", () => {
  assert.throws(() => parity({}, { A: 1 }), RangeError);
  assert.throws(() => parity({ A: 0.5, B: 0.5 }, { A: 0, B: 0 }), RangeError);
  assert.throws(() => parity({ A: -0.2, B: 1.2 }, { A: 0.5, B: 0.5 }), RangeError);
});
