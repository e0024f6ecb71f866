import { type AskedQuestion } from "./asked.ts";

/** What a question is called where its answers are listed. */
export interface Wording {
  /** The wording. */
  readonly text: string;
  /** The question it follows; absent on questions of the instrument's own. */
  readonly followUpTo?: string;
}

/** Questions and follow-ups by key, in words. */
export type Wordings = ReadonlyMap<string, Wording>;

/** The wordings of an instrument as it is put. */
export function wordingsOf(asked: ReadonlyMap<string, AskedQuestion>): Wordings {
  return new Map([...asked.values()].flatMap(({ question, followUps }) => [
    [question.key, { text: question.question.text }] as const,
    ...followUps.map((next) =>
      [next.question.key, { text: next.question.question.text, followUpTo: question.key }] as const
    ),
  ]));
}
