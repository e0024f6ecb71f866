import { type SelectionExposure } from "../encounters/policy.ts";
import { execute, type Rules } from "../encounters/rules.ts";
import { selectionPrompt } from "../encounters/selection_prompt.ts";
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
  const { catalog, maker, selections } = desk;
  const prompt = selectionPrompt(selections, choice, {
    memory: desk.memories.textOf(actor.id, (product) => selections.handle(product)),
    random: desk.random.fork("choice", actor.id, t),
  });
  const reply = await putToActor(
    {
      question: prompt,
      order: prompt.order,
      key: unit.key,
      sampling: desk.prepared.exposure.calls.selecting,
    },
    unit,
    desk,
  );
  const reading = prompt.result(reply);
  const { requested } = reading;
  const execution = execute({ requested, shown: prompt.shown, catalog }, rulesFor(reply, desk));
  const shown = new Set(prompt.shown);
  const unshown = execution.executed.filter((id) => !shown.has(id));
  const row = maker.selection({
    ...{ actor, t, choiceSet: choice.choiceSet, selected: execution.requested },
    traces: {
      ...prompt.traces(reading, execution, reply.text),
      requested_product_ids: execution.requested,
      ...(unshown.length > 0 ? { unshown_product_ids: unshown } : {}),
    },
  });
  const met = await evaluate(
    unit,
    { products: execution.executed, selection: row.event_id },
    desk,
  );
  return { rows: [row, ...met.rows], isSettled: met.isSettled && reply.status !== "failed" };
}

/** The rules for a reply: of who declined, or could not be asked, nobody knows what they would take. */
function rulesFor({ status }: Consulted<unknown>, { prepared }: TimelineDesk): Rules {
  const { rules } = prepared.exposure;
  return status === "ok" || status === "unparsable" ? rules : { ...rules, allowEmpty: true };
}
