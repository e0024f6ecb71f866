import assert from "node:assert/strict";
import { compareEvents } from "../../lib/analysis/compare_events.ts";
import { evaluation } from "../rows/events.ts";
import { assertNear } from "../statistics/assert_near.ts";
import { rated } from "./events.ts";

/** The data of the cases; what is expected of it was worked out in Python 3.11 from the definitions. */
const A = rated(["u1A5", "u1B3", "u2A4", "u2B3", "u3A1", "u3C2"]);
const B = rated(["u1A4", "u1B3", "u2A4", "u2B1", "u3A-"]);
const scale = [1, 2, 3, 4, 5];

/** Evaluations by people of their own, of one product. */
const given = (ratings: readonly unknown[]) =>
  ratings.map((rating, at) =>
    evaluation({ event_id: `e${at}`, panelist_id: `p${at}`, outcomes: { rating } })
  );

Deno.test("compareEvents() says what each condition is like", async () => {
  const { mode, conditions } = await compareEvents(
    [{ label: "a", model: "haiku", strategy: "persona", rows: A }, { label: "b", rows: B }],
    { scale },
  );
  const [a, b] = conditions;
  assert.equal(mode, "cross");
  assert.deepEqual([a?.model, a?.strategy, a?.n_evaluations, a?.n_with_outcome], [
    ...["haiku", "persona"],
    ...[6, 6],
  ]);
  assert.deepEqual([b?.n_evaluations, b?.n_with_outcome, b?.n_panelists], [5, 4, 2]);
  assertNear(a?.mean ?? NaN, 3);
  assertNear(a?.mean_interval?.low ?? NaN, -0.2862053038642154, 1e-8);
  assertNear(a?.std ?? NaN, Math.sqrt(10 / 6));
  assert.deepEqual([a?.median, b?.median], [3, 3.5]);
  assertNear(a?.entropy ?? NaN, 2.2516291673878226);
  assertNear(a?.normalized_entropy ?? NaN, 0.9697238998682473);
  assertNear(b?.normalized_entropy ?? NaN, 0.6460148371100897);
  assertNear(a?.mean_pairwise_panelist_distance ?? NaN, 2.5);
});

Deno.test("compareEvents() has the mean of the middle two where the reference takes the upper one", async () => {
  const { conditions } = await compareEvents([
    { label: "a", rows: given([1, 3, 4, 4]) },
    { label: "b", rows: given([1]) },
  ]);
  assert.deepEqual(conditions.map(({ median }) => median), [3.5, 1]);
  assert.equal(conditions[1]?.std, null);
});

Deno.test("compareEvents() holds every pair of conditions against each other, with what chance makes", async () => {
  const { pairs, benchmark } = await compareEvents(
    [{ label: "a", rows: A }, { label: "b", rows: B }, { label: "none", rows: [] }],
    { scale },
  );
  assert.deepEqual(benchmark, []);
  assert.deepEqual(pairs.map(({ labels }) => labels.join()), ["a,b", "a,none", "b,none"]);
  const [pair, empty] = pairs;
  assertNear(pair?.distance?.jsd ?? NaN, 0.23993437832557646);
  assertNear(pair?.distance?.wasserstein ?? NaN, 0.5);
  assertNear(pair?.rmse ?? NaN, Math.sqrt(5 / 4));
  assert.equal(pair?.n_shared_cells, 4);
  const { floor95 = 0, interval, p_null = 0, jsd = 0 } = pair?.distance ?? {};
  assert.ok(floor95 > jsd && p_null > 0.05 && interval?.low === 0, `${floor95} ${p_null}`);
  assert.equal(pair?.p_holm, p_null);
  assert.deepEqual([empty?.distance, empty?.rmse, empty?.p_holm], [null, null, null]);
  assert.equal(empty?.reason, "no data");
});

Deno.test("G75: compareEvents() measures along the scale in its own units", async () => {
  const distance = async (p: readonly unknown[], q: readonly unknown[]) => {
    const { pairs: [pair] } = await compareEvents([
      { label: "p", rows: given(p) },
      { label: "q", rows: given(q) },
    ]);
    return pair?.distance?.wasserstein;
  };
  const times = (value: number, count: number) => Array(count).fill(value);
  assertNear(await distance([...times(1, 5), ...times(5, 5)], times(3, 10)) ?? NaN, 2);
  assertNear(await distance([1], [5]) ?? NaN, 4);
  assert.equal(await distance([3, 3], [3]), 0);
  assert.equal(await distance([], [3]), undefined);
  assert.equal(await distance(["good"], ["bad"]), null);
});

