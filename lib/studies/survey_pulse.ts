import { type Row } from "../rows/row.ts";
import { longestPath } from "./longest_path.ts";
import { type Prepared } from "./prepare.ts";
import { type Desk } from "./unit.ts";
import { conversationsOf } from "./units.ts";

/** Lets the run of a survey be watched: answers are counted, follow-ups apart. */
export function watchSurvey(prepared: Prepared, { calls, journal, pulse }: Desk): void {
  const keys = [...prepared.asked.keys()];
  const asked = longestPath(prepared.instrument).flatMap(({ questions }) => questions).length;
  const hasFollowUps = [...prepared.asked.values()].some(({ followUps }) => followUps.length > 0);
  pulse.begin({
    what: hasFollowUps ? "answers without follow-ups" : "answers",
    total: conversationsOf(prepared) * asked,
    recalled: () => keys.reduce((sum, key) => sum + calls.recalled.of(key), 0),
    spent: () => journal.spent.cost,
  });
}

/** Counts the answers among the rows of a conversation. */
export function countAnswers(rows: readonly Row[], { prepared, pulse }: Desk): void {
  const answers = rows.filter(({ question }) => prepared.asked.has(question));
  pulse.count(answers.length, answers.filter(({ status }) => status === "failed").length);
}

/** Counts those among rows that were kept before: nobody is asked for them. */
export function recallAnswers(rows: readonly Row[], { prepared, pulse }: Desk): void {
  pulse.recall(rows.filter(({ question }) => prepared.asked.has(question)).length);
}
