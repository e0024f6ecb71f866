import { withFace } from "../display/face.ts";
import { recordFace } from "../display/record_face.ts";
import { type Journal } from "../engine/journal.ts";
import { type ResponseMode } from "../engine/response_mode.ts";
import { type Course } from "./course.ts";
import { type PreparedStudy } from "./prepared_study.ts";
import { type VerificationReport } from "./verification.ts";

/** Where the replies are from that a result stands on. */
export interface Replies {
  /** How a store of replies was used; null where there was none. */
  readonly mode: ResponseMode | null;
  /** The path of the store; null where there was none. */
  readonly path: string | null;
  /** How many were asked for, in this run or an earlier one of the same journal. */
  readonly asked: number;
  /** How many were taken from the store: they cost nothing now. */
  readonly replayed: number;
  /** What asking again came to, and what it cost in US dollars; null where nothing was to be verified. */
  readonly verification: (VerificationReport & { readonly cost: number | null }) | null;
}

/** Where the replies of a run are from. */
export function repliesOf({ prepared, journal, course }: {
  readonly prepared: PreparedStudy;
  readonly journal: Journal;
  readonly course: Pick<Course, "verification">;
}): Replies {
  const { verification } = course;
  const { cost } = journal.from("verification");
  return withFace({
    mode: prepared.parts.conduct.responses?.mode ?? null,
    path: prepared.parts.conduct.responses?.path ?? null,
    asked: journal.from("asked").calls,
    replayed: journal.from("replayed").calls,
    verification: verification && { ...verification, cost },
  }, FACE);
}

const FACE = recordFace<Replies>({
  title: ({ asked, replayed }) =>
    `replies: ${asked.toLocaleString("en-GB")} asked for, ${
      replayed.toLocaleString("en-GB")
    } from a store`,
});
