import { type Baseline, baseline } from "../benchmarks/baseline.ts";
import { baselineGroups } from "../benchmarks/baseline_groups.ts";
import { parseBaselineId } from "../benchmarks/baseline_id.ts";
import { cut } from "../display/columns.ts";
import { type Host } from "../host/host.ts";
import { type Questions } from "../instruments/instrument.ts";
import { type Survey } from "../studies/survey.ts";
import { textOf, UsageError, type Values } from "./flag.ts";

/**
 * Refuses what is not of the form DATASET:QUESTION.
 *
 * @throws {UsageError} When it is not.
 */
export function checkSpec(flag: string, spec: string): void {
  try {
    parseBaselineId(spec);
  } catch {
    throw new UsageError(
      `Cannot use --${flag} "${spec}": it takes DATASET:QUESTION, as in gss:HAPPY`,
    );
  }
}

/** The survey, held against people's answers where that is asked for. */
export async function calibrated(
  survey: Survey<Questions>,
  values: Values,
  host: Host,
): Promise<Survey<Questions>> {
  const against = textOf(values, "calibrate-against");
  if (against === undefined) return survey;
  const people = await baseline(against, { host });
  return survey.calibrateAgainst(people, { groups: await groupsOf(against, people, host) });
}

/** Every group of the people; those that nobody on the panel is of are left out later. */
export function groupsOf(
  id: string,
  { year }: Baseline,
  host: Host,
): Promise<readonly Baseline[]> {
  return baselineGroups(id, { host, ...(year === null ? {} : { year }) });
}

const FOUND = {
  key: "found by its key",
  text: "found by its wording",
  extra: "which the instrument does not ask, so that it is asked last in the first round",
} as const;

/** Tells which question is held against whom, before anything is asked. */
export function tellCalibration({ calibrated }: Survey<Questions>, { terminal }: Host): void {
  if (calibrated === undefined) return;
  const { question, humans, matchedBy, extractor } = calibrated;
  const { id, year, options } = humans;
  terminal.err(
    `calibrating "${cut(question, 60)}" against ${id}${year === null ? "" : ` ${year}`}: ` +
      `${FOUND[matchedBy]}; ${extractor}: ${cut(options.join(", "), 200)}\n`,
  );
}
