import { type Host, type Interrupt } from "../host/host.ts";
import { type Questions } from "../instruments/instrument.ts";
import { type RunOptions } from "../studies/carry_out.ts";
import { Pulse } from "../studies/pulse.ts";
import { type ReadySurvey } from "../studies/ready_survey.ts";
import { type SurveyResult } from "../studies/survey_result.ts";
import { type Values } from "./flag.ts";
import { Interruption } from "./interruption.ts";
import { progressOf } from "./progress_of.ts";

/** The result of a run, and what asked it to end before its time. */
export interface Watched {
  readonly result: SurveyResult;
  readonly interrupt: Interrupt | null;
}

/**
 * Runs a survey with its progress on standard error. The first Ctrl-C lets answers in flight arrive and
 * ends it with what has finished; a second one leaves at once, with everything that has arrived on disk.
 */
export async function watched(
  ready: ReadySurvey<Questions>,
  { checked = () => {}, ...options }: Omit<RunOptions, "signal" | "pulse">,
  values: Values,
  host: Host,
): Promise<Watched> {
  const pulse = new Pulse();
  const progress = progressOf(pulse, values, host);
  using stop = new Interruption(host, progress);
  const rows = ready.rows({
    ...options,
    ...{ pulse, signal: stop.signal },
    checked: (check) => progress.aside(() => checked(check)),
  });
  for (;;) {
    const next = await rows.next();
    if (next.done) return { result: next.value, interrupt: stop.interrupt };
    progress.tick();
  }
}
