// What a model says that will not answer. Only openings count: a panelist may well say later in an
// answer that they cannot do something.
const OPENINGS = [
  /^(i['’]?m|i am) (very |so |really )?sorry,? but (i|as an ai)\b/i,
  /^(sorry,? )?i (can['’]?t|cannot|can not|won['’]?t|am not able to|['’]?m not able to|am unable to) (help|assist) (you )?with\b/i,
  /^(sorry,? )?i (can['’]?t|cannot|can not|won['’]?t|am not able to|['’]?m not able to|am unable to) (comply|role-?play|take part in|participate in|pretend|answer (this|that|the) question)\b/i,
  /^as an ai\b/i,
  /^(i['’]?d|i would) (rather|prefer) not (to )?(say|answer)\b/i,
];

/**
 * Whether a text is a refusal to answer, by its opening words.
 *
 * @example
 * ```ts
 * import { isRefusal } from "./refusal.ts";
 *
 * if (!isRefusal("I'm sorry, but I can't help with that.")) throw new Error();
 * if (isRefusal("I can't say that the price would stop me.")) throw new Error();
 * ```
 */
export function isRefusal(text: string): boolean {
  return OPENINGS.some((opening) => opening.test(text.trim()));
}
