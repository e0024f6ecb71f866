import { type Model } from "./model.ts";
import { type Price, priceOf, type Prices } from "./prices.ts";
import { PROVIDERS } from "./providers.ts";

const FREE: Price = { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 };

// Who asks for no key asks for no money, whatever the models are called.
const FREE_PROVIDERS = new Set([
  ...PROVIDERS.filter(({ keys }) => keys.length === 0).map(({ name }) => name),
  "scripted",
]);

/**
 * What a model costs: nothing where its provider asks for nothing (simulated, scripted, Ollama, local),
 * otherwise the price of its id; null when none is known, so that there can be no budget.
 *
 * @param prices Where to look it up. @default {the list prices}
 *
 * @example
 * ```ts
 * import { modelPrice } from "./model_price.ts";
 *
 * const local = { id: "deepseek-v3", spec: { provider: "ollama" } };
 * if (modelPrice(local)?.output !== 0) throw new Error();
 * if (modelPrice({ id: "grok-3", spec: { provider: "xai" } }) !== null) throw new Error();
 * ```
 */
export function modelPrice(
  { id, spec }: Pick<Model, "id" | "spec">,
  prices?: Prices,
): Price | null {
  return FREE_PROVIDERS.has(spec.provider) ? FREE : priceOf(id, prices);
}
