import { sha256 } from "../random/hash.ts";
import { type EvaluationRow } from "../rows/event_row.ts";
import { isReserved } from "../rows/reserved_traces.ts";
import { canonical } from "../schema/canonical.ts";
import { type ImportSource } from "./import_config.ts";
import { type SignedReview } from "./review.ts";
import { type ReviewedProduct } from "./reviewed_product.ts";
import { type Reviewer } from "./review_index.ts";

/** A review as an evaluation; its id is the digest of who wrote it, what about, and when. */
export function reviewEvent(
  one: SignedReview,
  { t, product, reviewer, source }: {
    readonly t: number;
    readonly product: ReviewedProduct | undefined;
    readonly reviewer: Reviewer | undefined;
    readonly source: ImportSource;
  },
): EvaluationRow {
  const { user_id: panelist_id, parent_asin: product_id, asin = null, timestamp = null } = one;
  const identity = { panelist_id, product_id, t, source_child_asin: asin, timestamp };
  return {
    schema_version: "0.1.0",
    event_id: `evt_${sha256(canonical(identity)).slice(0, 16)}`,
    event_type: "evaluation",
    policy: "manual",
    ...{ panelist_id, product_id, t },
    product_display: product?.display_text ?? product?.display_name ?? "",
    panelist_features: { ...reviewer },
    product_features: product?.attributes ?? {},
    outcomes: {
      rating: one.rating ?? null,
      verified_purchase: one.verified_purchase ?? null,
      helpful_vote: one.helpful_vote ?? one.helpful_votes ?? null,
    },
    traces: {
      ...mapped(one, source.trace_field_map),
      source: {
        ...{ child_asin: asin, timestamp },
        ...(source.include_raw_review_meta ? { raw: one } : {}),
      },
    },
    selection_id: null,
  };
}

function mapped(one: SignedReview, map: ImportSource["trace_field_map"]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(map).filter(([, name]) => !isReserved(name))
      .map(([key, name]) => [name, one[key] ?? null]),
  );
}
