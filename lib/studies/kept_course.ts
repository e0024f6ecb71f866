import { type CalibrationTarget } from "../analysis/calibration_target.ts";
import { ConvergenceBaseline } from "../analysis/convergence_baseline.ts";
import { type Journal } from "../engine/journal.ts";
import { type Persona } from "../personas/persona.ts";
import { type Course } from "./course.ts";
import { type Prepared } from "./prepare.ts";
import { convergenceAgain } from "./convergence_again.ts";
import { keepList, keptList } from "./kept_list.ts";
import { followOptions } from "./follow_options.ts";
import { driftsOf } from "./run_drift.ts";
import { type ResponseStore } from "./response_store.ts";
import { type Outcome } from "./run_result.ts";
import { type Synthesis } from "./synthesis_result.ts";
import { type UntilOptions } from "./until_options.ts";

/** How far a run has come: cut off, as long as it has not ended by itself. */
type Ending = Pick<Outcome, "isCutOff" | "abortReason" | "seconds">;

/** The way of a run as plain data. */
export interface KeptCourse extends Ending {
  /** The names of the rounds. */
  readonly begun: readonly string[];
  readonly path: Course["path"];
  readonly rounds: readonly (readonly [round: string, synthesis: Synthesis])[];
  readonly synthesis: Course["synthesis"];
  readonly halt: Course["halt"];
  readonly questionFailures: Course["questionFailures"];
  readonly released: Course["released"];
  readonly verification: Course["verification"];
  /** When the answers are enough; absent where nobody asked. */
  readonly until?: UntilOptions | undefined;
  /** What the answers are held against; absent where nobody asked. */
  readonly calibration?: CalibrationTarget | undefined;
  /** How many humans would have been enough; absent where nobody asked. */
  readonly humanBaseline?: ConvergenceBaseline | undefined;
  /** Above which share of failures the run is invalid; absent where nobody said. */
  readonly failureThreshold?: number | undefined;
  /** The store of replies and how it was used; absent where there was none. */
  readonly responses?: ResponseStore | undefined;
}

/** What became of a variant: a persona, or why there is none. */
type KeptVariant = readonly [panelist: string, made: Persona | null, error: string | null];

const VARIANTS = "variants";

const UNDER_WAY: Ending = { isCutOff: true, abortReason: null, seconds: 0 };

/** Keeps the way that a run has taken so far, so that its result can be read from the journal alone. */
export function keepCourse(
  journal: Journal,
  { begun, rounds, path, synthesis, halt, questionFailures, released, verification }: Course,
  {
    parts: { conduct: { failureThreshold, until, calibration, responses } },
    humanBaseline,
  }: Prepared,
  ending: Ending = UNDER_WAY,
): void {
  const kept: KeptCourse = {
    begun: begun.map(({ name }) => name),
    rounds: [...rounds],
    ...{ path, synthesis, halt, questionFailures, released, verification },
    ...{ failureThreshold, calibration, responses },
    // Of the baseline what was made of it is kept, which needs none to be read again.
    until: until && { ...until, baseline: undefined },
    humanBaseline: humanBaseline ?? undefined,
    ...ending,
  };
  journal.keepNote("course", JSON.stringify(kept));
}

/** Keeps what became of the variants of a panel. */
export function keepVariants(journal: Journal, variants: Course["variants"]): void {
  if (variants.size === 0) return;
  const kept = [...variants].map(([panelist, made]): KeptVariant =>
    made instanceof Error ? [panelist, null, made.message] : [panelist, made, null]
  );
  journal.atOnce(() => keepList(journal, VARIANTS, kept));
}

/** The way of a run that was kept, with the rounds of its instrument. */
export function courseOf(
  kept: KeptCourse,
  journal: Journal,
  prepared: Prepared,
): Course {
  const { path, synthesis, halt, questionFailures, released } = kept;
  const until = followOptions(kept);
  // Journals of earlier versions have them in one note.
  const variants: KeptVariant[] = [
    ...JSON.parse(journal.note(VARIANTS) ?? "[]"),
    ...keptList<KeptVariant>(journal, VARIANTS),
  ];
  const all = prepared.instrument.rounds;
  const begun = kept.begun.flatMap((name) => all.filter((round) => round.name === name));
  return {
    ...{ begun, path, synthesis, halt, questionFailures, released },
    rounds: new Map(kept.rounds),
    // Journals of earlier versions know of none.
    verification: kept.verification ?? null,
    convergence: until === undefined ? null : convergenceAgain(begun, until, {
      prepared: {
        ...prepared,
        humanBaseline: kept.humanBaseline ? new ConvergenceBaseline(kept.humanBaseline) : null,
      },
      journal,
    }),
    variants: new Map(
      variants.map(([panelist, made, error]) => [panelist, made ?? new Error(String(error))]),
    ),
    drift: driftsOf(journal),
  };
}
