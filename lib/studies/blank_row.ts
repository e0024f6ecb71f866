import { type CompiledQuestion } from "../instruments/compiled.ts";
import { type Persona } from "../personas/persona.ts";
import { NO_ANSWER } from "../rows/no_answer.ts";
import { type Row } from "../rows/row.ts";
import { type Unit } from "./unit.ts";

/** The row of a question that nothing was asked or answered of yet. */
export function blankRow({ run, unit, question, persona }: {
  readonly run: string;
  readonly unit: Unit;
  readonly question: CompiledQuestion;
  readonly persona: Persona;
}): Row {
  return {
    run,
    panelist: unit.panelist.id,
    persona: persona.name ?? "Anonymous",
    arm: unit.arm,
    model: unit.model.name,
    round: unit.round.name,
    question: question.key,
    kind: question.question.kind,
    item: null,
    repeat: unit.repeat,
    turn: unit.firstTurn,
    status: "skipped",
    ...NO_ANSWER,
  };
}
