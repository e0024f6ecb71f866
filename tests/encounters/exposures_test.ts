import assert from "node:assert/strict";
import { type Policy } from "../../mod.ts";
import { decided, scopeOf } from "./scope.ts";

const scope = scopeOf({ people: 2, products: 2 });

/** A policy that decides this, as somebody might write it whom no compiler tells. */
function deciding(decision: unknown, name = "manual"): Policy {
  return { spec: { name }, decide: () => decision } as unknown as Policy;
}

Deno.test("exposuresOf() says what cannot be carried out of a policy of one's own", () => {
  const wrong: readonly (readonly [unknown, RegExp])[] = [
    [undefined, /at t = 0: what it decided is no list/],
    [Promise.resolve([]), /what it decided is no list/],
    [[null], /"undefined" is not on the panel/],
    [[{ kind: "evaluate", panelist: "p9", products: ["A"] }], /"p9" is not on the panel/],
    [[{ kind: "meet", panelist: "p1", products: ["A"] }], /"p1" has a decision of the kind "meet"/],
    [[{ kind: "selection", panelist: "p1", choiceSet: ["A"] }], /it must be "evaluate"/],
    [[{ kind: "evaluate", panelist: "p1" }], /"p1" has a decision without a list of products/],
    [[{ kind: "evaluate", panelist: "p1", products: ["Z"] }], /to meet "Z", which is no product/],
    [[{ kind: "evaluate", panelist: "p1", products: ["A", "A"] }], /to meet a product twice/],
  ];
  for (const [decision, why] of wrong) assert.throws(() => decided(deciding(decision), scope), why);
  const nothing = [{ kind: "selection", panelist: "p1", choiceSet: [] }];
  assert.throws(
    () => decided(deciding(nothing, "self_selection"), scope),
    /is to choose from nothing/,
  );
});
