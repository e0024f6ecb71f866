import fc from "fast-check";
import assert from "node:assert/strict";
import { stream } from "../../lib/random/stream.ts";
import { chiSquared } from "./chi_squared.ts";

Deno.test("Stream.uniform() is in [0, 1) and spread evenly", () => {
  const random = stream(1).fork("uniform");
  const draws = Array.from({ length: 100_000 }, () => random.uniform());
  assert.ok(draws.every((u) => u >= 0 && u < 1));
  // The .999 quantile of χ² with 99 degrees of freedom, by SciPy.
  assert.ok(chiSquared(draws.map((u) => Math.floor(u * 100)), 100) < 148.23);
  // The bits below the 32nd, which a draw of one word would leave at 0.
  const low = draws.map((u) => Math.floor(u * 2 ** 53) % 100);
  assert.ok(chiSquared(low, 100) < 148.23);
});

Deno.test("Stream.integer() is a whole number below its bound", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 32 }), fc.integer(), (bound, seed) => {
      const draw = stream(seed).integer(bound);
      assert.ok(Number.isInteger(draw) && draw >= 0 && draw < bound);
    }),
    { seed: 1, numRuns: 1000 },
  );
  assert.equal(stream(1).integer(1), 0);
});

Deno.test("Stream.integer() gives every number the same chance", () => {
  const random = stream(2).fork("dice");
  const throws = Array.from({ length: 60_000 }, () => random.integer(6));
  // The .999 quantile of χ² with 5 degrees of freedom, by SciPy.
  assert.ok(chiSquared(throws, 6) < 20.515);
});

Deno.test("Stream.integer() has no bias where a remainder would have the most", () => {
  // Of 2³² draws modulo 3·2³⁰, the first third would come twice as often as the others.
  const random = stream(3).fork("thirds");
  const thirds = Array.from(
    { length: 30_000 },
    () => Math.floor(random.integer(3 * 2 ** 30) / 2 ** 30),
  );
  // The .999 quantile of χ² with 2 degrees of freedom: −2 ln .001.
  assert.ok(chiSquared(thirds, 3) < 13.816);
});

Deno.test("Stream.integer() refuses a bound that is no whole number from 1 to 2³²", () => {
  for (const bound of [0, -1, 1.5, NaN, Infinity, 2 ** 32 + 1]) {
    assert.throws(() => stream(1).integer(bound), {
      name: "RangeError",
      message: `Cannot draw below ${bound}: the bound must be a whole number from 1 to 2³²`,
    });
  }
});

Deno.test("Stream.normal() has the moments and tails of a standard normal variable", () => {
  const random = stream(4).fork("normal");
  const n = 100_000;
  const draws = Array.from({ length: n }, () => random.normal());
  const moment = (power: number) => draws.reduce((sum, z) => sum + z ** power, 0) / n;
  // Moments 0, 1, 0, 3 with variances 1/n, 2/n, 15/n, 96/n; four standard errors each.
  assert.ok(Math.abs(moment(1)) < 4 * Math.sqrt(1 / n), `mean ${moment(1)}`);
  assert.ok(Math.abs(moment(2) - 1) < 4 * Math.sqrt(2 / n), `variance ${moment(2)}`);
  assert.ok(Math.abs(moment(3)) < 4 * Math.sqrt(15 / n), `skewness ${moment(3)}`);
  assert.ok(Math.abs(moment(4) - 3) < 4 * Math.sqrt(96 / n), `kurtosis ${moment(4)}`);
  const beyond = draws.filter((z) => Math.abs(z) > 1.959963984540054).length / n;
  assert.ok(Math.abs(beyond - 0.05) < 4 * Math.sqrt(0.05 * 0.95 / n), `tails ${beyond}`);
});
