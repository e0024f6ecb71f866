import { isComputed } from "../encounters/is_computed.ts";
import { type OutcomeContext, type OutcomeResult } from "../encounters/outcome.ts";
import { ownResult } from "../encounters/own_result.ts";
import { type Stream } from "../random/stream.ts";
import { type EvaluationRow } from "../rows/event_row.ts";
import { type Shown } from "./event_maker.ts";
import { type Answered, askOutcome } from "./ask_outcome.ts";
import { type TimelineDesk } from "./timeline_desk.ts";
import { type Acted, type TimelineUnit } from "./timeline_unit.ts";

/** Lets somebody meet products one after the other; a row for each. */
export async function evaluate(
  unit: TimelineUnit,
  { products, selection }: {
    readonly products: readonly string[];
    /** The id of the selection before them; null where there is none. */
    readonly selection: string | null;
  },
  desk: TimelineDesk,
): Promise<Acted> {
  const rows: EvaluationRow[] = [];
  let [isSettled, isRecalled] = [true, desk.questionnaire !== null];
  for (const id of products) {
    const shown = desk.maker.shown(id);
    if (shown === undefined) continue;
    const coming = outcomeOf(unit, shown, desk);
    const result = coming instanceof Promise ? await coming : coming;
    // What is computed was neither asked for nor recalled.
    const answered: Partial<Answered> = result ?? {};
    isSettled &&= answered.isSettled ?? true;
    isRecalled &&= answered.isRecalled ?? true;
    rows.push(desk.maker.evaluation({ ...unit, shown, selection }, result));
  }
  return { rows, isSettled, isRecalled };
}

/** What comes of one meeting; null where nothing is to. */
function outcomeOf(
  unit: TimelineUnit,
  shown: Shown,
  desk: TimelineDesk,
): OutcomeResult | null | Promise<OutcomeResult | Answered> {
  const { prepared: { outcome }, questionnaire } = desk;
  if (questionnaire !== null) return askOutcome(questionnaire, { unit, shown }, desk);
  if (outcome === null || !isComputed(outcome)) return null;
  try {
    const coming = outcome.evaluate(new Meeting(unit, shown, desk));
    return coming instanceof Promise
      ? coming.then(ownResult).catch(withoutResult)
      : ownResult(coming);
  } catch (error) {
    return withoutResult(error);
  }
}

/** One meeting that cannot be worked out is a row that says so, and the run goes on. */
function withoutResult(error: unknown): OutcomeResult {
  const message = error instanceof Error ? error.message : String(error);
  return { outcomes: null, traces: null, errors: [message] };
}

/** A meeting as an outcome sees it; its stream is made when it is drawn from. */
class Meeting implements OutcomeContext {
  readonly panelist: string;
  readonly product: OutcomeContext["product"];
  readonly t: number;
  readonly display: string;
  readonly panelistFeatures: OutcomeContext["panelistFeatures"];
  readonly productFeatures: OutcomeContext["productFeatures"];
  readonly memory: OutcomeContext["memory"];
  readonly #all: Stream;
  #own: Stream | undefined;

  constructor(
    { actor, t }: TimelineUnit,
    { product, display, features }: Shown,
    desk: TimelineDesk,
  ) {
    this.panelist = actor.id;
    this.product = product;
    this.t = t;
    this.display = display;
    this.panelistFeatures = desk.maker.featuresOf(actor);
    this.productFeatures = features;
    this.memory = desk.memories.of(actor.id);
    this.#all = desk.random;
  }

  get random(): Stream {
    return this.#own ??= this.#all.fork("outcome", this.panelist, this.product.id, this.t);
  }
}
