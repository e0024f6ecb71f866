import { type CalibrationTarget } from "../analysis/calibration_target.ts";
import { folded } from "../analysis/folded.ts";
import { type Humans } from "../analysis/humans.ts";
import { type Tallied } from "../analysis/tally.ts";

/** A question that was found. */
export interface Matched {
  /** Its key. */
  readonly key: string;
  /** By what it was found. */
  readonly matchedBy: CalibrationTarget["matchedBy"];
}

/**
 * Finds the question that is a survey's: by its key, as in `happy` or `GSS_HAPPY` for `gss:HAPPY`, else by its
 * wording; letter case and punctuation make no difference. Undefined where there is none.
 *
 * @param questions Their wordings by key.
 */
export function matchedQuestion(
  questions: ReadonlyMap<string, string>,
  { id, text }: Pick<Humans, "id" | "text">,
): Matched | undefined {
  const [dataset = "", question = ""] = id.split(":");
  const names = [question, `${dataset} ${question}`].map(folded);
  const keys = [...questions.keys()];
  const byKey = keys.find((key) => names.includes(folded(key)));
  if (byKey !== undefined) return { key: byKey, matchedBy: "key" };
  const byText = keys.find((key) => folded(questions.get(key) ?? "") === folded(text));
  return byText === undefined ? undefined : { key: byText, matchedBy: "text" };
}

/** What must be known where a question is worded otherwise than in the survey. */
export function wordingWarnings(
  { key, matchedBy }: Matched,
  wording: string,
  { id, text }: Pick<Humans, "id" | "text">,
): string[] {
  if (matchedBy !== "key" || folded(wording) === folded(text)) return [];
  return [
    `"${key}" is not worded as in ${id}, so that people were asked something else: "${text}"`,
  ];
}

/**
 * A question that was asked, as one to be held against people.
 *
 * @throws {TypeError} When there is none.
 */
export function matchedTarget(
  questions: ReadonlyMap<string, Tallied>,
  { humans, groups, question }: {
    readonly humans: Humans;
    readonly groups: readonly Humans[];
    readonly question: string | undefined;
  },
): CalibrationTarget {
  const wordings = new Map([...questions].map(([key, { question }]) => [key, question.text]));
  const matched = question === undefined
    ? matchedQuestion(wordings, humans)
    : { key: question, matchedBy: "key" as const };
  if (matched === undefined) {
    throw new TypeError(
      `Cannot calibrate against ${humans.id}: no question has its key or its wording; name the one that ` +
        `is meant, of ${[...questions.keys()].join(", ")}`,
    );
  }
  const asked = questions.get(matched.key);
  const kind = asked?.isExtracted ? "extraction" : asked?.question.kind ?? "question";
  return {
    ...{ humans, groups, question: matched.key, matchedBy: matched.matchedBy },
    ...{ extractor: `${kind}:own`, autoDerived: false },
    warnings: wordingWarnings(matched, asked?.question.text ?? "", humans),
  };
}
