import assert from "node:assert/strict";
import { entropySplit } from "../../mod.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("entropySplit() has the known parts", () => {
  // methods.md 4; total and within from scipy.stats.entropy, SciPy 1.17.1.
  const { total, within, between, bias, floor95 } = entropySplit([
    ...[[30, 15, 5], [20, 20, 10], [10, 25, 15]],
  ]);
  assertNear(total, 1.5219280948873626);
  assertNear(within, 1.4342884121176729);
  assertNear(between, 0.087639683, 1e-9);
  assertNear(bias, 0.019235933878519514);
  assertNear(floor95, 0.04562633210220798, 1e-10);
});

Deno.test("entropySplit() weighs the models, and leaves out those without answers", () => {
  // scipy.stats.entropy, and the bias by Σ w(1 − w)/n by hand.
  const counts = [[30, 10, 0], [5, 20, 5], [1, 2, 17], [0, 0, 0]];
  const { total, within, bias, floor95 } = entropySplit(counts, [5, 3, 2, 7]);
  assertNear(total, 1.532659875391854);
  assertNear(within, 0.930644748410828);
  assertNear(bias, 0.030657269618890478);
  assertNear(floor95, 0.07271696678789397, 1e-10);
});

Deno.test("entropySplit() of models that say the same has nothing between", () => {
  const { between, total, within } = entropySplit([[10, 30], [20, 60]]);
  assert.equal(between, 0);
  // The two sums differ in their last digit here.
  const thirds = [2, 2, 0, 2];
  assert.equal(entropySplit([thirds, thirds, thirds]).between, 0);
  assertNear(total, within);
  const one = entropySplit([[10, 30]]);
  assert.deepEqual([one.between, one.bias, one.floor95], [0, 0, 0]);
  assert.equal(entropySplit([[10, 0], [20, 0]]).floor95, 0);
});

Deno.test("entropySplit() has its floor where chance leaves it in 95 % of cases", () => {
  // Four models of 60 answers each, all drawn from the same three shares.
  let state = 11;
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const runs = 1000;
  let [above, sum] = [0, 0];
  let expected = 0;
  for (let run = 0; run < runs; run++) {
    const counts = Array.from({ length: 4 }, () => {
      const own = [0, 0, 0];
      for (let answer = 0; answer < 60; answer++) {
        const u = uniform();
        const option = u < 0.5 ? 0 : u < 0.8 ? 1 : 2;
        own[option] = (own[option] ?? 0) + 1;
      }
      return own;
    });
    const { between, bias, floor95 } = entropySplit(counts);
    if (between > floor95) above += 1;
    sum += between;
    expected = bias;
  }
  // Three standard errors about 5 %, and a mean near the bias.
  assert.ok(above / runs > 0.03 && above / runs < 0.075, `${above}`);
  assertNear(sum / runs / expected, 1, 0.06);
});

Deno.test("entropySplit() refuses no answers, and weights that are missing or not positive", () => {
  assert.throws(() => entropySplit([[0, 0]]), /there are no answers/);
  for (const weights of [[1], [1, 0], [1, NaN]]) {
    assert.throws(() => entropySplit([[1, 2], [2, 1]], weights), RangeError);
  }
});
