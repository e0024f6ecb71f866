import { type CompiledQuestionnaire } from "../encounters/compiled_questionnaire.ts";
import { type OutcomeResult } from "../encounters/outcome.ts";
import { outcomePrompt } from "../encounters/outcome_prompt.ts";
import { type Shown } from "./event_maker.ts";
import { putToActor } from "./put_to_actor.ts";
import { type TimelineDesk } from "./timeline_desk.ts";
import { type Acted, type TimelineUnit } from "./timeline_unit.ts";

/** What a model's answer comes to, and where it is from. */
export interface Answered extends OutcomeResult, Pick<Acted, "isSettled" | "isRecalled"> {}

/** Puts a questionnaire about a product to somebody's model. */
export async function askOutcome(
  questionnaire: CompiledQuestionnaire,
  { unit, shown }: { readonly unit: TimelineUnit; readonly shown: Shown },
  desk: TimelineDesk,
): Promise<Answered> {
  const { actor: { id }, memory: remembered, t } = unit;
  const { product, display, features } = shown;
  const question = outcomePrompt(questionnaire, {
    ...{ product, display, productFeatures: features },
    memory: desk.memories.textOf(id, (product) => desk.selections.handle(product)),
    random: desk.random.fork("meeting", id, product.id, t),
  });
  const { maxTokens, temperature } = questionnaire.questionnaire;
  const reply = await putToActor(
    {
      question,
      order: null,
      key: JSON.stringify([id, t, product.id, ...remembered]),
      sampling: {
        ...desk.prepared.exposure.calls.evaluating,
        ...(maxTokens === undefined ? {} : { maxTokens }),
        ...(temperature === undefined ? {} : { temperature }),
      },
    },
    unit,
    desk,
  );
  const { status, isRecalled } = reply;
  return { ...question.result(reply), isSettled: status !== "failed", isRecalled };
}
