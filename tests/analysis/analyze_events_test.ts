import assert from "node:assert/strict";
import fc from "fast-check";
import { analyzeEvents } from "../../lib/analysis/analyze_events.ts";
import { evaluation, selection } from "../rows/events.ts";
import { assertNear } from "../statistics/assert_near.ts";
import { rated } from "./events.ts";

/** Data A of the cases: who rated what how. */
const A = rated(["u1A5", "u1B3", "u2A4", "u2B3", "u3A1", "u3C2"]);

Deno.test("G77: analyzeEvents() gives the entropies, mean and variance of the reference", async () => {
  const ratings = rated(["u1A5", "u1B3", "u2A4", "u2B3", "u3A1"]);
  const buys = ["yes", "yes", "no", "no", "maybe"];
  const rows = [
    ...ratings.map((row, at) => ({ ...row, outcomes: { ...row.outcomes, buy: buys[at] } })),
    evaluation({ event_id: "e9", outcomes: { rating: null } }),
  ];
  const declared = { outcomes: { rating: { choices: [1, 2, 3, 4, 5] } } };
  const { diversity: { rating, buy } } = await analyzeEvents(rows, { declared });
  assert.deepEqual([rating?.n, rating?.support_observed, rating?.support_declared], [5, 4, 5]);
  assertNear(rating?.entropy ?? NaN, 1.9219280949, 1e-9);
  assertNear(rating?.normalized_entropy_declared ?? NaN, 0.8277293768, 1e-9);
  assertNear(rating?.normalized_entropy_observed ?? NaN, 0.9609640474, 1e-9);
  assertNear(rating?.mean ?? NaN, 3.2, 1e-12);
  assertNear(rating?.variance ?? NaN, 1.76, 1e-12);
  assertNear(buy?.entropy ?? NaN, 1.5219280949, 1e-9);
  assertNear(buy?.normalized_entropy_observed ?? NaN, 0.9602297179, 1e-9);
  assert.equal(buy?.normalized_entropy_declared, null);
});

Deno.test("G78: analyzeEvents() gives the selection metrics of the reference, none above 1", async () => {
  const choose = (asked: string, executed: string, at: number) =>
    selection({
      event_id: `s${at}`,
      t: at,
      selected_product_ids: [...asked],
      traces: asked === "" ? null : {
        executed_product_ids: [...executed],
        dropped_product_ids: [...asked].filter((id) => !executed.includes(id)),
      },
    });
  const rows = [["AB", "AB"], ["ABZ", "AB"], ["AC", "AC"], ["", ""]] as const;
  const { selection: found } = await analyzeEvents(
    rows.map(([asked, executed], at) => choose(asked, executed, at)),
  );
  assert.ok(found);
  assert.deepEqual(
    [
      found.avg_choice_set_size,
      found.avg_requested_size,
      found.avg_executed_size,
      found.avg_dropped_size,
    ],
    [3, 1.75, 1.5, 0.25],
  );
  assert.deepEqual([found.empty_request_rate, found.empty_execution_rate], [0.25, 0.25]);
  assertNear(found.request_to_execution_ratio ?? NaN, 0.8571428571, 1e-9);
  assertNear(found.drop_rate_over_requested ?? NaN, 0.1428571429, 1e-9);
  assertNear(found.requested.entropy ?? NaN, 1.8423709932, 1e-9);
  assertNear(found.executed.entropy ?? NaN, 1.459147917, 1e-9);
  assertNear(found.executed.normalized_entropy_full_support ?? NaN, 0.9206198357, 1e-9);
  // The reference divides by log₂ 3 and has 1.1624: Z was never shown, and is the fourth.
  assertNear(found.requested.normalized_entropy_full_support ?? NaN, 1.8423709932 / 2, 1e-9);
});

Deno.test("G79: analyzeEvents() counts what is missing over evaluations, not over all events", async () => {
  const rows = [
    ...A.map((row, at) => ({
      ...row,
      outcomes: at === 0 ? null : row.outcomes,
      traces: at < 2 ? { why: "x" } : null,
    })),
    ...[0, 1, 2, 3].map((t) => selection({ event_id: `s${t}`, t, traces: null })),
  ];
  const { quality } = await analyzeEvents(rows);
  assert.deepEqual([quality.n_events, quality.n_evaluation_rows], [10, 6]);
  assertNear(quality.rows_with_any_outcome_rate ?? NaN, 5 / 6, 1e-12);
  assertNear(quality.rows_with_any_trace_rate ?? NaN, 2 / 6, 1e-12);
  assertNear(quality.outcome_missing_rates.rating ?? NaN, 1 / 6, 1e-12);
  assertNear(quality.trace_missing_rates.why ?? NaN, 4 / 6, 1e-12);
});

