import { fenced } from "./synthesis_fence.ts";

/** Raised when the wording that asks for a synthesis changes, so that runs made with it differ. */
export const SYNTHESIS_PROMPT_VERSION = 1;

/** A call that is made ready: what it is told, and what it works on. */
export interface SynthesisPrompt {
  /** The system prompt: the task, and how to take the data. */
  readonly system: string;
  /** The turn with the data. */
  readonly content: string;
}

/** What is summed up: all answers, those to one question, parts of these, or all questions' summaries. */
export type SynthesisTask = "panel" | "question" | "parts" | "questions";

const ROLE = "You are an experienced research analyst. You sum up what the panelists of a survey " +
  "said, for people who will decide by it.";

const TASKS: Readonly<Record<SynthesisTask, string>> = {
  panel: "The data hold the questions first, then each panelist with their answers. Answers to a " +
    "follow-up question stand under the answer that they follow, as follow_ups.",
  question:
    "The data hold one question with its follow-up questions, then each panelist with their " +
    "answer. Answers to a follow-up question stand under the answer that they follow, as follow_ups. " +
    "Another analyst will bring your findings together with those on other questions and sees " +
    "nothing else, so keep the numbers, the names and the words that matter.",
  parts: "The answers to one question were too many for one reading. The data hold the question, " +
    "then what was found in each part of the panel, with the number of its answers. Bring the parts " +
    "together, each with the weight of its number of answers.",
  questions:
    "The data hold what was found on each question, with the number of its answers. Bring " +
    "it together, and look for what links the questions.",
};

const FIELDS = `Give these findings:
- summary: what the panel said, in three to five sentences;
- themes: what comes up again and again, in short phrases, the most frequent first;
- agreements: what most panelists agree on;
- disagreements: what divides them, and who stands where;
- surprises: what could not be expected from who they are;
- recommendation: the one thing to do next, and why.
Be specific: name panelists, quote the words that matter, and give numbers where the data have them. \
Say only what the data bear out, and leave a list empty rather than fill it.`;

const CLOSING = "That was the data. Now sum it up in the form that was asked for.";

/**
 * The words of one call: the task, or instructions of the user's own in its place, and the data in its
 * fence.
 *
 * @param lines The data, as JSON texts.
 */
export function synthesisPrompt(
  task: SynthesisTask,
  lines: readonly string[],
  own?: string,
): SynthesisPrompt {
  const { text, note } = fenced(lines);
  const instructions = own ?? `${ROLE} ${TASKS[task]}\n\n${FIELDS}`;
  return { system: `${instructions}\n\n${note}`, content: `${text}\n\n${CLOSING}` };
}
