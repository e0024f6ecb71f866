import { type Tallied } from "../analysis/tally.ts";
import { type AskedQuestion } from "./asked.ts";

/** What a tally needs to know of each question: where data is extracted from words, the data counts. */
export function talliedOf(asked: ReadonlyMap<string, AskedQuestion>): Map<string, Tallied> {
  return new Map([...asked].map(([key, one]) => [key, talliedQuestion(one)]));
}

function talliedQuestion({ question, extraction }: AskedQuestion): Tallied {
  if (extraction === null || extraction.options === null) return question;
  return {
    key: question.key,
    question: question.question,
    options: extraction.options,
    ...{ multiple: extraction.multiple, ordered: extraction.ordered },
    isExtracted: true,
    counted: "what was extracted from them",
    categories: (answer) => extraction.categories(answer),
  };
}
