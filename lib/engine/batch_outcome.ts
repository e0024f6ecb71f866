import { type FailureKind, ModelError } from "../models/model_error.ts";
import { isFormRefused } from "../models/structured.ts";

/** What is noted of a request whose reply is in the journal. */
export const ANSWERED = "answered";

/** What is noted of a request of a batch that the provider did not take: nothing was tried. */
export const NOT_TAKEN = "not taken";

/** What is noted of a request that failed. */
export function writeOutcome({ message, kind, status }: ModelError): string {
  return JSON.stringify({ kind, message, status });
}

/** The failure that was noted; undefined where it is none. */
export function readOutcome(outcome: string): ModelError | undefined {
  if (!outcome.startsWith("{")) return undefined;
  // The journal tells damage, and nobody else writes there.
  const { message, ...details } = JSON.parse(outcome) as {
    readonly message: string;
    readonly kind: FailureKind;
    readonly status?: number;
  };
  return new ModelError(message, details);
}

/** A failure as it is noted: whether it is the form of the answer that the model does not take. */
export function judged(error: ModelError, { form }: { readonly form: number }): ModelError {
  if (form < 0 || !isFormRefused(error)) return error;
  const { message, status } = error;
  return new ModelError(message, { kind: "form", status, cause: error });
}
