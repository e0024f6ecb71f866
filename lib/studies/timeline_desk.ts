import { CompiledQuestionnaire } from "../encounters/compiled_questionnaire.ts";
import { isComputed } from "../encounters/is_computed.ts";
import { Selections } from "../encounters/selections.ts";
import { eventIds } from "../rows/event_ids.ts";
import { type Tools, toolsOf } from "./begin_run.ts";
import { EventMaker } from "./event_maker.ts";
import { Memories } from "./memories.ts";
import { type PreparedTimeline } from "./prepare_timeline.ts";
import { type Session } from "./session.ts";

/** What following a panel needs at hand. */
export interface TimelineDesk extends Tools {
  readonly prepared: PreparedTimeline;
  readonly maker: EventMaker;
  readonly memories: Memories;
  readonly selections: Selections;
  /** The ids of all products. */
  readonly catalog: ReadonlySet<string>;
  /** What is asked of a meeting; null where models are asked nothing. */
  readonly questionnaire: CompiledQuestionnaire | null;
}

/** Sets up what a run over time works with. */
export async function timelineDesk(
  prepared: PreparedTimeline,
  session: Session,
): Promise<TimelineDesk> {
  const { exposure, outcome } = prepared;
  const { namespace, policy, products, remember, selection, strategy } = exposure;
  const { allowEmpty, ...settings } = selection;
  return {
    ...toolsOf(prepared, session),
    prepared,
    maker: new EventMaker(await eventIds(namespace), { ...exposure, policy: policy.name }),
    memories: new Memories(remember),
    selections: new Selections({ products, strategy, settings, allowEmpty }),
    catalog: new Set(products.map(({ id }) => id)),
    questionnaire: outcome === null || isComputed(outcome)
      ? null
      : new CompiledQuestionnaire(outcome, strategy),
  };
}
