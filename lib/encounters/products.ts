import * as z from "zod";
import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { findFile, type Shelf } from "../host/library.ts";
import { readDocument } from "../schema/document.ts";
import { InputError, type Issue } from "../schema/input_error.ts";
import { readJsonLines } from "../schema/json_lines.ts";
import { issuesOf } from "../schema/read.ts";
import { strict } from "../schema/strict.ts";
import { suggest } from "../schema/suggest.ts";
import { type Product } from "./product.ts";
import { checkProductRecord, productOf, type ProductRecord } from "./product_record.ts";
import { type PlacedRecord, recordsOf, type RecordSort } from "./record_set.ts";

/** Where products lie, here and at the user's. */
const SHELF: Shelf = {
  what: "list of products",
  bundled: "products",
  saved: "products",
  nearest: suggest,
};

/** How records of products are told apart. */
export const PRODUCTS: RecordSort<ProductRecord> = {
  what: "products",
  key: "product_id",
  idOf: ({ product_id }) => product_id,
  variantOf: ({ display_variant }) => display_variant,
};

const listSchema = strict({
  name: z.string().optional(),
  description: z.string().optional(),
  products: z.array(z.unknown()),
});

/** Which products of a file are meant. */
export interface ProductsOptions {
  /** The variant of the records; those of another one are passed over. @default "default" */
  readonly variant?: string | undefined;
}

/**
 * Makes products from data: a list, or a mapping with `products` and, for the record, `name` and
 * `description`. A product has an `id`, and may have a `label`, a `text` and `attributes`; the names of
 * records, `product_id`, `display_name` and `display_text`, do as well.
 *
 * @param file Where the data is from, for the error's sentence.
 * @throws {InputError} With everything that is wrong; also when an id stands there twice.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseProducts } from "../../mod.ts";
 *
 * const [ale] = parseProducts([{ id: "b1", label: "Pale ale", attributes: { abv: 5.2 } }]);
 * assert.equal(ale?.label, "Pale ale");
 * ```
 */
export function parseProducts(
  data: unknown,
  file = "the products",
  { variant = "default" }: ProductsOptions = {},
): Product[] {
  return recordsOf(placedRecords(data, file), PRODUCTS, { file, variant }).map(productOf);
}

/**
 * Loads products: a YAML, JSON or JSONL file (one product a line) by its path, or a saved or bundled list
 * by its id.
 *
 * @param options `host` is the world to read from. @default {this machine}
 * @throws {InputError} With all that is wrong in the file, by line and path.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { loadProducts, productText } from "../../mod.ts";
 *
 * const beers = await loadProducts("beers");
 * assert(beers.every((beer) => productText(beer) !== ""));
 * ```
 */
export async function loadProducts(
  reference: string,
  { host = denoHost(), variant = "default" }: ProductsOptions & { readonly host?: Host } = {},
): Promise<Product[]> {
  const { records, file } = await loadProductRecords(reference, host);
  return recordsOf(records, PRODUCTS, { file, variant }).map(productOf);
}

/** The records of a file of products, of all variants. */
export async function loadProductRecords(
  reference: string,
  host: Host,
): Promise<{ readonly records: PlacedRecord<ProductRecord>[]; readonly file: string }> {
  const { name, path } = await findFile(host, reference, SHELF);
  const records = /\.(jsonl|ndjson)$/i.test(name)
    ? await productLines(host.files.readLines(path), name)
    : await readDocument(await host.files.readText(path), name, placedRecords);
  return { records, file: name };
}

async function productLines(
  lines: AsyncIterable<string>,
  file: string,
): Promise<PlacedRecord<ProductRecord>[]> {
  const read = await readJsonLines(lines, { file, what: "products", check: checkProductRecord });
  return read.map(({ value, line }) => ({ record: value, path: "$", line }));
}

function placedRecords(data: unknown, file: string): PlacedRecord<ProductRecord>[] {
  const issues: Issue[] = [];
  const path = Array.isArray(data) ? "$" : "$.products";
  const list = listIn(data, issues);
  const records = list.flatMap((item, place): PlacedRecord<ProductRecord>[] => {
    const here = `${path}[${place}]`;
    const checked = checkProductRecord(item);
    if ("value" in checked) return [{ record: checked.value, path: here }];
    issues.push(...checked.issues.map((issue) => ({ ...issue, path: here + issue.path.slice(1) })));
    return [];
  });
  if (issues.length > 0) throw new InputError(file, issues);
  return records;
}

function listIn(data: unknown, issues: Issue[]): readonly unknown[] {
  if (Array.isArray(data)) return data;
  const checked = listSchema.safeParse(data);
  if (!checked.success) issues.push(...issuesOf(checked.error, data));
  return checked.data?.products ?? [];
}
