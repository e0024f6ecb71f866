import { systemPrompt } from "../encounters/prompting.ts";
import { ask } from "../engine/ask.ts";
import { type Consulted } from "../engine/consult.ts";
import { type Askable } from "../instruments/askable.ts";
import { stream } from "../random/stream.ts";
import { type Sampling } from "./sampling_plan.ts";
import { sampledAs } from "./sampling.ts";
import { type TimelineDesk } from "./timeline_desk.ts";
import { type TimelineUnit } from "./timeline_unit.ts";

/** What is put to somebody's model. */
export interface Putting {
  readonly question: Askable;
  /** The order in which options are shown; null where there are none. */
  readonly order: readonly number[] | null;
  /** What the replies are kept under. */
  readonly key: string;
  /** Sampling of its own, before that of the study. */
  readonly sampling?: Sampling | undefined;
}

/** Puts something to somebody's model, in a conversation of its own: one prompt, and one correction at most. */
export async function putToActor(
  { question, order, key, sampling }: Putting,
  unit: TimelineUnit,
  { calls, prepared, random, verification }: TimelineDesk,
): Promise<Consulted<unknown>> {
  const { actor, t } = unit;
  const { plan } = prepared.parts;
  const { calls: { seed: own }, strategy } = prepared.exposure;
  const { panelist: { persona }, model, id } = actor;
  if (model === null) throw new TypeError(`Cannot ask "${id}": no model answers for them`);
  const seeds = own === undefined ? random : stream(own);
  const seed = own === undefined && plan.seed === null
    ? {}
    : { seed: seeds.fork("seed", id, question.key, question.product ?? "", t).integer(2 ** 31) };
  const asking = {
    ...{ question, order, model, persona, turn: 0, unit: key, panelist: id },
    history: [],
    // Every period is a sample of its own.
    repeat: t,
    system: systemPrompt(strategy, prepared.systemPrompt(persona)),
    sampling: { ...sampledAs(persona, { ...plan.sampling, ...sampling }), ...seed },
  };
  const consulted = await ask(asking, calls);
  await verification?.check(unit, asking, consulted);
  return consulted;
}
