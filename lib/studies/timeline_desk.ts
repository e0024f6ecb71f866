import { type Tools } from "./begin_run.ts";
import { type EventMaker } from "./event_maker.ts";
import { type Memories } from "./memories.ts";
import { type PreparedTimeline } from "./prepare_timeline.ts";

/** What following a panel needs at hand. */
export interface TimelineDesk extends Tools {
  readonly prepared: PreparedTimeline;
  readonly maker: EventMaker;
  readonly memories: Memories;
}
