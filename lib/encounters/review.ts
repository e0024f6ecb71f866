import * as z from "zod";

const text = z.string().nullish();

/** A review as Amazon Reviews 2023 has it: what is used of it, and whatever else there is. */
export const review = z.looseObject({
  user_id: text,
  parent_asin: text,
  asin: text,
  timestamp: z.int().min(0).nullish(),
  rating: z.number().nullish(),
  verified_purchase: z.boolean().nullish(),
  helpful_vote: z.number().nullish(),
  helpful_votes: z.number().nullish(),
});

/** A review, as far as it is used. */
export type Review = z.output<typeof review>;

/** A review that says who wrote it and what about. */
export type SignedReview = Review & { readonly user_id: string; readonly parent_asin: string };

/** Whether a review says who wrote it and what about; others are passed over. */
export function isSigned(one: Review): one is SignedReview {
  return Boolean(one.user_id) && Boolean(one.parent_asin);
}
