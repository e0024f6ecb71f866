import * as z from "zod";
import { type Host } from "../host/host.ts";
import { readDocument } from "../schema/document.ts";
import { read } from "../schema/read.ts";
import { strict } from "../schema/strict.ts";
import { LIST_PRICES, type Prices } from "./prices.ts";

/** The environment variable that names the user's price file. */
export const PRICE_FILE = "QUORUM_PRICES";

const dollars = z.number().min(0);
const file = z.record(
  z.string().regex(/\S/),
  strict({
    input: dollars,
    output: dollars,
    cache_write: dollars.optional(),
    cache_read: dollars.optional(),
  }),
  {
    error: ({ code }) =>
      code === "invalid_key" ? "is a price of no model: it must be a part of an id" : undefined,
  },
);

/**
 * Reads a user's prices: for a part of a model's id, US dollars for a million tokens. What is written to
 * a cache or read from it costs as much as other input unless it has a price of its own. Where several
 * parts are in an id, the longest decides.
 *
 * @param name The file, for the sentences.
 * @throws {InputError} With everything that is wrong with it.
 *
 * @example
 * ```ts
 * import { parsePrices } from "./price_file.ts";
 * import { priceOf } from "./prices.ts";
 *
 * const prices = parsePrices({ "gpt-5": { input: 1.25, output: 10, cache_read: 0.125 } }, "mine.yaml");
 * if (priceOf("gpt-5-2025-08-07", prices)?.cacheWrite !== 1.25) throw new Error();
 * ```
 */
export function parsePrices(data: unknown, name: string): Prices {
  return Object.entries(read(file, data, name))
    .sort(([one], [other]) => other.length - one.length)
    .map(([part, { input, output, cache_write = input, cache_read = input }]) => [
      part.trim().toLowerCase(),
      { input, output, cacheWrite: cache_write, cacheRead: cache_read },
    ]);
}

/**
 * The prices of a run: those of the file that `QUORUM_PRICES` names, JSON or YAML, and after them the list
 * prices.
 *
 * @throws {Error} When the file cannot be read.
 * @throws {InputError} When it is not as it must be.
 */
export async function loadPrices(host: Host): Promise<Prices> {
  const path = host.env(PRICE_FILE);
  if (path === undefined) return LIST_PRICES;
  const own = await readDocument(await host.files.readText(path), path, parsePrices);
  return [...own, ...LIST_PRICES];
}
