import { type OpenAnswers } from "../analysis/open_answers.ts";
import { type Tallied, type Tally } from "../analysis/tally.ts";
import { notCounted } from "../display/base.ts";
import { cut } from "../display/columns.ts";
import { counted } from "../display/counted.ts";
import { sizeOf } from "../display/overview_words.ts";
import { type ReportPart, type ReportSection } from "../display/report_parts.ts";
import { type Row } from "../rows/row.ts";
import { sharesParts } from "./report_shares.ts";
import { type ReportWords, type Words } from "./report_words.ts";
import { type SurveyResult } from "./survey_result.ts";

/** How much of an answer is shown, and how much of a name. */
const [SAID, NAMED] = [600, 60];

/** Every question with what was said: shares as a picture and a table, or words. */
export function answersSection(result: SurveyResult, words: ReportWords): ReportSection {
  const { begun } = result.course;
  const keys = begun.flatMap(({ name, questions }) =>
    questions.map((key) => ({ key, round: name }))
  );
  const parts = keys.flatMap(({ key, round }) => {
    const where = begun.length > 1 ? ` · round ${round}` : "";
    return [...questionParts(result, key, { words, where }), ...followUps(result, key, words)];
  });
  return { heading: "Answers", parts };
}

function questionParts(
  result: SurveyResult,
  key: string,
  { words, where }: { readonly words: ReportWords; readonly where: string },
): ReportPart[] {
  const asked = result.questions.get(key);
  if (asked === undefined) return [];
  const counts = asked.counted ? `; counted is ${asked.counted}` : "";
  const head: ReportPart[] = [
    { type: "heading", text: key },
    { type: "text", lines: [asked.question.text] },
    { type: "notes", lines: [`${kindOf(asked)}${where}${counts}`] },
  ];
  const open = words.open.get(key);
  return [...head, ...(open === undefined ? boundedParts(result, key) : openParts(key, open))];
}

function kindOf({ question, options, multiple, ordered = false }: Tallied): string {
  if (options === null) return openKindOf(question);
  const several = multiple ? ", several of them" : "";
  return `${question.kind}, ${counted(options.length, "option")}${
    ordered ? " in an order of their own" : ""
  }${several}`;
}

function openKindOf({ kind, min, max, unit }: Tallied["question"]): string {
  if (kind !== "number") return `${kind}, any answer`;
  const range = [
    ...(min === undefined ? [] : [`${min} or more`]),
    ...(max === undefined ? [] : [`${max} or less`]),
  ];
  const bounds = range.length === 2 ? `from ${min} to ${max}` : range[0] ?? "any";
  return `number, ${bounds}${unit === undefined ? "" : `, in ${unit}`}`;
}

function boundedParts(result: SurveyResult, key: string): ReportPart[] {
  return sharesParts(talliesOf(result, key), key);
}

/** The tally of a question; in an ensemble that of each model, and the blend where one is planned. */
function talliesOf(result: SurveyResult, key: string): readonly Tally[] {
  if (result.plan.models?.mode !== "ensemble") return [result.tally(key)];
  const blend = result.blend(key);
  return [...blend.parts, ...(result.plan.blend ? [blend] : [])];
}

/** Follow-ups stand under their question. */
function followUps({ wordings }: SurveyResult, key: string, words: ReportWords): ReportPart[] {
  return [...wordings].flatMap(([next, { text, followUpTo }]): ReportPart[] => {
    const open = words.open.get(next);
    if (followUpTo !== key || open === undefined) return [];
    return [
      { type: "heading", text: next },
      { type: "text", lines: [text] },
      { type: "notes", lines: [`put after ${key}`] },
      ...openParts(next, open),
    ];
  });
}

function openParts(key: string, { answers, first }: Words): ReportPart[] {
  const total = answers.reduce((sum, { statuses }) => sum + statuses.ok, 0);
  const sizes = answers.map((one) => [one.context.label ?? "", sizeLine(one)]);
  const lines = sizes.map((parts) => parts.filter((part) => part !== "").join(" · "));
  if (lines.length === 0) return [{ type: "notes", lines: ["it was not put to anybody"] }];
  const isNumeric = answers.every(({ summary }) => summary !== null);
  // A line begins with its "n", which is no word: a capital would make another number of it.
  if (isNumeric) return [{ type: "text", lines: lines.map((line) => `${line}.`) }];
  if (first.length === 0) return [{ type: "notes", lines }];
  const rest = total - first.length;
  const isSeveral = answers.length > 1;
  return [
    {
      type: "table",
      caption: rest === 0
        ? `${cut(key, NAMED)} · all ${counted(total, "answer")}`
        : `${cut(key, NAMED)} · the first ${first.length} of ${counted(total, "answer")}`,
      head: isSeveral ? ["who", "model", "answer"] : ["who", "answer"],
      rows: first.map((row) => [
        cut(row.persona, NAMED),
        ...(isSeveral ? [row.model] : []),
        saidIn(row),
      ]),
    },
    {
      type: "notes",
      lines: [
        ...lines,
        ...(rest === 0 ? [] : [`… and ${counted(rest, "more answer")}, which are in the rows`]),
      ],
    },
  ];
}

/** How many answers in words or numbers there are, what their numbers are like, and what is missing. */
export function sizeLine(answers: OpenAnswers): string {
  return [sizeOf(answers), ...notCounted(answers.statuses)].join("; ");
}

function saidIn({ answer }: Row): string {
  const said = typeof answer === "string" ? answer : JSON.stringify(answer);
  const shown = cut(said, SAID);
  return shown.endsWith("…") && said.length > SAID
    ? `${shown} (${said.length.toLocaleString("en-GB")} characters)`
    : shown;
}
