import assert from "node:assert/strict";
import { type ConvergenceOptions, ConvergenceTracker } from "../../mod.ts";
import { convergenceSettings } from "../../lib/analysis/convergence_options.ts";

Deno.test("convergenceSettings() has the rule that is recommended, and the seeds' numbers", () => {
  const shared = { every: 20, alpha: 0.05 };
  assert.deepEqual(convergenceSettings(), { rule: "precision", ...shared, halfWidth: 0.1 });
  assert.deepEqual(convergenceSettings({ rule: "jsd-batch" }), {
    ...{ rule: "jsd-batch", ...shared, epsilon: 0.02, minimum: 50, streak: 3 },
  });
});

const batches = { rule: "jsd-batch" } as const;
const refused: [options: ConvergenceOptions, message: string][] = [
  [{ every: 0 }, "Cannot use 0 as every: it must be a whole number from 1"],
  [{ every: 2.5 }, "Cannot use 2.5 as every: it must be a whole number from 1"],
  [{ alpha: 0 }, "Cannot use 0 as alpha: it must be in (0, 1)"],
  [{ alpha: 1 }, "Cannot use 1 as alpha: it must be in (0, 1)"],
  [{ halfWidth: 0 }, "Cannot use 0 as halfWidth: it must be in (0, 0.5)"],
  [{ halfWidth: 0.5 }, "Cannot use 0.5 as halfWidth: it must be in (0, 0.5)"],
  [{ ...batches, epsilon: 0 }, "Cannot use 0 as epsilon: it must be in (0, 1]"],
  [{ ...batches, epsilon: NaN }, "Cannot use NaN as epsilon: it must be in (0, 1]"],
  [{ ...batches, minimum: -1 }, "Cannot use -1 as minimum: it must be a whole number from 0"],
  [{ ...batches, streak: 0 }, "Cannot use 0 as streak: it must be a whole number from 1"],
];

for (const [options, message] of refused) {
  Deno.test(`a tracker refuses ${JSON.stringify(options)}`, () => {
    assert.throws(() => new ConvergenceTracker([], options), { name: "RangeError", message });
  });
}

Deno.test("a setting of the other rule is refused, and so is a rule that nobody knows", () => {
  assert.throws(() => convergenceSettings({ epsilon: 0.02 }), {
    name: "TypeError",
    message: 'Cannot use epsilon with the rule "precision": it belongs to the other one',
  });
  assert.throws(() => convergenceSettings({ ...batches, halfWidth: 0.1 }), {
    name: "TypeError",
    message: 'Cannot use halfWidth with the rule "jsd-batch": it belongs to the other one',
  });
  // As a file or a flag might say it.
  const unknown = { rule: "luck" } as unknown as ConvergenceOptions;
  assert.throws(() => convergenceSettings(unknown), { name: "TypeError", message: /"luck"/ });
});
