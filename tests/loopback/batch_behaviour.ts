import type { Fault } from "./faults.ts";
import type { Normalised } from "./request.ts";

/** What is done with batches: listed, uploaded (OpenAI), created, looked at, fetched. */
export type Step = "list" | "upload" | "create" | "look" | "results";

/** How batches go; what their requests are answered, and which of them fail, is said as for any others. */
export interface BatchBehaviour {
  /** How many looks find a batch under way before it has ended. @default 0 */
  readonly looks?: number;
  /** What becomes of a request that is not answered; null where it is. @default {all are answered} */
  readonly lost?: (request: Normalised) => "expired" | "canceled" | "missing" | null;
  /** Why a batch fails validation, by its number; null where it does not. OpenAI's alone. @default {none does} */
  readonly invalid?: (number: number) => readonly Invalid[] | null;
  /** In which order results are written: last first, or as they were asked. @default "reversed" */
  readonly order?: "reversed" | "asked";
  /** What is sent of a file of results, a line each. @default {all of it} */
  readonly file?: (lines: string) => string;
  /** What goes wrong with a step, by its number among those of its kind. @default {nothing} */
  readonly fault?: (step: Step, number: number) => Fault | Late | null;
}

/** It is done, and nobody hears of it: the connection goes, or stays silent. */
export interface Late {
  readonly kind: "late";
  readonly how: "reset" | "hang";
}

/** One mistake in an input file. */
export interface Invalid {
  readonly code: string;
  readonly message: string;
  readonly line: number | null;
}
