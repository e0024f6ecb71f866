import { type SelectionExposure } from "../encounters/policy.ts";
import { execute, type Rules } from "../encounters/rules.ts";
import { type SelectionPrompt, selectionPrompt } from "../encounters/selection_prompt.ts";
import { type Consulted } from "../engine/consult.ts";
import { evaluate } from "./evaluate.ts";
import { putToActor } from "./put_to_actor.ts";
import { type TimelineDesk } from "./timeline_desk.ts";
import { type Acted, type TimelineUnit } from "./timeline_unit.ts";

/** Lets somebody choose, and evaluate what the rules leave of it: the row of the choice comes first. */
export async function select(
  unit: TimelineUnit,
  choice: SelectionExposure,
  desk: TimelineDesk,
): Promise<Acted> {
  const { actor, t } = unit;
  const { maker, prepared: { exposure }, selections } = desk;
  const prompt = selectionPrompt(selections, choice, {
    memory: desk.memories.textOf(actor.id, (product) => selections.handle(product)),
    random: desk.random.fork("choice", actor.id, t),
  });
  const put = { question: prompt, order: prompt.order, sampling: exposure.calls.selecting };
  const reply = await putToActor({ ...put, key: unit.key }, unit, desk);
  const { execution, traces } = carriedOut(prompt, reply, desk);
  const { choiceSet } = choice;
  const row = maker.selection({ actor, t, choiceSet, selected: execution.requested, traces });
  const meeting = { products: execution.executed, selection: row.event_id };
  const met = await evaluate(unit, meeting, desk);
  const isAsked = desk.questionnaire !== null && met.rows.length > 0;
  return {
    rows: [row, ...met.rows],
    isSettled: met.isSettled && reply.status !== "failed",
    isRecalled: reply.isRecalled && (met.isRecalled || !isAsked),
  };
}

/** What is done with a reply, and what is recorded of it. */
function carriedOut(prompt: SelectionPrompt, reply: Consulted<unknown>, desk: TimelineDesk) {
  const reading = prompt.result(reply);
  const { requested } = reading;
  const { catalog } = desk;
  const asked = { requested, shown: prompt.shown, catalog };
  const execution = execute(asked, rulesFor(reply, desk));
  const unshown = execution.executed.filter((id) => !prompt.shown.includes(id));
  const traces = {
    ...prompt.traces(reading, execution, reply.text),
    requested_product_ids: execution.requested,
    ...(unshown.length > 0 ? { unshown_product_ids: unshown } : {}),
  };
  return { execution, traces };
}

/** The rules for a reply: of who declined, or could not be asked, nobody knows what they would take. */
function rulesFor({ status }: Consulted<unknown>, { prepared }: TimelineDesk): Rules {
  const { rules } = prepared.exposure;
  return status === "ok" || status === "unparsable" ? rules : { ...rules, allowEmpty: true };
}
