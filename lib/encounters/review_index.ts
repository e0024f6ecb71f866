import { type SignedReview } from "./review.ts";

/** What is known of a reviewer. */
export interface Reviewer {
  /** How many reviews they wrote. */
  readonly n_reviews: number;
  /** Of how many products. */
  readonly n_unique_products: number;
  /** How many of them after a purchase that is known of. */
  readonly n_verified_purchase_reviews: number;
  /** Their mean rating; null without any. */
  readonly mean_rating: number | null;
}

interface Entry {
  readonly user: string;
  readonly timestamp: number;
  readonly product: string;
  readonly asin: string;
}

/** Who wrote which reviews when: what must be known of all before the first can be an event. */
export class ReviewIndex {
  readonly #entries: Entry[] = [];
  readonly #users = new Map<string, Entry[]>();
  readonly #ratings = new Map<string, { sum: number; n: number; verified: number }>();

  /** Takes a review, in the order of the file. */
  take({ user_id, parent_asin, asin, timestamp, rating, verified_purchase }: SignedReview): void {
    const entry = {
      user: user_id,
      timestamp: timestamp ?? 0,
      product: parent_asin,
      asin: asin ?? "",
    };
    this.#entries.push(entry);
    const own = this.#users.get(user_id);
    if (own === undefined) this.#users.set(user_id, [entry]);
    else own.push(entry);
    const ratings = this.#ratings.get(user_id) ?? { sum: 0, n: 0, verified: 0 };
    this.#ratings.set(user_id, ratings);
    if (rating != null) {
      ratings.sum += rating;
      ratings.n += 1;
    }
    if (verified_purchase) ratings.verified += 1;
  }

  /** Who wrote reviews, in the order in which they first did so in the file. */
  get users(): readonly string[] {
    return [...this.#users.keys()];
  }

  /** The place of each review among its author's, or among all, by time; in the order of the file. */
  ranks(among: "panelist" | "all"): number[] {
    const ranks = new Map<Entry, number>();
    const groups = among === "all" ? [this.#entries] : this.#users.values();
    for (const group of groups) {
      group.toSorted(earlier).forEach((entry, rank) => ranks.set(entry, rank));
    }
    return this.#entries.map((entry) => ranks.get(entry) ?? 0);
  }

  /** What is known of a reviewer. */
  reviewer(user: string): Reviewer {
    const own = this.#users.get(user) ?? [];
    const { sum, n, verified } = this.#ratings.get(user) ?? { sum: 0, n: 0, verified: 0 };
    return {
      n_reviews: own.length,
      n_unique_products: new Set(own.map(({ product }) => product)).size,
      n_verified_purchase_reviews: verified,
      mean_rating: n === 0 ? null : sum / n,
    };
  }
}

/** By time; among equals by product, and by what of it was bought. */
function earlier(a: Entry, b: Entry): number {
  return a.timestamp - b.timestamp || compared(a.product, b.product) || compared(a.asin, b.asin);
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
