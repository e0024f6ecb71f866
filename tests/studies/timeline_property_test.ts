import assert from "node:assert/strict";
import fc from "fast-check";
import {
  deterministic,
  manual,
  panel,
  questionnaire,
  randomAssignment,
  scale,
  selfSelection,
  type Timeline,
  validateEvents,
} from "../../mod.ts";
import { folder, hostWith } from "../hosts.ts";
import { drinkers } from "./timeline_fixtures.ts";

const RATED = questionnaire({ rating: scale("How was it?", 1, 5) });

/** Any small study: who chooses or is dealt what, how many of it, and what comes of it. */
const studies = fc.record({
  people: fc.integer({ min: 1, max: 6 }),
  products: fc.integer({ min: 1, max: 5 }),
  periods: fc.integer({ min: 1, max: 3 }),
  policy: fc.constantFrom("dealt", "latin", "drawn", "chosen", "planned"),
  each: fc.integer({ min: 0, max: 5 }),
  max: fc.option(fc.integer({ min: 0, max: 3 })),
  allowEmpty: fc.boolean(),
  remember: fc.integer({ min: 0, max: 2 }),
  isAsked: fc.boolean(),
  seed: fc.integer({ min: 0, max: 1000 }),
});

type Given = typeof studies extends fc.Arbitrary<infer Value> ? Value : never;

function studyOf(given: Given): Timeline {
  const each = Math.min(given.each, given.products);
  const policies = {
    dealt: () => randomAssignment({ evaluations: each }),
    latin: () => randomAssignment({ evaluations: each, carryover: "latin" }),
    drawn: () => randomAssignment({ evaluations: each, mode: "iid_probs" }),
    chosen: () => selfSelection({ show: Math.max(1, each) }),
    planned: () => manual((_, t) => t % 2 === 0 ? ["b0"] : []),
  };
  return panel({ host: hostWith() }).personas(drinkers(given.people)).seed(given.seed)
    .models("simulated")
    .expose(
      Array.from({ length: given.products }, (_, place) => ({ id: `b${place}` })),
      policies[given.policy](),
    )
    .rules({ max: given.max, allowEmpty: given.allowEmpty })
    .outcome(given.isAsked ? RATED : deterministic(RATED))
    .over(given.periods).remember(given.remember);
}

Deno.test("a timeline of any configuration has valid rows, no repeats, balance, and the same bytes at any speed", async () => {
  await fc.assert(
    fc.asyncProperty(studies, async (given) => {
      const study = studyOf(given);
      const files = await Promise.all([1, 7].map(async (concurrency) => {
        const result = await study.limit({ concurrency }).run();
        assert.equal((await validateEvents(result.events)).valid, true);
        return { text: await Deno.readTextFile(result.events), rows: result.rows.toArray() };
      }));
      assert.equal(files[0]?.text, files[1]?.text);
      const met = (files[0]?.rows ?? []).filter((row) => row.event_type === "evaluation");
      const meetings = met.map((row) => `${row.panelist_id} ${row.t} ${row.product_id}`);
      assert.equal(new Set(meetings).size, meetings.length);
      if (given.policy !== "dealt" && given.policy !== "latin") return;
      for (let t = 0; t < given.periods; t++) {
        const counts = Array.from(
          { length: given.products },
          (_, place) => met.filter((row) => row.t === t && row.product_id === `b${place}`).length,
        );
        assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, `${counts}`);
      }
    }),
    { numRuns: 15, seed: 6 },
  );
});

Deno.test("a timeline is replayed from a store of its replies to the same bytes, and asks nobody", async () => {
  await using at = await folder();
  const study = studyOf({
    ...{ people: 3, products: 4, periods: 2, policy: "chosen", each: 3, max: 2, allowEmpty: true },
    ...{ remember: 1, isAsked: true, seed: 5 },
  });
  const recorded = await study.responses(`${at.path}/beers.responses`, "record").run();
  const replayed = await study.responses(`${at.path}/beers.responses`, "replay").run();
  assert.equal(await Deno.readTextFile(replayed.events), await Deno.readTextFile(recorded.events));
});
