import { type Stream } from "../random/stream.ts";
import { Moments } from "../statistics/moments.ts";
import {
  type ProfileDistance,
  profileDistance,
  type Profiles,
} from "../statistics/profile_distance.ts";
import { type Axis, meanProfiles, meansBy } from "./answer_means.ts";
import { AnswerTable } from "./answer_table.ts";

/** How far panelists, and products, are told apart by one numeric outcome, as it stands in `metrics.json`. */
export interface PersonaMetrics {
  /** The outcome. */
  readonly outcome_field: string;
  /** Whether all its values are numbers; where not, nothing else is known. */
  readonly supported: boolean;
  /** How many values there are. */
  readonly n_observed: number;
  /** The population variance of all values; this and those below are null below two. */
  readonly overall_variance: number | null;
  /** How many panelists gave one. */
  readonly n_panelists_observed: number;
  /** How many products have one. */
  readonly n_products_observed: number;
  /** The variance of the panelists' means. */
  readonly panelist_mean_variance: number | null;
  /** The variance of the products' means. */
  readonly product_mean_variance: number | null;
  /** The mean over products of the variance of the panelists' means of it: how far people disagree. */
  readonly mean_within_product_panelist_variance: number | null;
  /** The mean over panelists of the variance of their means of products: how far they tell products apart. */
  readonly mean_within_panelist_product_variance: number | null;
  /** The mean over pairs of panelists of the mean absolute difference over the products that both met. */
  readonly mean_pairwise_panelist_distance: number | null;
  /** How that was found. */
  readonly panelist_distance: DistanceNote;
  /** The mean over pairs of products of the mean absolute difference over the panelists who met both. */
  readonly mean_pairwise_product_distance: number | null;
  /** How that was found. */
  readonly product_distance: DistanceNote;
}

/** How a mean distance was found. */
export interface DistanceNote {
  /** From all pairs, from sorted columns, which is exact too, or from pairs that were drawn. */
  readonly method: "all" | "sorted" | "sampled";
  /** How many pairs there were that have something in common. */
  readonly pairs: number;
  /** The standard error of a mean of drawn pairs; else null. */
  readonly standard_error: number | null;
}

/** How far panelists and products are told apart by the answers. */
export function personaMetrics(table: AnswerTable, random: Stream): PersonaMetrics {
  const isNumeric = table.isNumeric;
  const used = isNumeric ? table : new AnswerTable(table.field);
  const [panelists, products] = [meanProfiles(used, "panelist"), meanProfiles(used, "product")];
  const distance = (profiles: Profiles, of: Axis) =>
    profileDistance(profiles, { uniform: drawn(random.fork(of)) });
  const apart = distance(panelists, "panelist");
  const productsApart = distance(products, "product");
  return {
    outcome_field: table.field,
    supported: isNumeric,
    n_observed: table.n,
    overall_variance: isNumeric ? overall(table).variance : null,
    n_panelists_observed: table.panelists.names.length,
    n_products_observed: table.products.names.length,
    panelist_mean_variance: Moments.of(meansBy(used, "panelist")).variance,
    product_mean_variance: Moments.of(meansBy(used, "product")).variance,
    mean_within_product_panelist_variance: meanVariance(products),
    mean_within_panelist_product_variance: meanVariance(panelists),
    mean_pairwise_panelist_distance: apart.mean,
    panelist_distance: noteOf(apart),
    mean_pairwise_product_distance: productsApart.mean,
    product_distance: noteOf(productsApart),
  };
}

/** The moments of all answers. */
export function overall(table: AnswerTable): Moments {
  const moments = new Moments();
  table.each((_, __, value) => moments.add(Number(table.values.names[value])));
  return moments;
}

/** The mean over rows of their variance; rows of fewer than two numbers have none. */
function meanVariance({ starts, values }: Profiles): number | null {
  const variances = new Moments();
  for (let row = 0; row + 1 < starts.length; row++) {
    const moments = new Moments();
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
      moments.add(values[at] ?? NaN);
    }
    if (moments.variance !== null) variances.add(moments.variance);
  }
  return variances.mean;
}

function noteOf({ method, pairs, standardError }: ProfileDistance): DistanceNote {
  return { method, pairs, standard_error: standardError };
}

function drawn(random: Stream): () => number {
  return () => random.uniform();
}
