import { shuffle } from "../random/shuffle.ts";
import { type Stream } from "../random/stream.ts";

/**
 * Deals products to panelists, so many to each, as places in both lists: no panelist has a product twice,
 * and how often any two products are dealt differs by at most 1.
 *
 * Products are dealt from one shuffled deck after another. Where a hand runs over the end of a deck, the
 * next deck begins with what the hand has not. The hands go to the panelists in random order.
 *
 * @throws {RangeError} When a hand would have to be larger than the deck.
 *
 * @example
 * ```ts
 * import { balancedQuota } from "./balanced_quota.ts";
 * import { stream } from "../random/stream.ts";
 *
 * const hands = balancedQuota({ panelists: 5, products: 3, each: 2 }, stream(1));
 * if (hands.some(([first, second]) => first === second)) throw new Error();
 * ```
 */
export function balancedQuota(
  { panelists, products, each }: {
    readonly panelists: number;
    readonly products: number;
    readonly each: number;
  },
  random: Stream,
): number[][] {
  if (each > products) {
    throw new RangeError(`Cannot deal ${each} different products to each: there are ${products}`);
  }
  const all = Array.from({ length: products }, (_, place) => place);
  let deck: number[] = [];
  let next = 0;
  const hands = Array.from({ length: panelists }, () => {
    const hand = deck.slice(next, next + each);
    next += each;
    const missing = each - hand.length;
    if (missing > 0) {
      deck = startingWithout(hand, missing, shuffle(all, random));
      next = missing;
      hand.push(...deck.slice(0, missing));
    }
    return hand;
  });
  return shuffle(hands, random);
}

/** The deck with so many cards in front that are not in the hand. */
function startingWithout(
  hand: readonly number[],
  count: number,
  deck: readonly number[],
): number[] {
  if (hand.length === 0) return [...deck];
  const front: number[] = [];
  const rest: number[] = [];
  for (const card of deck) {
    (front.length < count && !hand.includes(card) ? front : rest).push(card);
  }
  return [...front, ...rest];
}
