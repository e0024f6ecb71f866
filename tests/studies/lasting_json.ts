import { type Host, type SurveyResult } from "../../mod.ts";
import { envelope } from "../../lib/studies/envelope.ts";

/** A result as JSON without what differs from run to run: its id, and how it went. */
export function lastingJson(result: SurveyResult, host: Host): string {
  const { run_id: _, metadata, ...json } = Object(envelope(result, host));
  const { timing: _timing, ...rest } = metadata;
  return JSON.stringify([json, rest]);
}
