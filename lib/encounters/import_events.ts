import { type Host } from "../host/host.ts";
import { dataDictionary } from "../rows/data_dictionary.ts";
import { type EvaluationRow } from "../rows/event_row.ts";
import { IdIndex } from "../rows/id_index.ts";
import { saveEvents } from "../rows/save_events.ts";
import { type ImportSource } from "./import_config.ts";
import { jsonRecords } from "./json_records.ts";
import { isSigned, review, type SignedReview } from "./review.ts";
import { reviewEvent } from "./review_event.ts";
import { type Reviewer, ReviewIndex } from "./review_index.ts";
import { productMetadata, type ReviewedProduct, reviewedProduct } from "./reviewed_product.ts";
import { saveRecords } from "./save_records.ts";

/** What came of an import, as it stands in `stats.json`. */
export interface ImportStats {
  /** How many reviews were read. */
  readonly n_raw_reviews: number;
  /** How many rows of metadata were read. */
  readonly n_raw_products: number;
  /** How many evaluations came of it. */
  readonly n_events: number;
  /** How many products. */
  readonly n_products: number;
  /** How many people with enough reviews. */
  readonly n_personas: number;
  /** How many reviews are of a product that the metadata does not have. */
  readonly n_reviews_missing_product_metadata: number;
  /** How many reviews say neither who wrote them nor what about, and were passed over. */
  readonly n_reviews_skipped: number;
  /** How many reviews are there once more, and were passed over. */
  readonly n_reviews_repeated: number;
}

/**
 * Makes events, products and people of reviews. The files are read twice, so that reviews need not fit into the
 * memory; `in_memory` sorts the events by person and period, `streaming` leaves them in the order of the file.
 *
 * @throws {InputError} When a line is not as it must be.
 */
export async function importEvents(
  source: ImportSource,
  folder: string,
  host: Host,
): Promise<ImportStats> {
  const { products, rows: n_raw_products } = await readProducts(source, host);
  const index = new ReviewIndex();
  let n_raw_reviews = 0;
  let missing = 0;
  let signed = 0;
  for await (const one of reviews(source, host)) {
    n_raw_reviews += 1;
    if (!isSigned(one)) continue;
    signed += 1;
    if (!products.has(one.parent_asin)) missing += 1;
    index.take(one);
  }
  const people = peopleOf(index, source.min_reviews_per_persona);
  const events = new ReviewEvents(source, { index, products, people, host });
  const n_events = await saveEvents(`${folder}/events.jsonl`, events.rows(), { host });
  await saveRecords(`${folder}/products.jsonl`, products.values(), host);
  await saveRecords(`${folder}/personas.jsonl`, personaRecords(people), host);
  const stats = {
    ...{ n_raw_reviews, n_raw_products, n_events },
    n_products: products.size,
    n_personas: people.size,
    n_reviews_missing_product_metadata: missing,
    n_reviews_skipped: n_raw_reviews - signed,
    n_reviews_repeated: events.repeated,
  };
  const files = {
    "stats.json": stats,
    "metadata.json": { artifact_type: "import", schema_version: "0.1.0", source, stats },
    "data_dictionary.json": dataDictionary(),
  };
  for (const [name, data] of Object.entries(files)) {
    await host.files.writeText(`${folder}/${name}`, `${JSON.stringify(data, null, 2)}\n`);
  }
  return stats;
}

interface Known {
  readonly index: ReviewIndex;
  readonly products: ReadonlyMap<string, ReviewedProduct>;
  readonly people: ReadonlyMap<string, Reviewer>;
  readonly host: Host;
}

/** Reviews as evaluations, in the second reading. */
class ReviewEvents {
  repeated = 0;
  readonly #source: ImportSource;
  readonly #known: Known;

  constructor(source: ImportSource, known: Known) {
    this.#source = source;
    this.#known = known;
  }

  async *rows(): AsyncGenerator<EvaluationRow> {
    if (this.#source.import_mode === "streaming") return yield* this.#inOrder();
    const places = new Map(this.#known.index.users.map((user, at) => [user, at]));
    const rows = await Array.fromAsync(this.#inOrder());
    const place = ({ panelist_id }: EvaluationRow) => places.get(panelist_id) ?? 0;
    yield* rows.sort((a, b) => place(a) - place(b) || a.t - b.t);
  }

  async *#inOrder(): AsyncGenerator<EvaluationRow> {
    const { index, products, people, host } = this.#known;
    const { time_index_mode: mode, require_metadata_match_for_events: strictly } = this.#source;
    const ranks = index.ranks(mode === "global_sequence" ? "all" : "panelist");
    const ids = new IdIndex();
    let at = 0;
    for await (const one of reviews(this.#source, host)) {
      if (!isSigned(one)) continue;
      const rank = ranks[at] ?? 0;
      at += 1;
      const product = products.get(one.parent_asin);
      if (strictly && product === undefined) continue;
      const reviewer = people.get(one.user_id);
      const t = mode === "raw_timestamp" ? one.timestamp ?? 0 : rank;
      const row = reviewEvent(one, { t, product, reviewer, source: this.#source });
      if (ids.add(row.event_id, at) === 0) yield row;
      else this.repeated += 1;
    }
  }
}

function reviews(
  { reviews_path, max_reviews }: ImportSource,
  host: Host,
): AsyncGenerator<SignedReview | Parameters<typeof isSigned>[0]> {
  return jsonRecords(reviews_path, review, { host, most: max_reviews ?? Infinity });
}

async function readProducts(source: ImportSource, host: Host) {
  const { metadata_path, max_metadata_rows } = source;
  const products = new Map<string, ReviewedProduct>();
  let rows = 0;
  const most = max_metadata_rows ?? Infinity;
  for await (const row of jsonRecords(metadata_path, productMetadata, { host, most })) {
    rows += 1;
    const product = reviewedProduct(row, source);
    // The first row of a product wins.
    if (product !== null && !products.has(product.product_id)) {
      products.set(product.product_id, product);
    }
  }
  return { products, rows };
}

function peopleOf(index: ReviewIndex, fewest: number): Map<string, Reviewer> {
  return new Map(
    index.users.map((user) => [user, index.reviewer(user)] as const)
      .filter(([, { n_reviews }]) => n_reviews >= fewest),
  );
}

function* personaRecords(people: ReadonlyMap<string, Reviewer>) {
  const sorted = [...people].sort(([a], [b]) => a < b ? -1 : 1);
  for (const [persona_id, attributes] of sorted) {
    yield { persona_id, persona_text: null, attributes, schema_version: "0.1.0" };
  }
}
