import { type Calls, type NamedModel } from "../engine/calls.ts";
import { type Gate } from "../engine/gate.ts";
import { type Journal } from "../engine/journal.ts";
import { type QuestionBudget, type Standing } from "../engine/question_budget.ts";
import { type Round } from "../instruments/instrument.ts";
import { type Persona } from "../personas/persona.ts";
import { type Stream } from "../random/stream.ts";
import { type Panelist } from "./panelists.ts";
import { type Prepared } from "./prepare.ts";
import { type Pulse } from "./pulse.ts";
import { type Verification } from "./verification.ts";

/** A piece of work: one panelist on one model in one round, once. */
export interface Unit {
  /** Names the unit for good, whatever the order or speed of a run. */
  readonly key: string;
  /** Its place in panel order. */
  readonly position: number;
  readonly panelist: Panelist;
  readonly model: NamedModel;
  /** The model's name in an ensemble; null otherwise. */
  readonly arm: string | null;
  /** Which repeat, from 0. */
  readonly repeat: number;
  readonly round: Round;
  /** The same panelist in earlier rounds. */
  readonly before: readonly Pick<Unit, "key" | "position">[];
  /** How many questions, follow-ups included, the panelist met in earlier rounds. */
  readonly firstTurn: number;
  /** Where it stands among those who are asked; undefined where failures are not counted. */
  readonly standing?: Standing | undefined;
}

/** What a conversation needs at hand. */
export interface Desk {
  readonly run: string;
  readonly prepared: Prepared;
  readonly calls: Calls;
  readonly gate: Gate;
  /** Cuts the run off. */
  readonly signal: AbortSignal;
  readonly journal: Journal;
  readonly random: Stream;
  /** Counts the failures of each question; undefined where they are not limited. */
  readonly failures?: QuestionBudget | undefined;
  /** Asks a sample of recorded questions again; undefined where nothing is to be verified. */
  readonly verification?: Verification | undefined;
  /** Counts how far the run has come. */
  readonly pulse: Pulse;
  /** The variants that were made: the persona, or why there is none. */
  readonly variants: ReadonlyMap<string, Persona | Error>;
}
