import assert from "node:assert/strict";
import { effectiveSize } from "../../lib/statistics/effective_size.ts";
import { assertNear } from "./assert_near.ts";

Deno.test("effectiveSize() has the value worked out for five clusters of fifteen answers", () => {
  // From the definition, worked out elsewhere: V per option, then the ratio.
  const clusters = [[10, 5, 0], [8, 4, 3], [2, 10, 3], [0, 5, 10], [12, 2, 1]];
  assertNear(effectiveSize(clusters), 14.314961, 1e-6);
});

Deno.test("effectiveSize() is the number of clusters where people always say the same", () => {
  assertNear(effectiveSize([[15, 0], [0, 15], [15, 0], [0, 15]]), 3, 1e-12);
  assert.equal(effectiveSize([[15, 0], [15, 0], [15, 0]]), 3);
});

Deno.test("effectiveSize() is never more than the answers", () => {
  assert.equal(effectiveSize([[5, 5], [5, 5]]), 20);
  assert.equal(effectiveSize([[3, 2], [2, 3], [3, 2], [2, 3]]), 20);
});

Deno.test("effectiveSize() leaves out clusters without answers", () => {
  assert.equal(effectiveSize([[0, 0], [3, 1]]), 1);
  assert.equal(effectiveSize([]), 0);
  assertNear(
    effectiveSize([[10, 5], [0, 0], [5, 10]]),
    effectiveSize([[10, 5], [5, 10]]),
    1e-12,
  );
});

Deno.test("effectiveSize() weighs the clusters' answers", () => {
  // NumPy 2, V = M/(M − 1)·Σ w²(pᵢ − p)² with w = g·n/Σ g·n written out.
  const clusters = [[10, 5, 0], [8, 4, 3], [2, 10, 3], [0, 5, 10], [12, 2, 1]];
  assertNear(effectiveSize(clusters, [1, 2, 0.5, 1.5, 1]), 15.153657623480674, 1e-9);
  // The scale of the weights says nothing, and equal ones change nothing.
  assertNear(effectiveSize(clusters, [2, 4, 1, 3, 2]), 15.153657623480674, 1e-9);
  assertNear(effectiveSize(clusters, [3, 3, 3, 3, 3]), effectiveSize(clusters), 1e-9);
});

Deno.test("effectiveSize() of unanimous clusters is what their weights leave of their number", () => {
  // (1 + 1 + 1 + 3)²/(1 + 1 + 1 + 9).
  assertNear(effectiveSize([[5, 0], [5, 0], [5, 0], [5, 0]], [1, 1, 1, 3]), 3);
  // Nobody without a weight counts as a cluster.
  assert.equal(effectiveSize([[5, 0], [5, 0], [0, 5]], [1, 1, 0]), 2);
});

Deno.test("effectiveSize() is never more than the weighted answers are worth", () => {
  // Every cluster has the same shares: nothing but the weights is lost, (ΣgN)²/Σg²N.
  const size = effectiveSize([[2, 2], [2, 2], [2, 2], [2, 2]], [1, 1, 1, 3]);
  assertNear(size, 4 * 3);
});
