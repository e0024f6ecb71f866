import { type Stream } from "../random/stream.ts";
import { bootstrap } from "../statistics/bootstrap.ts";
import { holm } from "../statistics/holm.ts";
import { jensenShannon } from "../statistics/jensen_shannon.ts";
import { type Interval } from "../statistics/wilson.ts";
import { type AnswerDistance, answerDistance, type MeasuredDistance } from "./answer_distance.ts";
import { type AnswerTable, type AnswerValue } from "./answer_table.ts";

/** How far the answers about one product are from people's. */
export interface ProductDistance extends AnswerDistance {
  /** The product. */
  readonly product_id: string;
  /** How many answers of people there are. */
  readonly reference_n: number;
  /** The probability under equality, adjusted by Holm's method for all products. */
  readonly p_holm: number;
}

/** The distances of products, summed up. */
export interface ProductMean {
  /** The mean of the divergences as observed. */
  readonly jsd: number | null;
  /** The mean of the corrected divergences: the figure to report. */
  readonly jsd_corrected: number | null;
  /** Its 95 % bootstrap interval over products; null below ten of them. */
  readonly interval: Interval | null;
  /** The mean of the Wasserstein distances; null for texts. */
  readonly wasserstein: number | null;
}

/** A condition held against people, as it stands in `comparison.json`. */
export interface BenchmarkResult {
  /** The condition. */
  readonly label: string;
  /** Of which products there are answers on both sides: everything below is of these. */
  readonly product_overlap: {
    /** How many. */
    readonly n_shared: number;
    /** Their part of the products that people met. */
    readonly share_of_reference: number | null;
    /** Their part of all products on either side. */
    readonly jaccard: number | null;
  };
  /** How far the parts are apart that products have in the answers; null without shared products. */
  readonly review_share: { readonly jsd: number; readonly l1: number } | null;
  /** How far all answers are from people's. */
  readonly overall: MeasuredDistance;
  /** The mean over products, each counting once. */
  readonly egalitarian: ProductMean;
  /** The mean over products, each counting as often as people answered about it. */
  readonly utilitarian: ProductMean;
  /** The products nearest to people. A product stands here or below, not in both. */
  readonly best: readonly ProductDistance[];
  /** The products farthest from people. */
  readonly worst: readonly ProductDistance[];
  /** How many products were compared. */
  readonly n_tested_products: number;
  /** How many of these would seem to differ by chance alone, at 5 %, before the adjustment. */
  readonly expected_false_alarms: number;
}

/** Holds the answers of a condition against people's, over the products that both met. */
export function benchmarkResult(
  label: string,
  ours: AnswerTable,
  theirs: AnswerTable,
  { scale, top, seed, random }: {
    readonly scale: readonly AnswerValue[];
    readonly top: number;
    readonly seed: number;
    readonly random: Stream;
  },
): BenchmarkResult {
  const met = new Set(ours.products.names);
  const shared = new Set(theirs.products.names.filter((product) => met.has(product)));
  const either = met.size + theirs.products.names.length - shared.size;
  const part = (whole: number) => whole === 0 ? null : shared.size / whole;
  const products = productDistances(ours, theirs, shared, { scale, seed });
  const { best, worst } = ranked(products, top);
  return {
    label,
    product_overlap: {
      n_shared: shared.size,
      share_of_reference: part(theirs.products.names.length),
      jaccard: part(either),
    },
    review_share: reviewShare(ours, theirs, shared),
    overall: answerDistance(ours, theirs, { scale, seed, of: (product) => shared.has(product) }),
    egalitarian: meanOf(products, () => 1, random.fork("egalitarian")),
    utilitarian: meanOf(products, (one) => one.reference_n, random.fork("utilitarian")),
    ...{ best, worst },
    n_tested_products: products.length,
    expected_false_alarms: 0.05 * products.length,
  };
}

function productDistances(
  ours: AnswerTable,
  theirs: AnswerTable,
  shared: ReadonlySet<string>,
  options: { readonly scale: readonly AnswerValue[]; readonly seed: number },
): ProductDistance[] {
  const reviews = answersBy(theirs);
  const found = [...shared].sort().flatMap((product) => {
    const of = (name: string) => name === product;
    const { distance } = answerDistance(ours, theirs, { ...options, of });
    if (distance === null) return [];
    return [{ product_id: product, reference_n: reviews.get(product) ?? 0, ...distance }];
  });
  const adjusted = holm(found.map((one) => one.p_null));
  return found.map((one, at) => ({ ...one, p_holm: adjusted[at] ?? 1 }));
}

/** How many answers there are about each product. */
function answersBy(table: AnswerTable): Map<string, number> {
  const counts = table.products.names.map(() => 0);
  table.each((_, product) => counts[product] = (counts[product] ?? 0) + 1);
  return new Map(table.products.names.map((product, at) => [product, counts[at] ?? 0]));
}

function reviewShare(
  ours: AnswerTable,
  theirs: AnswerTable,
  shared: ReadonlySet<string>,
): BenchmarkResult["review_share"] {
  if (shared.size === 0) return null;
  const shares = [ours, theirs].map((table) => {
    const counts = answersBy(table);
    const list = [...shared].map((product) => counts.get(product) ?? 0);
    const total = list.reduce((sum, count) => sum + count, 0);
    return list.map((count) => count / total);
  });
  const [p = [], q = []] = shares;
  const l1 = p.reduce((sum, share, at) => sum + Math.abs(share - (q[at] ?? 0)), 0);
  return { jsd: jensenShannon(p, q), l1 };
}

/** By the Wasserstein distance, or by the divergence where there is none; among equals by id. */
function ranked(products: readonly ProductDistance[], top: number) {
  const far = ({ wasserstein, jsd }: ProductDistance) => wasserstein ?? jsd;
  const sorted = products.toSorted((a, b) =>
    far(a) - far(b) || (a.product_id < b.product_id ? -1 : 1)
  );
  const best = sorted.slice(0, Math.min(top, Math.ceil(sorted.length / 2)));
  const worst = sorted.slice(best.length).toReversed().slice(0, top);
  return { best, worst };
}

const FEWEST_PRODUCTS = 10;

function meanOf(
  products: readonly ProductDistance[],
  weightOf: (product: ProductDistance) => number,
  random: Stream,
): ProductMean {
  const mean = (of: (product: ProductDistance) => number | null) =>
    weighted(products.map((one) => ({ weight: weightOf(one), value: of(one) })));
  const items = products.map((one) => ({ weight: weightOf(one), value: one.jsd_corrected }));
  const interval = items.length < FEWEST_PRODUCTS ? null : bootstrap(
    items,
    (sample) => weighted(sample) ?? NaN,
    { uniform: () => random.uniform() },
  ).interval;
  return {
    jsd: mean((one) => one.jsd),
    jsd_corrected: mean((one) => one.jsd_corrected),
    interval,
    wasserstein: mean((one) => one.wasserstein),
  };
}

/** A weighted mean; null without values, or where one is not known. */
function weighted(
  items: readonly { readonly weight: number; readonly value: number | null }[],
): number | null {
  let [sum, weights] = [0, 0];
  for (const { weight, value } of items) {
    if (value === null) return null;
    sum += weight * value;
    weights += weight;
  }
  return weights === 0 ? null : sum / weights;
}