Deno.test("compareEvents() holds conditions against people over the products that both met", async () => {
  const { mode, pairs, benchmark: [found] } = await compareEvents(
    [{ label: "a", rows: A }, { label: "people", type: "real", rows: B }],
    { scale },
  );
  assert.equal(mode, "benchmark");
  assert.deepEqual(pairs, []);
  assert.deepEqual(found?.product_overlap, {
    n_shared: 2,
    share_of_reference: 1,
    jaccard: 2 / 3,
  });
  assertNear(found?.review_share?.jsd ?? NaN, 0.007299156760473963);
  assertNear(found?.review_share?.l1 ?? NaN, 0.2);
  assertNear(found?.overall.distance?.jsd ?? NaN, 0.16251379100314453);
  assertNear(found?.overall.distance?.wasserstein ?? NaN, 0.4);
  assertNear(found?.egalitarian.jsd ?? NaN, 0.38521302074318875);
  assertNear(found?.egalitarian.wasserstein ?? NaN, 7 / 6);
  assert.equal(found?.egalitarian.interval, null);
  // B has as many answers about A as about B.
  assertNear(found?.utilitarian.jsd ?? NaN, 0.38521302074318875);
  assert.deepEqual(found?.best.map((one) => one.product_id), ["B"]);
  assert.deepEqual(found?.worst.map((one) => one.product_id), ["A"]);
  assertNear(found?.worst[0]?.wasserstein ?? NaN, 4 / 3);
  assertNear(found?.expected_false_alarms ?? NaN, 0.1);
});

Deno.test("compareEvents() weighs products by people's answers, and knows how sure the mean is", async () => {
  const products = [..."ABCDEFGHIJ"];
  const people = rated(
    products.flatMap((id, at) => Array(at + 1).fill(0).map((_, n) => `p${n}${id}3`)),
  );
  const same = rated(
    products.flatMap((id) => ["u1", "u2"].map((who) => `${who}${id}${id === "J" ? 5 : 3}`)),
  );
  const { benchmark: [found] } = await compareEvents([
    { label: "a", rows: same },
    { label: "people", type: "real", rows: people },
  ], { top: 3 });
  assertNear(found?.egalitarian.jsd ?? NaN, 0.1);
  assertNear(found?.utilitarian.jsd ?? NaN, 10 / 55);
  const { interval } = found?.egalitarian ?? {};
  assert.ok(interval && interval.low < 0.1 && interval.high > 0.1);
  assert.deepEqual(found?.best.map((one) => one.product_id), ["A", "B", "C"]);
  assert.deepEqual(found?.worst.map((one) => one.product_id), ["J", "I", "H"]);
});

Deno.test("compareEvents() takes the answers of one panelist for what they are worth", async () => {
  const often = [0, 1, 2, 3].flatMap((t) =>
    rated(["u1A5", "u2A5", "u3A1", "u4A1", "u5A3", "u6A3"], t)
  );
  const { pairs: [pair] } = await compareEvents([
    { label: "a", rows: often },
    { label: "b", rows: given([1, 2, 3, 4, 5, 3, 3]) },
  ]);
  assert.equal(pair?.distance?.n, 24);
  assert.ok((pair?.distance?.n_effective ?? 24) < 7, `${pair?.distance?.n_effective}`);
});

Deno.test("G76: compareEvents() refuses two real conditions, equal labels and nothing to compare", async () => {
  const real = { type: "real", rows: B } as const;
  await assert.rejects(
    compareEvents([{ label: "x", ...real }, { label: "y", ...real }]),
    /^TypeError: Cannot compare with people: "x" and "y" are real, and one at most may be$/,
  );
  await assert.rejects(
    compareEvents([{ label: "x", rows: A }, { label: "x", rows: B }]),
    /^TypeError: Cannot compare conditions: two have the label "x", each must have its own$/,
  );
  await assert.rejects(
    compareEvents([{ label: "x", rows: A }]),
    /^TypeError: Cannot compare: there/,
  );
});

Deno.test("compareEvents() measures no divergence of what is nearly all different, and goes on", async () => {
  const { pairs: [pair], conditions } = await compareEvents([
    { label: "a", rows: given(Array.from({ length: 300 }, (_, at) => at / 7)) },
    { label: "b", rows: given([1, 2, 3]) },
  ]);
  assert.deepEqual([pair?.distance, pair?.reason], [null, "too many different values"]);
  assert.equal(pair?.n_shared_cells, 3);
  assertNear(conditions[0]?.mean ?? NaN, 299 / 14, 1e-9);
});

Deno.test("compareEvents() compares more people than a call can have arguments", async () => {
  const many = (count: number) =>
    Array.from(
      { length: count },
      (_, at) =>
        evaluation({
          event_id: `e${at}`,
          panelist_id: `p${at >> 1}`,
          outcomes: { rating: at % 5 },
        }),
    );
  const { pairs: [pair] } = await compareEvents([
    { label: "a", rows: many(300_000) },
    { label: "b", rows: given([1, 2, 3, 4]) },
  ]);
  assert.equal(pair?.distance?.n, 300_000);
});
