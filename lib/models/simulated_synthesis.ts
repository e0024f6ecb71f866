import { type About } from "./model.ts";

/** What a panel said, as counts: the material of a synthesis. */
export interface PanelCounts {
  /** The questions in the order asked. */
  readonly questions: readonly QuestionCounts[];
}

/** How often each option of a question was chosen. */
export interface QuestionCounts {
  /** The question's key. */
  readonly key: string;
  /** Its wording. */
  readonly text: string;
  /** How many answers there are. */
  readonly answers: number;
  /** How many of them count for each option; empty for an open question. */
  readonly counts: Readonly<Record<string, number>>;
}

/** A question with its leading option. */
interface Led {
  readonly key: string;
  readonly option: string;
  readonly count: number;
  readonly answers: number;
}

// From here on an option is what most agree on, and below the other one no option is.
const [MOST, HALF] = [2 / 3, 1 / 2];

/**
 * A synthesis without a language model: which option leads in each question, and by how much. It says
 * what it is, and finds nothing that is not in the counts.
 */
export function simulatedSynthesis({ material }: About): Record<string, unknown> {
  const { questions } = countsIn(material);
  const led = questions.flatMap(leadOf);
  const open = questions.filter(({ counts }) => Object.keys(counts).length === 0);
  const share = ({ count, answers }: Led) => count / answers;
  const heard = questions.map(({ key, answers }) => `${key} has ${some(answers, "answer")}`);
  return {
    summary: `Simulated summary, not a language model's: ${
      [heard.join("; ") || "nothing was counted", ...led.map(sentence)].join(". ")
    }.`,
    themes: filled(led.map(({ option }) => option), "no options to count"),
    agreements: filled(
      led.filter((one) => share(one) >= MOST).map(sentence),
      "None: no option has two thirds of the answers to its question",
    ),
    disagreements: filled(
      led.filter((one) => share(one) < HALF)
        .map((one) => `No option has half of the answers to ${one.key}: ${sentence(one)}`),
      "None: every question that has options has one with half of the answers",
    ),
    surprises: filled(
      open.map(({ key }) =>
        `The answers to ${key} have no options to count, and were not looked at`
      ),
      "None: counts say nothing of what was to be expected",
    ),
    recommendation: "None: a count of simulated answers says nothing about people",
  };
}

/** Each item once; something in their place where there are none. */
function filled(items: readonly string[], instead: string): string[] {
  return items.length === 0 ? [instead] : [...new Set(items)];
}

function leadOf({ key, answers, counts }: QuestionCounts): Led[] {
  const [first] = Object.entries(counts).sort(([, a], [, b]) => b - a);
  return first === undefined ? [] : [{ key, option: first[0], count: first[1], answers }];
}

function sentence({ key, option, count, answers }: Led): string {
  return `"${option}" leads in ${key} with ${count} of ${answers}`;
}

function some(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** The counts that a study hands on; none where there are none. */
function countsIn(material: unknown): PanelCounts {
  const isCounts = material !== null && typeof material === "object" && "questions" in material;
  // Who asks for a synthesis gives the counts in this form.
  return isCounts ? material as PanelCounts : { questions: [] };
}
