/** How an answer sounds. */
export type Sentiment = "positive" | "negative" | "neutral";

const WARM = new Set(
  ("yes good great fine nice love loves like likes enjoy happy glad pleased excited excellent helpful " +
    "useful easy easier better best worth recommend suit suits fair along convinced gain welcome " +
    "trust perfect wonderful fantastic satisfied comfortable affordable clear").split(" "),
);
const COLD = new Set(
  ("bad worse worst hate hates dislike awful terrible poor expensive difficult hard harder confusing " +
    "annoying annoyed disappointed disappointing useless waste worry worried worries doubt doubts " +
    "problem problems slow broken prove leave risky afraid unhappy frustrating sceptical").split(
      " ",
    ),
);
const NOT = new Set("no not never hardly without cannot nothing nobody neither nor".split(" "));

/**
 * How a text sounds by its words alone: warm ones against cold ones, either turned round by a "not"
 * before it in the same clause. It is a rule of thumb for simulated respondents, not a measurement.
 *
 * @example
 * ```ts
 * import { sentimentIn } from "./simulated_sentiment.ts";
 *
 * if (sentimentIn("I love it, it is so easy.") !== "positive") throw new Error();
 * if (sentimentIn("I don't like it.") !== "negative") throw new Error();
 * if (sentimentIn("I saw it on Monday.") !== "neutral") throw new Error();
 * ```
 */
export function sentimentIn(text: string): Sentiment {
  const sum = text.toLowerCase().replaceAll("’", "'").split(/[.,;:!?\n]|\bbut\b/)
    .reduce((total, clause) => total + valueOf(clause), 0);
  return sum > 0 ? "positive" : sum < 0 ? "negative" : "neutral";
}

function valueOf(clause: string): number {
  let [sum, sign] = [0, 1];
  let isBare = true;
  for (const word of clause.match(/[a-z']+/g) ?? []) {
    if (NOT.has(word) || word.endsWith("n't")) sign = -1;
    else if (WARM.has(word)) sum += sign;
    else if (COLD.has(word)) sum -= sign;
    else continue;
    isBare = isBare && NOT.has(word);
  }
  // "No." by itself is an answer too.
  return isBare && /^\s*no\b/.test(clause) ? sum - 1 : sum;
}
