import assert from "node:assert/strict";
import { selfSelection } from "../../mod.ts";
import { decided, met, scopeOf } from "./scope.ts";

Deno.test("selfSelection() shows everything in the order of the file, unless fewer are wanted", () => {
  const scope = scopeOf({ people: 30, products: 4 });
  for (const show of [null, 4, 9]) {
    for (const shown of met(decided(selfSelection({ show }), scope)).values()) {
      assert.deepEqual(shown, ["A", "B", "C", "D"]);
    }
  }
  const samples = [...met(decided(selfSelection({ show: 2 }), scope)).values()];
  assert.ok(samples.every((shown) => new Set(shown).size === 2));
  // Of the six pairs more than three come up among thirty panelists.
  assert.ok(new Set(samples.map(String)).size > 3);
});

Deno.test("selfSelection() draws a sample for each panelist and period, whatever the order of the files", () => {
  const scope = scopeOf({ people: 20, products: 6 });
  const policy = selfSelection({ show: 3 });
  const turned = {
    ...scope,
    panelists: scope.panelists.toReversed(),
    products: scope.products.toReversed(),
  };
  const [one, other] = [met(decided(policy, scope, 2)), met(decided(policy, turned, 2))];
  for (const [panelist, shown] of one) {
    assert.deepEqual([...shown].sort(), [...other.get(panelist) ?? []].sort());
  }
  assert.notDeepEqual(one, met(decided(policy, scope, 3)));
});

Deno.test("selfSelection() refuses to show nothing", () => {
  for (const show of [0, -1, 1.5]) assert.throws(() => selfSelection({ show }), RangeError);
});
