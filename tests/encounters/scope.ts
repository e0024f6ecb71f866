import { type Exposure, type Policy, type PolicyScope, type Product } from "../../mod.ts";
import { exposuresOf } from "../../lib/encounters/exposures.ts";
import { stream } from "../../lib/random/stream.ts";

/** Panelists p1…pN who meet products A, B, C, … over so many periods. */
export function scopeOf(
  { people, products, periods = 1 }: {
    readonly people: number;
    readonly products: number;
    readonly periods?: number;
  },
): PolicyScope {
  return {
    panelists: Array.from({ length: people }, (_, place) => ({
      id: `p${place + 1}`,
      features: { age: 20 + place },
    })),
    products: lettered(products),
    periods,
  };
}

/** Products A, B, C, …, with a name and a strength. */
export function lettered(count: number): Product[] {
  return Array.from({ length: count }, (_, place) => {
    const id = place < 26 ? String.fromCharCode(65 + place) : `X${place}`;
    return { id, label: `Name ${id}`, attributes: { abv: place + 1 } };
  });
}

/** What a policy decides in one period. */
export function decided(policy: Policy, scope: PolicyScope, t = 0, seed = 0): readonly Exposure[] {
  return exposuresOf(policy, { ...scope, t, random: stream(seed).fork("policy"), past: [] });
}

/** The products of every panelist who meets any, by id. */
export function met(exposures: readonly Exposure[]): ReadonlyMap<string, readonly string[]> {
  return new Map(exposures.map((exposure) => [
    exposure.panelist,
    exposure.kind === "evaluate" ? exposure.products : exposure.choiceSet,
  ]));
}

/** How often each product is met. */
export function countsOf(exposures: readonly Exposure[], products: readonly Product[]): number[] {
  const all = [...met(exposures).values()].flat();
  return products.map(({ id }) => all.filter((other) => other === id).length);
}

/** The distance between the greatest and the least number. */
export function spread(counts: readonly number[]): number {
  return Math.max(...counts) - Math.min(...counts);
}
