import { submissionText } from "../benchmarks/submission.ts";
import { type Submission } from "../benchmarks/submission_form.ts";
import { submit } from "../benchmarks/submit.ts";
import { type Host } from "../host/host.ts";
import { type SurveyResult } from "../studies/survey_result.ts";
import { consent } from "./consent.ts";
import { type Values } from "./flag.ts";
import { submissionsOf } from "./submitted.ts";
import { oneLine, warn } from "./warn.ts";

/** What becomes of a result: it is sent to SynthBench, only shown, or neither. */
export type Submitting = "sent" | "shown" | "kept";

/**
 * Settles whether the result will be submitted, before the run begins: nobody waits at its end for a
 * question. Without consent the run goes on, and nothing is sent.
 */
export async function submitting(values: Values, host: Host): Promise<Submitting> {
  if (values["submit-dry-run"] !== undefined) return "shown";
  if (values["submit-to-synthbench"] === undefined) return "kept";
  const said = await consent(host, { yes: values.yes !== undefined });
  if (said === "given") return "sent";
  const why = said === "declined" ? "you said no" : "nobody is there to agree to it; --yes agrees";
  warn([`nothing will be submitted to SynthBench: ${why}`], host);
  return "kept";
}

/**
 * Submits what a run came to, or shows what would be submitted. Whatever goes wrong is a warning: the
 * result, and the exit code, are those of the run.
 *
 * @param code The exit code: 3 is a strict run in which an answer failed.
 */
export async function submitRun(
  result: SurveyResult,
  how: Submitting,
  code: number,
  host: Host,
): Promise<void> {
  if (how === "kept") return;
  const { isInvalid } = result.failures;
  if (isInvalid || code === 3) {
    const why = isInvalid ? "the run is invalid" : "an answer failed in a strict run";
    return warn([`nothing is submitted to SynthBench: ${why}`], host);
  }
  try {
    for (const payload of await submissionsOf(result, host)) {
      if (how === "shown") host.terminal.err(`${submissionText(payload)}\n`);
      else await send(payload, host);
    }
  } catch (error) {
    warn([error instanceof Error ? error.message : String(error)], host);
  }
}

async function send(payload: Submission, host: Host): Promise<void> {
  const { id, status, url, warning } = await submit(payload, { host });
  const what = `${payload.config.calibration_spec} of ${payload.config.model}`;
  host.terminal.err(`${oneLine(`submitted to SynthBench: ${what} is ${id}, ${status}; ${url}`)}\n`);
  if (warning !== null) warn([`SynthBench says: ${warning}`], host);
}
