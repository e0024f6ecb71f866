import { folded } from "./folded.ts";
import { type Humans } from "./humans.ts";
import { type Tallied } from "./tally.ts";

/** A question whose answers count in the words of a survey, and how the two sets of options meet. */
export interface Reworded {
  /** The question with the survey's options in their order, and after them those that only it has. */
  readonly asked: Tallied;
  /** The options that the survey does not have, sorted. */
  readonly onlyPanel: readonly string[];
  /** The options that the question does not have, sorted. */
  readonly onlyHumans: readonly string[];
  /** That no option is in both, with both sets sorted; null where some are. */
  readonly alignmentError: string | null;
}

/**
 * Lets a question's answers count in the words of a survey. Options are the same that differ in letter case,
 * punctuation or space only.
 *
 * @throws {TypeError} When the question has no options, or an answer may name several.
 */
export function inWordsOf(
  { text, options, ordered, id }: Pick<Humans, "text" | "options" | "ordered" | "id">,
  asked: Tallied,
): Reworded {
  if (asked.options === null || asked.multiple) {
    const why = asked.options === null ? "it has no options" : "an answer may name several options";
    throw new TypeError(`Cannot hold "${asked.key}" against ${id}: ${why}`);
  }
  const known = new Map(options.map((option) => [folded(option), option]));
  const names = new Map(asked.options.map(({ value, label }) => [
    value,
    known.get(folded(value)) ?? known.get(folded(label)) ?? value,
  ]));
  const ours = [...new Set(names.values())];
  const onlyPanel = ours.filter((option) => !options.includes(option)).sort();
  const onlyHumans = options.filter((option) => !ours.includes(option)).sort();
  return {
    asked: {
      ...pickOf(asked),
      ordered: ordered && onlyPanel.length === 0,
      options: [...options, ...onlyPanel].map((value) => ({ value, label: value })),
      categories: (answer) => asked.categories(answer).map((one) => names.get(one) ?? one),
    },
    ...{ onlyPanel, onlyHumans },
    alignmentError: onlyPanel.length < ours.length
      ? null
      : `no option is in both: the panel's are ${listed(ours.toSorted())}; those of ${id} are ` +
        `${listed(options.toSorted())} (${text})`,
  };
}

/** What does not follow from the options. */
function pickOf({ key, question, multiple, counted, isExtracted }: Tallied) {
  return { key, question, multiple, counted: counted ?? null, isExtracted: isExtracted ?? false };
}

function listed(options: readonly string[]): string {
  return JSON.stringify(options);
}
