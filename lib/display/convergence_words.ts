import { type Convergence, type QuestionConvergence } from "../analysis/convergence_report.ts";
import { columns } from "./columns.ts";

/** A half-width in points of a hundred, as in `"±10 points"`. */
export function points(halfWidth: number): string {
  return `±${Number((100 * halfWidth).toFixed(1))} points`;
}

/** When the answers to a question were enough, in words. */
export function end({ convergedAt, lostAt }: QuestionConvergence): string {
  if (convergedAt === null) return "not enough yet";
  return lostAt === null
    ? `enough at n = ${convergedAt}`
    : `enough at n = ${convergedAt}, no longer at ${lostAt}`;
}

/** A row of cells for each question that is followed: its key, when it was enough, n, and its widest share. */
export function convergenceRows({ trackedQuestions, perQuestion }: Convergence): string[][] {
  return trackedQuestions.flatMap((key) => {
    const question = perQuestion[key];
    if (question === undefined) return [];
    const { finalN, halfWidth } = question;
    return [[key, end(question), `n = ${finalN}`, finalN === 0 ? "no data" : points(halfWidth)]];
  });
}

/** A report of convergence as lines of text: the rule, its questions, and what must be known of it. */
export function convergenceLines(report: Convergence): string[] {
  const { settings: { rule }, warnings, diversityWarnings, humanBaseline } = report;
  const people = humanBaseline?.convergedAt ?? null;
  return [
    `rule "${rule}"`,
    ...columns(convergenceRows(report)),
    ...(humanBaseline === null ? [] : [
      `samples of ${humanBaseline.id} are ${
        people === null ? "never steady" : `steady from ${people} on`
      }`,
    ]),
    ...[...warnings, ...diversityWarnings],
  ];
}
