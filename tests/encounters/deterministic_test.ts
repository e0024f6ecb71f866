import assert from "node:assert/strict";
import {
  choice,
  type ComputedOutcome,
  deterministic,
  number,
  type OutcomeContext,
  questionnaire,
  scale,
  shape,
  text,
} from "../../mod.ts";
import { stream } from "../../lib/random/stream.ts";

/** The meeting of a panelist with a product in period t, in a study of this seed. */
function meeting(panelist: string, product: string, t = 0, seed = 0): OutcomeContext {
  return {
    ...{ panelist, t, display: product, panelistFeatures: {}, productFeatures: {}, memory: [] },
    product: { id: product },
    random: stream(seed).fork("outcome", panelist, product, t),
  };
}

const MEETINGS = [["p1", "A"], ["p1", "B"], ["p2", "A"], ["p2", "B"]] as const;

/** The outcomes of the four meetings of the reference's goldens. */
async function outcomes(outcome: ComputedOutcome): Promise<unknown[]> {
  const results = MEETINGS.map(([panelist, product]) =>
    outcome.evaluate(meeting(panelist, product))
  );
  return (await Promise.all(results)).map(({ outcomes }) => Object.values(outcomes ?? {})[0]);
}

Deno.test("deterministic() in compatible mode gives the values of the reference", async () => {
  const compatible = { mode: "compatible" } as const;
  const made = (question: Parameters<typeof questionnaire>[0]["q"]) =>
    outcomes(deterministic(questionnaire({ q: question! }), compatible));
  // generation.md, section 8.1.
  assert.deepEqual(await made(scale("?", 1, 10)), [7, 4, 3, 7]);
  assert.deepEqual(await made(number("?", { min: 1, max: 10, whole: true })), [7, 4, 3, 7]);
  assert.deepEqual(await made(number("?", { min: 2, max: 4 })), [3.6052, 2.2746, 2.2504, 2.9752]);
  assert.deepEqual(await made(choice("?", ["x", "y", "z"])), ["x", "x", "z", "x"]);
  // The numbers of the reference are even, odd, even, even.
  assert.deepEqual(await made(shape("?", { type: "boolean" })), [false, true, false, false]);
  assert.deepEqual(await made(text("?")), ["...", "...", "...", "..."]);
  assert.deepEqual(await made(shape("?", {})), [{}, {}, {}, {}]);
});

Deno.test("deterministic() makes traces that say so, and none where none are asked for", async () => {
  const rated = { rating: scale("?", 1, 5) };
  const none = deterministic(questionnaire(rated));
  assert.deepEqual((await none.evaluate(meeting("p1", "A"))).traces, {});
  const traced = deterministic(
    questionnaire(rated, { traces: { why: text("?"), more: shape("?", {}) } }),
    { mode: "compatible" },
  );
  const { traces } = await traced.evaluate(meeting("p1", "A", 3));
  assert.match(String(traces?.why), /p1.*A.*3/);
  const { seed, ...who } = traces?.more as { seed: number };
  assert.deepEqual(who, { panelist_id: "p1", product_id: "A", t: 3 });
  assert.ok(seed < 1_000_000);
});

Deno.test("deterministic() depends on the seed, and draws every field on its own", async () => {
  const asked = questionnaire({ one: scale("?", 1, 5), other: scale("?", 1, 5) });
  const made = deterministic(asked);
  const rows = await Promise.all(
    Array.from({ length: 400 }, (_, place) => made.evaluate(meeting(`p${place}`, "A"))),
  );
  const pairs = new Set(rows.map(({ outcomes }) => `${outcomes?.one},${outcomes?.other}`));
  assert.equal(pairs.size, 25);
  const again = await made.evaluate(meeting("p7", "A"));
  assert.deepEqual(again, rows[7]);
  const seeds = new Set<unknown>();
  for (let seed = 0; seed < 30; seed++) {
    seeds.add((await made.evaluate(meeting("p1", "A", 0, seed))).outcomes?.one);
  }
  assert.equal(seeds.size, 5);
});

Deno.test("deterministic() stores ids where labels are shown", async () => {
  const asked = questionnaire({ q: choice("?", [{ id: "b1", label: "Ale" }]) });
  assert.deepEqual(await outcomes(deterministic(asked)), ["b1", "b1", "b1", "b1"]);
});

Deno.test("deterministic() is recorded with its questions and its mode", () => {
  const { spec } = deterministic(questionnaire({ q: text("?") }), { mode: "compatible" });
  assert.deepEqual([spec.name, spec.mode], ["deterministic", "compatible"]);
  assert.ok(JSON.stringify(spec).includes('"text":"?"'));
});
