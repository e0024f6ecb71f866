import * as z from "zod";
import { type Host } from "../host/host.ts";
import { shuffle } from "../random/shuffle.ts";
import { stream } from "../random/stream.ts";
import { type EventRow } from "../rows/event_row.ts";
import { loadEvents } from "../rows/load_events.ts";
import { saveEvents } from "../rows/save_events.ts";
import { InputError } from "../schema/input_error.ts";
import { read } from "../schema/read.ts";
import { strict } from "../schema/strict.ts";
import { jsonRecords } from "./json_records.ts";
import { saveRecords } from "./save_records.ts";

const settings = strict({
  import_dir: z.string().min(1),
  output_dir: z.string().min(1).optional(),
  seed: z.int().min(0).default(0),
  min_reviews_per_product: z.int().min(1).default(25),
  max_products: z.int().min(1).nullable().default(100),
  require_product_record: z.boolean().default(true),
});

/** Of which events a subset is made. */
export type SubsetSettings = z.output<typeof settings>;

const nested = strict({ benchmark_subset: settings });

/**
 * Reads a configuration of `events subset`, whether or not its keys stand under `benchmark_subset`.
 *
 * @throws {InputError} With everything that is wrong in it.
 */
export function parseSubset(data: unknown, file: string): SubsetSettings {
  const isNested = typeof data === "object" && data !== null && "benchmark_subset" in data;
  return isNested ? read(nested, data, file).benchmark_subset : read(settings, data, file);
}

/** What a subset is, as it stands in `stats.json`. */
export interface SubsetStats {
  /** How many products have enough ratings. */
  readonly n_eligible_products: number;
  /** How many were drawn. */
  readonly n_products: number;
  /** How many evaluations of them there are. */
  readonly n_events: number;
  /** How many people gave them. */
  readonly n_panelists: number;
  /** How often there is each rating. */
  readonly rating_histogram: Readonly<Record<string, number>>;
  /** How many ratings each product has. */
  readonly ratings_per_product: Readonly<Record<string, number>>;
}

const record = z.looseObject({
  product_id: z.string().optional(),
  persona_id: z.string().optional(),
});

/**
 * Draws products with enough ratings from imported events by a seed, and copies their evaluations, their records
 * and the people who gave them. The events are read twice and never held.
 *
 * @throws {InputError} When a line is not as it must be, or no product has enough ratings.
 */
export async function subsetEvents(
  { import_dir, ...config }: SubsetSettings,
  folder: string,
  host: Host,
): Promise<SubsetStats> {
  const from = import_dir.replace(/\/$/, "");
  const counts = await ratingsBy(`${from}/events.jsonl`, host);
  const known = config.require_product_record
    ? await idsIn(`${from}/products.jsonl`, host)
    : undefined;
  const eligible = [...counts].filter(([product, count]) =>
    count >= config.min_reviews_per_product && known?.has(product) !== false
  ).map(([product]) => product).sort();
  if (eligible.length === 0) {
    const message = `has no product with ${config.min_reviews_per_product} ratings or more`;
    throw new InputError(`${from}/events.jsonl`, [{ path: "$", message }]);
  }
  const order = shuffle(eligible, stream(config.seed).fork("subset"));
  const drawn = new Set(order.slice(0, config.max_products ?? order.length));
  const copy = new Copied(drawn);
  const rows = copy.of(loadEvents(`${from}/events.jsonl`, { host }));
  const n_events = await saveEvents(`${folder}/events.jsonl`, rows, { host });
  await copyRecords(from, folder, { products: drawn, people: copy.people }, host);
  const stats = {
    n_eligible_products: eligible.length,
    n_products: drawn.size,
    ...{ n_events, n_panelists: copy.people.size },
    rating_histogram: Object.fromEntries([...copy.ratings].sort()),
    ratings_per_product: Object.fromEntries(
      [...drawn].sort().map((id) => [id, counts.get(id) ?? 0]),
    ),
  };
  const metadata = { artifact_type: "benchmark_subset", config: { import_dir, ...config }, stats };
  for (const [name, data] of [["stats.json", stats], ["metadata.json", metadata]] as const) {
    await host.files.writeText(`${folder}/${name}`, `${JSON.stringify(data, null, 2)}\n`);
  }
  return stats;
}

/** The rows about some products, and what is counted as they go by. */
class Copied {
  readonly people = new Set<string>();
  readonly ratings = new Map<string, number>();
  readonly #products: ReadonlySet<string>;

  constructor(products: ReadonlySet<string>) {
    this.#products = products;
  }

  async *of(rows: AsyncIterable<EventRow>): AsyncGenerator<EventRow> {
    for await (const row of rows) {
      const rating = ratingOf(row);
      if (rating === null || row.product_id == null || !this.#products.has(row.product_id)) {
        continue;
      }
      this.people.add(row.panelist_id);
      this.ratings.set(rating, (this.ratings.get(rating) ?? 0) + 1);
      yield row;
    }
  }
}

async function ratingsBy(path: string, host: Host): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const row of loadEvents(path, { host })) {
    if (ratingOf(row) === null || row.product_id == null) continue;
    counts.set(row.product_id, (counts.get(row.product_id) ?? 0) + 1);
  }
  return counts;
}

function ratingOf({ outcomes }: EventRow): string | null {
  const rating = outcomes?.rating;
  return rating == null ? null : String(rating);
}

async function idsIn(path: string, host: Host): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { product_id } of jsonRecords(path, record, { host })) {
    if (product_id !== undefined) ids.add(product_id);
  }
  return ids;
}

/** Copies the records of products and people, where the import has them. */
async function copyRecords(
  from: string,
  to: string,
  kept: { readonly products: ReadonlySet<string>; readonly people: ReadonlySet<string> },
  host: Host,
): Promise<void> {
  for (
    const [name, key, ids] of [
      ["products.jsonl", "product_id", kept.products],
      ["personas.jsonl", "persona_id", kept.people],
    ] as const
  ) {
    if (!await host.files.isFile(`${from}/${name}`)) continue;
    const records = jsonRecords(`${from}/${name}`, record, { host });
    await saveRecords(`${to}/${name}`, filtered(records, key, ids), host);
  }
}

async function* filtered(
  records: AsyncIterable<z.output<typeof record>>,
  key: "product_id" | "persona_id",
  ids: ReadonlySet<string>,
) {
  for await (const one of records) if (ids.has(one[key] ?? "")) yield one;
}
