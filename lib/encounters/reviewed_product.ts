import * as z from "zod";
import { type ImportSource } from "./import_config.ts";

const texts = z.union([z.string(), z.array(z.string())], {
  error: "must be a text, or a list of texts",
}).nullish();

/** A product as Amazon Reviews 2023 describes it: what is used of it, and whatever else there is. */
export const productMetadata = z.looseObject({
  parent_asin: z.string().nullish(),
  title: z.string().nullish(),
  description: texts,
  features: texts,
});

/** A product as it stands in `products.jsonl`. */
export interface ReviewedProduct {
  readonly product_id: string;
  readonly display_name: string;
  readonly display_text: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly schema_version: string;
  readonly meta: Readonly<Record<string, unknown>>;
}

const KEPT = ["main_category", "store", "price", "average_rating", "rating_number"] as const;
const NUMBERS: ReadonlySet<string> = new Set(["price", "average_rating", "rating_number"]);

/** The product that a row of metadata describes; null where it has no id. */
export function reviewedProduct(
  row: z.output<typeof productMetadata>,
  source: ImportSource,
): ReviewedProduct | null {
  const { parent_asin, title, description, features, categories = null, details = null } = row;
  if (!parent_asin) return null;
  const text = joined(description) ??
    (source.product_description_fallback_to_features ? joined(features) : null);
  const kept = KEPT.map((key) => [key, NUMBERS.has(key) ? numberIn(row[key]) : row[key] ?? null]);
  return {
    product_id: parent_asin,
    display_name: title || parent_asin,
    display_text: text,
    attributes: { ...Object.fromEntries(kept), categories, details },
    schema_version: "0.1.0",
    meta: {
      ...{ source: source.name, category: source.category },
      ...(source.include_raw_product_meta ? { raw: row } : {}),
    },
  };
}

function joined(text: z.output<typeof texts>): string | null {
  const parts = [text ?? []].flat().map((part) => part.trim()).filter((part) => part !== "");
  return parts.length === 0 ? null : parts.join("\n\n");
}

/** A number, also one in words as in "10.0"; null for anything else, as "None". */
function numberIn(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : NaN;
  return Number.isFinite(number) ? number : null;
}
