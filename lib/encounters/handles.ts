import { type Product } from "./product.ts";

/**
 * What products are called to a panelist, by id: their labels on one line each, and the id where there is
 * none or where a label would leave in doubt which product is meant.
 *
 * @example
 * ```ts
 * import { handlesOf } from "./handles.ts";
 *
 * const handles = handlesOf([{ id: "a", label: "Ale" }, { id: "b", label: "Ale" }, { id: "c" }]);
 * if ([...handles.values()].join() !== "a,b,c") throw new Error("Ale is two products");
 * ```
 */
export function handlesOf(products: readonly Product[]): ReadonlyMap<string, string> {
  const taken = new Map<string, number>();
  for (const name of products.flatMap((product) => [product.id, nameOf(product)])) {
    taken.set(folded(name), (taken.get(folded(name)) ?? 0) + 1);
  }
  return new Map(products.map((product) => {
    const name = nameOf(product);
    return [product.id, taken.get(folded(name)) === 1 ? name : product.id];
  }));
}

function nameOf({ id, label = "" }: Product): string {
  const name = label.replace(/\s+/g, " ").trim();
  return name === "" ? id : name;
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}