Deno.test("analyzeEvents() tells panelists and products apart as worked out by hand", async () => {
  const { persona } = await analyzeEvents(A);
  // Means: u1 4, u2 3.5, u3 1.5; A 10/3, B 3, C 2.
  assertNear(persona.panelist_mean_variance ?? NaN, 7 / 6, 1e-12);
  assertNear(persona.product_mean_variance ?? NaN, 26 / 81, 1e-12);
  // Of A 5, 4, 1: 26/9; of B 3, 3: 0; C has one value.
  assertNear(persona.mean_within_product_panelist_variance ?? NaN, 13 / 9, 1e-12);
  // u1 5, 3: 1; u2 4, 3: 1/4; u3 1, 2: 1/4.
  assertNear(persona.mean_within_panelist_product_variance ?? NaN, 0.5, 1e-12);
  // u1–u2 (1 + 0)/2, u1–u3 4, u2–u3 3.
  assertNear(persona.mean_pairwise_panelist_distance ?? NaN, 2.5, 1e-12);
  // A–B (2 + 1)/2, A–C 1; B and C share nobody.
  assertNear(persona.mean_pairwise_product_distance ?? NaN, 1.25, 1e-12);
  assert.deepEqual([persona.panelist_distance.method, persona.product_distance.pairs], ["all", 2]);
});

Deno.test("analyzeEvents() says that it knows nothing, where there is nothing to know", async () => {
  const none = await analyzeEvents([]);
  assert.equal(none.quality.rows_with_any_outcome_rate, null);
  assert.deepEqual(none.diversity, {});
  assert.deepEqual([none.persona.supported, none.persona.overall_variance], [false, null]);
  assert.equal(none.selection, null);
  const declared = { outcomes: { rating: {} }, traces: { why: {} } };
  const empty = await analyzeEvents([], { declared });
  assert.deepEqual(empty.quality.outcome_missing_rates, {});
  const texts = await analyzeEvents([evaluation({ outcomes: { rating: "good" } })]);
  assert.deepEqual([texts.persona.supported, texts.persona.n_observed], [false, 1]);
  assert.equal(texts.diversity.rating?.entropy, 0);
  assert.equal(texts.diversity.rating?.normalized_entropy_observed, null);
});

Deno.test("analyzeEvents() says how often the first shown was asked for first, and what to expect", async () => {
  const rows = [0, 1, 2, 3].map((t) =>
    selection({
      event_id: `s${t}`,
      t,
      traces: { executed_product_ids: ["B"], shown_order: t < 3 ? [1, 0, 2] : [0, 1, 2] },
    })
  );
  const { selection: found } = await analyzeEvents(rows);
  assert.deepEqual([found?.first_shown?.n, found?.first_shown?.share], [4, 0.75]);
  // All four are of one panelist, who says nothing of others.
  assert.equal(found?.first_shown?.n_effective, 1);
  assertNear(found?.first_shown?.expected ?? NaN, 1 / 3, 1e-12);
});

Deno.test("analyzeEvents() has rates and normalised entropies in [0, 1], whatever the rows are", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.oneof(fc.nat(9), fc.constantFrom("x", null))), {
        maxLength: 30,
      }),
      fc.uniqueArray(fc.nat(6), { maxLength: 4 }),
      async (cells, choices) => {
        const rows = cells.map(([panelist, product, rating], t) =>
          evaluation({
            event_id: `e${t}`,
            t,
            panelist_id: `p${panelist}`,
            product_id: `q${product}`,
            outcomes: { rating },
          })
        );
        const declared = { outcomes: { rating: { choices } } };
        const { quality, diversity } = await analyzeEvents(rows, { declared });
        const rates = [
          ...Object.values(quality.outcome_missing_rates),
          quality.rows_with_any_outcome_rate,
          ...Object.values(diversity).flatMap((field) => [
            field.normalized_entropy_declared,
            field.normalized_entropy_observed,
          ]),
        ];
        for (const rate of rates) assert.ok(rate === null || rate >= 0 && rate <= 1, `${rate}`);
      },
    ),
    { numRuns: 300, seed: 6 },
  );
});
