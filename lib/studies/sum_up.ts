import { Halt } from "../engine/halt.ts";
import { type Findings } from "../instruments/findings.ts";
import { type Round } from "../instruments/instrument.ts";
import { type Row } from "../rows/row.ts";
import { asMade } from "./as_made.ts";
import { type Course, type CourseUnderWay } from "./course.ts";
import { statsOf } from "./failures_of.ts";
import { runRows } from "./run_rows.ts";
import { synthesize } from "./synthesis.ts";
import { type Synthesis } from "./synthesis_result.ts";
import { type Described, type SynthesisQuestion } from "./synthesis_voices.ts";
import { type Desk } from "./unit.ts";

/** Sums a round up, for the routes that lead on from it; null when that failed. */
export async function sumUpRound(
  round: Round,
  course: CourseUnderWay,
  desk: Desk,
): Promise<Findings | null> {
  const synthesis = await sumUp([round], `synthesis ${round.name}`, course, desk);
  if (synthesis === null) return null;
  course.rounds.set(round.name, synthesis);
  return synthesis.status === "ok" ? synthesis.findings : null;
}

/**
 * Sums the whole run up, where that is wanted and the run is valid. A run of one round that was summed up
 * already has its synthesis.
 */
export async function sumUpRun(course: CourseUnderWay, desk: Desk): Promise<void> {
  const { prepared } = desk;
  const { plan, conduct } = prepared.parts;
  if (plan.synthesis === null) return;
  const stats = statsOf({ prepared, journal: desk.journal, course, isCutOff: false });
  if (stats.isInvalid || (conduct.strict && stats.erroredPairs > 0)) return;
  const [only, ...more] = course.path;
  const known = only !== undefined && more.length === 0 ? course.rounds.get(only) : undefined;
  course.synthesis = known ?? await sumUp(course.begun, "synthesis", course, desk);
}

async function sumUp(
  rounds: readonly Round[],
  unit: string,
  course: CourseUnderWay,
  desk: Desk,
): Promise<Synthesis | null> {
  const { prepared, calls, gate, random } = desk;
  const { synthesiser: model, larger, parts: { plan } } = prepared;
  if (model === null) return null;
  const { temperature, topP } = plan.sampling;
  try {
    return await synthesize({
      rows: rowsOf(rounds, course, desk),
      questions: rounds.flatMap(({ questions }) => questions.map((key) => questionOf(key, desk))),
      describe: describer(desk),
      options: plan.synthesis ?? {},
    }, {
      ...{ calls, gate, model, unit },
      larger: () => larger ?? undefined,
      sampling: {
        ...(temperature === undefined ? {} : { temperature }),
        ...(topP === undefined ? {} : { topP }),
        ...(plan.seed === null ? {} : { seed: random.fork("seed", unit).integer(2 ** 31) }),
      },
    });
  } catch (error) {
    // Cut off like any other work: the result says so.
    if (desk.signal.aborted) return null;
    if (!(error instanceof Halt)) throw error;
    course.halted = error;
    return null;
  }
}

function* rowsOf(rounds: readonly Round[], course: Course, desk: Desk): Generator<Row> {
  const names = new Set(rounds.map(({ name }) => name));
  for (const row of runRows({ ...desk, course })) if (names.has(row.round)) yield row;
}

function questionOf(key: string, { prepared }: Desk): SynthesisQuestion {
  const asked = prepared.asked.get(key);
  return {
    key,
    text: asked?.question.question.text ?? key,
    categories: asked && ((answer) => asked.question.categories(answer)),
    followUps: (asked?.followUps ?? []).map(({ question }) => ({
      key: question.key,
      text: question.question.text,
    })),
  };
}

function describer({ prepared, variants }: Desk): (panelist: string) => Described {
  const people = new Map(
    asMade(prepared.panelists, variants).map(({ id, persona }) => [id, persona]),
  );
  return (panelist) => {
    const persona = people.get(panelist);
    return {
      name: persona?.name ?? "Anonymous",
      occupation: persona?.occupation,
      traits: persona?.personality_traits,
    };
  };
}
