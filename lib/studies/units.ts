import { type NamedModel } from "../engine/calls.ts";
import { type Round } from "../instruments/instrument.ts";
import { type Panelist } from "./panelists.ts";
import { type Prepared } from "./prepare.ts";
import { type PreparedStudy } from "./prepared_study.ts";
import { type Unit } from "./unit.ts";

/**
 * The units of one round, in the order in which they are begun, arms and repeats side by side.
 *
 * @param path The rounds that were carried out before, in their order.
 * @param people The places of the panelists, in the order in which they are asked.
 */
export function* unitsOf(
  round: Round,
  path: readonly Round[],
  prepared: Prepared,
  people: Iterable<number> = prepared.panelists.keys(),
): Generator<Unit> {
  const { models, panelists, parts: { plan } } = prepared;
  const isEnsemble = models.mode === "ensemble";
  const width = conversationsOf(prepared) / panelists.length;
  // The part of the keys that is not the panelist is worded once.
  const ends = [...path, round].map(({ name }) => endsOf(name, prepared));
  const place = (stage: number, person: number, at: number, { id }: Panelist) => ({
    key: `${id} ${ends[stage]?.[at]}`,
    position: (stage * panelists.length + person) * width + at,
  });
  const firstTurn = path.reduce((turns, { questions }) => turns + turnsIn(questions, prepared), 0);
  for (const person of people) {
    const panelist = panelists[person];
    if (panelist === undefined) continue;
    for (const [at, { model, repeat }] of sittings(panelist, plan.repeats)) {
      const before = path.map((_, stage) => place(stage, person, at, panelist));
      const here = place(path.length, person, at, panelist);
      const arm = isEnsemble ? model.name : null;
      yield { ...here, panelist, model, arm, repeat, round, before, firstTurn };
    }
  }
}

/** How many times each panelist is asked in a round: by every arm, and in every repeat. */
function* sittings(
  { models }: Panelist,
  repeats: number,
): Generator<[at: number, sitting: { model: NamedModel; repeat: number }]> {
  let at = 0;
  for (const model of models) {
    for (let repeat = 0; repeat < repeats; repeat++) yield [at++, { model, repeat }];
  }
}

/**
 * How many conversations a round has: of every panelist, on every arm, in every repeat.
 *
 * @param people How many panelists there are; null for all of the panel.
 */
export function conversationsOf(
  { models, panelists, parts: { plan } }: PreparedStudy,
  people: number | null = null,
): number {
  const arms = models.mode === "ensemble" ? models.entries.length : 1;
  return (people ?? panelists.length) * plan.repeats * arms;
}

/**
 * Whether a unit of a journal is of the way that a run takes: when failed answers are tried again the
 * way may change, and what lay on the old one does not count.
 *
 * @param path The rounds of the way, in their order.
 */
export function isOnPath(path: readonly Round[], prepared: Prepared) {
  const conversations = conversationsOf(prepared);
  const ends = path.map(({ name }) => endsOf(name, prepared).map((end) => ` ${end}`));
  return ({ position, key }: Pick<Unit, "position" | "key">): boolean =>
    ends[Math.floor(position / conversations)]?.some((end) => key.endsWith(end)) ?? false;
}

/** Where the units of the last round of a way stand in panel order, and how their keys end. */
export function placeOf(
  path: readonly Round[],
  prepared: Prepared,
): readonly [from: number, before: number, ending: string] {
  const conversations = conversationsOf(prepared);
  const [from, before] = [(path.length - 1) * conversations, path.length * conversations];
  return [from, before, `,${JSON.stringify(path.at(-1)?.name)}]`];
}

function endsOf(round: string, { models, parts: { plan } }: Prepared): string[] {
  const arms = models.mode === "ensemble" ? models.entries.map(({ name }) => name) : [null];
  return arms.flatMap((arm) =>
    Array.from({ length: plan.repeats }, (_, repeat) => JSON.stringify([arm, repeat, round]))
  );
}

/** How many places in a conversation questions take up, follow-ups included. */
export function turnsIn(questions: readonly string[], { asked }: Prepared): number {
  return questions.reduce((sum, key) => sum + 1 + (asked.get(key)?.followUps.length ?? 0), 0);
}
