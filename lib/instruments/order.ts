import { shuffle } from "../random/shuffle.ts";
import { type Stream } from "../random/stream.ts";
import { kindOf, type Question } from "./kinds.ts";

/**
 * The order in which a question's options are shown, as places in the authored list: shuffled, or,
 * where the options have an order of their own, reversed for a random half; as authored when the
 * question asks for it. Null when the question lists none.
 *
 * @param random The stream of this question put to this panelist.
 *
 * @example
 * ```ts
 * import { choice, scale } from "../../mod.ts";
 * import { orderOf } from "./order.ts";
 * import { stream } from "../random/stream.ts";
 *
 * const shown = orderOf(scale("How happy?", 1, 3), stream(1));
 * if (!["0,1,2", "2,1,0"].includes(String(shown))) throw new Error("a scale keeps its order");
 * ```
 */
export function orderOf(question: Question, random: Stream): number[] | null {
  const kind = kindOf(question);
  const options = kind.options(question);
  if (options === null || kind.listed === false) return null;
  const places = options.map((_, place) => place);
  if (question.order === "as_written") return places;
  if (!kind.ordered(question)) return shuffle(places, random);
  return random.uniform() < 0.5 ? places : places.reverse();
}
