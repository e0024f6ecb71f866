// What a model says that will not answer. Only openings count, and only with what is refused: a
// panelist may well be sorry, or unable to do something, in an answer.
const SORRY = String
  .raw`(?:(?:i[’']?m|i am) (?:very |so |really )?sorry,? (?:but )?|sorry,? (?:but )?|i apologi[sz]e,? (?:but )?|unfortunately,? )?`;
const UNABLE = String
  .raw`i(?: can[’']?t| cannot| can not| won[’']?t| will not| am not able to| am unable to|[’']?m not able to|[’']?m unable to)`;
const REQUEST = String.raw`(?:this|that|it|your|these|those|such|the (?:request|question))\b`;

const OPENINGS = [
  `${SORRY}${UNABLE} (?:help|assist)(?: you)?(?: with ${REQUEST}|\\s*[.,!;]|$)`,
  `${SORRY}${UNABLE} (?:comply|role-?play|take part in ${REQUEST}|participate in ${REQUEST})`,
  `${SORRY}${UNABLE} pretend to be\\b`,
  `${SORRY}${UNABLE} (?:answer|fulfil+|discuss|respond to|engage (?:with|in)|continue with) ${REQUEST}`,
  `${SORRY}as an ai(?: language)?(?: model| assistant| system)?(?: (?:created|developed|made|trained) by [^,.]+)?,? i\\b`,
  String
    .raw`(?:i[’']?d|i would) (?:rather|prefer) not (?:to )?(?:say|answer)(?: ${REQUEST}(?: question)?)?(?:\s*[.,!;]|$)`,
].map((opening) => new RegExp(`^${opening}`, "i"));

/**
 * Whether a text is a refusal to answer, by its opening words.
 *
 * @example
 * ```ts
 * import { isRefusal } from "./refusal.ts";
 *
 * if (!isRefusal("I'm sorry, but I can't help with that.")) throw new Error();
 * if (isRefusal("I can't say that the price would stop me.")) throw new Error();
 * if (isRefusal("I'm sorry, but I would never pay that much.")) throw new Error();
 * ```
 */
export function isRefusal(text: string): boolean {
  return OPENINGS.some((opening) => opening.test(text.trim()));
}
