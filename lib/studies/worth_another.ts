import { type Row } from "../rows/row.ts";

/**
 * Whether asking again could bring what is missing: an answer, what was to be extracted from one, or a
 * question that was not put because it had failed too often. Replies that arrived are not asked for again.
 *
 * @param questions The keys of the questions; any other row is a follow-up's.
 */
export function isWorthAnother(
  { status, question, error }: Row,
  questions: { has(key: string): boolean },
): boolean {
  if (status === "failed") return true;
  return status === "ok" ? error !== null : status === "skipped" && questions.has(question);
}
