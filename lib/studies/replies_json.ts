import { type Replies } from "./replies.ts";

/**
 * How a store of replies was used and how many were replayed, as it stands in the envelope: beside the times,
 * because like them it tells how a run went and not what came of it.
 */
export function repliesJson({ mode, asked, replayed }: Replies): Record<string, unknown> {
  return mode === null ? {} : { responses: { mode, asked, replayed } };
}

/** What asking again came to, as it stands in the envelope. */
export function verificationJson({ verification }: Replies): Record<string, unknown> {
  if (verification === null) return {};
  const { cost, ...counts } = verification;
  return { verification: { ...counts, cost_usd: cost } };
}

/** What a reader must know of the replies, in sentences. */
export function repliesNotes({ asked, replayed, verification }: Replies): string[] {
  const notes = replayed === 0 ? [] : [
    `${replayed} of ${
      asked + replayed
    } replies were replayed: their cost was paid when they were recorded`,
  ];
  return verification === null ? notes : [...notes, verificationNote(verification)];
}

function verificationNote(report: NonNullable<Replies["verification"]>): string {
  const questions = Object.entries(report.questions)
    .map(([key, { asked, differ }]) => `${key} ${differ} of ${asked}`);
  const failed = report.failed === 0 ? "" : `; ${report.failed} did not come`;
  return `of ${report.asked} answers that were asked for again ${report.differ} differ from the recorded ones` +
    `${questions.length === 0 ? "" : ` (${questions.join(", ")})`}${failed}`;
}
