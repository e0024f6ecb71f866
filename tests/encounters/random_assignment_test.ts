import assert from "node:assert/strict";
import fc from "fast-check";
import { randomAssignment } from "../../mod.ts";
import { countsOf, decided, met, scopeOf, spread } from "./scope.ts";

const sizes = fc.record({
  people: fc.integer({ min: 1, max: 40 }),
  products: fc.integer({ min: 1, max: 9 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  seed: fc.nat(),
}).map(({ share, ...rest }) => ({
  ...rest,
  evaluations: 1 + Math.floor(share * (rest.products - 1)),
}));

Deno.test("randomAssignment() gives everybody different products, in counts that differ by at most 1", () => {
  fc.assert(
    fc.property(sizes, fc.nat({ max: 5 }), ({ people, products, evaluations, seed }, t) => {
      const scope = scopeOf({ people, products });
      const exposures = decided(randomAssignment({ evaluations }), scope, t, seed);
      assert.equal(exposures.length, people);
      for (const ids of met(exposures).values()) {
        assert.equal(new Set(ids).size, evaluations);
      }
      assert.ok(spread(countsOf(exposures, scope.products)) <= 1);
    }),
    { seed: 601, numRuns: 300 },
  );
});

Deno.test("randomAssignment() balances what the reference cannot: two or three of seven for twenty", () => {
  for (const evaluations of [2, 3, 5, 7]) {
    for (let seed = 0; seed < 200; seed++) {
      const scope = scopeOf({ people: 20, products: 7 });
      const exposures = decided(randomAssignment({ evaluations }), scope, 0, seed);
      assert.ok([...met(exposures).values()].every((ids) => new Set(ids).size === evaluations));
      assert.ok(spread(countsOf(exposures, scope.products)) <= 1);
    }
  }
});

Deno.test("randomAssignment() balances periods too with carryover latin", () => {
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 12 }), (size, periods) => {
      const { people, products, evaluations, seed } = size;
      const scope = scopeOf({ people, products, periods });
      const policy = randomAssignment({ evaluations, carryover: "latin" });
      const seen = new Map(scope.panelists.map(({ id }) => [id, new Map<string, number>()]));
      for (let t = 0; t < periods; t++) {
        const exposures = decided(policy, scope, t, seed);
        assert.ok(spread(countsOf(exposures, scope.products)) <= 1, `period ${t} is unbalanced`);
        for (const [panelist, ids] of met(exposures)) {
          assert.equal(new Set(ids).size, evaluations);
          const own = seen.get(panelist);
          for (const id of ids) own?.set(id, (own.get(id) ?? 0) + 1);
        }
      }
      for (const own of seen.values()) {
        assert.ok(spread(scope.products.map(({ id }) => own.get(id) ?? 0)) <= 1);
      }
    }),
    { seed: 602, numRuns: 300 },
  );
});

for (const products of [4, 5]) {
  Deno.test(`randomAssignment() lets each of ${products} products follow every other equally often`, () => {
    const people = products % 2 === 0 ? 3 * products : 6 * products;
    const scope = scopeOf({ people, products, periods: products });
    const policy = randomAssignment({ carryover: "latin" });
    const periods = scope.products.map((_, t) => met(decided(policy, scope, t, 9)));
    const follows = new Map<string, number>();
    for (const { id } of scope.panelists) {
      for (const [t, now] of periods.entries()) {
        const pair = `${periods[t - 1]?.get(id)}→${now.get(id)}`;
        if (t > 0) follows.set(pair, (follows.get(pair) ?? 0) + 1);
      }
    }
    // Williams (1949): over the rows of the squares every ordered pair of neighbours is there equally often.
    assert.equal(follows.size, products * (products - 1));
    assert.equal(spread([...follows.values()]), 0);
  });
}

Deno.test("randomAssignment() assigns as before where files were sorted", () => {
  fc.assert(
    fc.property(
      sizes,
      fc.constantFrom("balanced_quota", "iid_probs", "latin"),
      ({ people, products, evaluations, seed }, kind) => {
        const scope = scopeOf({ people, products });
        const turned = {
          ...scope,
          panelists: scope.panelists.toReversed(),
          products: scope.products.toReversed(),
        };
        const policy = kind === "latin"
          ? randomAssignment({ evaluations, carryover: kind })
          : randomAssignment({ evaluations, mode: kind as "iid_probs" });
        const [one, other] = [scope, turned].map((each) => decided(policy, each, 1, seed));
        assert.deepEqual(
          new Map([...met(one ?? [])].sort()),
          new Map([...met(other ?? [])].sort()),
        );
      },
    ),
    { seed: 603, numRuns: 150 },
  );
});

Deno.test("randomAssignment() decides a period alike, whichever was decided before", () => {
  const scope = scopeOf({ people: 12, products: 5, periods: 3 });
  for (const carryover of ["none", "latin"] as const) {
    const forward = randomAssignment({ evaluations: 2, carryover });
    const back = randomAssignment({ evaluations: 2, carryover });
    const first = [0, 1, 2].map((t) => decided(forward, scope, t));
    const second = [2, 1, 0].map((t) => decided(back, scope, t)).reverse();
    assert.deepEqual(first, second);
  }
});

Deno.test("randomAssignment() draws by probabilities, and never what has none", () => {
  const scope = scopeOf({ people: 4000, products: 3 });
  const policy = randomAssignment({ mode: "iid_probs", probabilities: { A: 5, B: 3, C: 2 } });
  const counts = countsOf(decided(policy, scope, 0, 3), scope.products);
  // Binomial standard errors are at most 0.008; this is five of them.
  counts.forEach((count, place) =>
    assert.ok(Math.abs(count / 4000 - [0.5, 0.3, 0.2][place]!) < 0.04)
  );
  const two = randomAssignment({
    evaluations: 2,
    mode: "iid_probs",
    probabilities: { A: 1, C: 1 },
  });
  for (const ids of met(decided(two, scopeOf({ people: 50, products: 3 }))).values()) {
    assert.deepEqual([...ids].sort(), ["A", "C"]);
  }
});

Deno.test("randomAssignment() refuses what cannot be assigned, with the name of the product", () => {
  const refused = (probabilities: Record<string, number>, why: RegExp) => {
    const scope = scopeOf({ people: 2, products: 3 });
    assert.throws(() => {
      randomAssignment({ mode: "iid_probs", probabilities }).check?.(scope);
    }, why);
  };
  refused({ A: -1 }, /Negative probability -1 of the product "A"/);
  refused({ B: NaN }, /the probability of the product "B" must be finite, not NaN/);
  refused({ A: 0 }, /all probabilities are zero/);
  refused({ ZZ: 1 }, /no probability is of an available product/);
  refused({ A: 1, ZZ: 1 }, /unknown products: "ZZ"/);
  const scope = scopeOf({ people: 2, products: 3 });
  assert.throws(() => randomAssignment({ evaluations: 4 }).check?.(scope), /there are 3$/);
  assert.throws(() => randomAssignment({ evaluations: 1.5 }), RangeError);
  assert.throws(() => randomAssignment({ mode: "iid_probs", carryover: "latin" }), RangeError);
  assert.throws(() => randomAssignment({ probabilities: { A: 1 } }), /need the mode "iid_probs"/);
});

Deno.test("randomAssignment() has nothing to do without evaluations", () => {
  assert.deepEqual(
    decided(randomAssignment({ evaluations: 0 }), scopeOf({ people: 3, products: 2 })),
    [],
  );
});
