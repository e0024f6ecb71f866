import { counted } from "../display/counted.ts";
import { withFace } from "../display/face.ts";
import { recordFace } from "../display/record_face.ts";
import { type Calibration } from "../analysis/calibration.ts";
import { type Published } from "../analysis/humans.ts";
import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { VERSION } from "../host/version.ts";
import { defaultModel } from "../models/resolve.ts";
import { type CalibrationEntry } from "../personas/calibration_entry.ts";
import { type Persona } from "../personas/persona.ts";
import { type CalibrationSize, calibrationStudy } from "./calibration_study.ts";
import { modelParts } from "./model_parts.ts";
import { type Panel } from "./panel.ts";
import { type SurveyResult } from "./survey_result.ts";

/** Where it is explained what an entry says. */
export const METHODOLOGY = "README.md#methodology";

/** How a pack is measured. */
export interface CalibrateOptions extends CalibrationSize {
  /** The share of calls that may fail without spoiling the measurement, in [0, 1]. @default 0 */
  readonly failures?: number | undefined;
  /** The world whose clock dates the entry. @default {this machine} */
  readonly host?: Host | undefined;
}

/**
 * Measures how far a pack's answers to a question are from people's: the question is put to `n` panelists, who
 * are the personas again and again, `samples` times each, and all answers are pooled. As those of one persona are
 * alike, everything that chance decides is judged by personas: `n_effective` says what the answers are worth.
 *
 * @param people A pack, or any list of personas.
 * @param human A baseline of 2 to 5 options that are no numbers.
 * @param asked A panel that says who answers: models, seed, limits, and a journal where it is to be kept.
 * @returns The entry for `withCalibration()`.
 * @throws {TypeError} When it cannot be carried out; when simulated respondents would answer and nobody said so.
 * @throws {Error} When the run ended before its time, or more calls failed than may.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { baseline, calibrate, loadPack, panel } from "../../mod.ts";
 *
 * const people = await loadPack("general-consumer");
 * const asked = panel().models("simulated").seed(7);
 * const entry = await calibrate(people, await baseline("gss:HAPPY"), asked, { n: 20, samples: 3 });
 * assert(entry.n === 20 && entry.simulated === true && entry.n_effective <= 60);
 * ```
 */
export async function calibrate(
  people: Iterable<Persona>,
  human: Published,
  asked: Panel,
  { failures, host = denoHost(), ...size }: CalibrateOptions = {},
): Promise<CalibrationEntry> {
  refuseUnsaidSimulation(asked, host);
  const result = await calibrationStudy(people, human, asked, size).run();
  return withFace(calibrationEntry(result, { failures, host }), FACE);
}

const FACE = recordFace<CalibrationEntry>({
  title: ({ dataset, question, n }) =>
    `${dataset}:${question}, measured with ${counted(n, "panelist")}`,
  notes: ({ simulated }) => simulated ? ["simulated respondents answered, and no model"] : [],
});

/**
 * Refuses to measure simulated respondents when nobody asked for them: their numbers say nothing of a pack.
 *
 * @throws {TypeError} When they would answer because no key is set.
 */
export function refuseUnsaidSimulation({ plan }: Pick<Panel, "plan">, host: Host): void {
  if (plan.models !== null || defaultModel(host) !== "simulated") return;
  throw new TypeError(
    "Cannot calibrate: no model is named and no provider's key is set, so that simulated respondents would " +
      'answer; name a model (--models or .models()), "simulated" if that is what is meant',
  );
}

/**
 * The entry of a run that measured a pack.
 *
 * @throws {Error} When the run ended before its time, nobody answered, or more calls failed than may.
 */
export function calibrationEntry(
  result: SurveyResult,
  { failures = 0, host }: { readonly failures?: number | undefined; readonly host: Host },
): CalibrationEntry {
  const measured = checked(result, failures);
  const { humans, divergence, answered } = measured;
  const [dataset = "", question = ""] = humans.id.split(":");
  return {
    ...{ dataset, question },
    jsd: rounded(divergence.jsd, 6),
    n: answered,
    samples_per_question: result.plan.repeats,
    models: modelParts(result.panelists),
    extractor: "pick_one:auto-derived",
    panelist_cost_usd: result.cost === null ? null : rounded(result.cost, 4),
    calibrated_at: new Date(host.clock.now()).toISOString().replace(/\.\d+Z$/, "Z"),
    quorum_version: VERSION,
    methodology_url: METHODOLOGY,
    jsd_corrected: rounded(divergence.jsdCorrected, 6),
    jsd_interval: [rounded(divergence.interval.low, 6), rounded(divergence.interval.high, 6)],
    floor95: rounded(divergence.floor95, 6),
    p_null: Number(divergence.pNull.toPrecision(6)),
    n_effective: rounded(divergence.nEffective, 2),
    year: humans.year ?? "not known",
    ...(result.notice === null ? {} : { simulated: true as const }),
  };
}

/** What was measured, where it may be used. */
function checked(result: SurveyResult, failures: number) {
  const { isCutOff, course: { halt }, calibration, panelists, plan } = result;
  if (isCutOff) throw unfinished("it was stopped");
  if (halt !== null) throw unfinished("the budget was spent");
  const whole = calibration?.whole;
  const { failed = 0, late = 0 } = whole?.tally.statuses ?? {};
  const asked = panelists.length * plan.repeats;
  if (failed + late > failures * asked) {
    const [why] = result.rows.toArray().filter(({ status }) => status === "failed");
    throw unfinished(
      `${failed + late} of ${asked} calls failed${why?.error ? ` (${why.error})` : ""}`,
    );
  }
  if (!calibration || !whole?.divergence) throw unfinished(whole?.reason ?? "nobody answered");
  return {
    ...{ humans: calibration.humans, divergence: whole.divergence },
    answered: sizeOf(result, calibration),
  };
}

function unfinished(why: string): Error {
  return new Error(`Cannot take the calibration as measured: ${why}`);
}

/** How many panelists gave an answer that counts. */
function sizeOf({ rows }: SurveyResult, { question }: Calibration): number {
  const counted = new Set<string>();
  for (const row of rows) {
    if (row.question === question && row.status === "ok" && !row.afterStop) {
      counted.add(row.panelist);
    }
  }
  return counted.size;
}

function rounded(number: number, digits: number): number {
  return Number(number.toFixed(digits));
}
