import * as z from "zod";
import { type Issue } from "../schema/input_error.ts";
import { protoNames } from "../schema/proto_names.ts";
import { issuesOf } from "../schema/read.ts";
import { strict } from "../schema/strict.ts";
import { type Product } from "./product.ts";
import { id, mapping, RECORD, type RecordBase, specKey, textKey } from "./record.ts";

const record: z.ZodType<ProductRecord> = strict({
  product_id: id,
  display_name: z.string().nullish(),
  display_text: z.string().nullish(),
  display_variant: z.string().default("default"),
  meta: mapping.nullish(),
  ...RECORD,
}, {
  elsewhere: {
    persona_id: "in a file of personas",
    persona_text: "in a file of personas",
    price: 'under "attributes"',
  },
});

/** A product as it stands in a file, a line or an entry each; what is absent has its default. */
export interface ProductRecord extends RecordBase {
  /** The id that rows and answers hold. */
  readonly product_id: string;
  /** What it is called. */
  readonly display_name?: string | null | undefined;
  /** What a panelist reads about it. */
  readonly display_text?: string | null | undefined;
  /** Which of several texts about the product this is. */
  readonly display_variant: string;
  /** Whatever its source says besides. */
  readonly meta?: Readonly<Record<string, unknown>> | null | undefined;
}

// As products are written in code, and as packs write people.
const ALIASES: Readonly<Record<string, string>> = {
  id: "product_id",
  label: "display_name",
  name: "display_name",
  text: "display_text",
  variant: "display_variant",
};

/** Checks one product from outside and reports everything that is wrong with it. */
export function checkProductRecord(
  data: unknown,
): { readonly value: ProductRecord } | { readonly issues: readonly Issue[] } {
  const issues = protoNames(data);
  if (issues.length > 0) return { issues };
  const named = isObject(data) ? withNames(data) : data;
  const checked = record.safeParse(named);
  return checked.success
    ? { value: withKeys(checked.data) }
    : { issues: issuesOf(checked.error, named) };
}

function withNames(data: object): object {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      const name = Object.hasOwn(ALIASES, key) ? ALIASES[key] : undefined;
      return [name === undefined || Object.hasOwn(data, name) ? key : name, value];
    }),
  );
}

/** A record with the keys of its description and its text, where it has none of its own. */
export function withKeys(record: ProductRecord): ProductRecord {
  const { product_id, schema_version, display_text } = record;
  const attributes = record.attributes ?? {};
  return {
    ...record,
    spec_key: record.spec_key ?? specKey({ schema_version, product_id, attributes }),
    text_key: record.text_key ?? (display_text == null ? null : textKey(display_text)),
  };
}

/** The product that a record describes. */
export function productOf(
  { product_id, display_name, display_text, attributes }: ProductRecord,
): Product {
  return {
    id: product_id,
    ...(display_name == null ? {} : { label: display_name }),
    ...(display_text == null ? {} : { text: display_text }),
    attributes: attributes ?? {},
  };
}

function isObject(value: unknown): value is object {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
