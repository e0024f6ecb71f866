import { type Weighting } from "../analysis/weighting.ts";
import { type Raked } from "../statistics/rake.ts";
import { type Panelist } from "./panelists.ts";

/**
 * How much each person of a panel counts: what `rake()` gave, a list, or the name of an attribute. A list
 * has a weight for each person in the order of the panel, and the variants of a person share theirs.
 */
export type PanelWeights = Pick<Raked, "weights" | "source"> | readonly number[] | string;

/**
 * The weighting of a panel's answers.
 *
 * @throws {TypeError} When there is not one weight for each person.
 * @throws {RangeError} When a weight is no number from 0 on, or nobody has one above 0.
 */
export function weightingOf(given: PanelWeights, panelists: readonly Panelist[]): Weighting {
  const people = peopleOf(panelists);
  const [weights, source] = typeof given === "string"
    ? [ofAttribute(given, people), `weighted by the attribute "${given}"`] as const
    : "source" in given
    ? [given.weights, given.source] as const
    : [given, "weighted by a list"] as const;
  if (weights.length !== people.length) {
    throw new TypeError(
      `Cannot weight the answers: there are ${weights.length} weights for ${people.length} people`,
    );
  }
  const bad = weights.find((weight) => !(weight >= 0 && weight < Infinity));
  if (bad !== undefined) {
    throw new RangeError(`Cannot weight the answers by ${bad}: a weight must be from 0 on`);
  }
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  if (largest === 0) throw new RangeError("Cannot weight the answers: every weight is 0");
  // As parts of the largest: the scale says nothing, and squares stay numbers.
  const parts = new Map(people.map(({ id }, at) => [id, (weights[at] ?? 0) / largest]));
  const byPanelist = new Map(panelists.map((one) => [one.id, parts.get(personOf(one)) ?? 0]));
  return { source, weightOf: ({ panelist }) => byPanelist.get(panelist) ?? 0 };
}

/** The people that a panel stands for, in its order: those that variants are made from, once each. */
function peopleOf(panelists: readonly Panelist[]): Panelist[] {
  const people = new Map<string, Panelist>();
  for (const one of panelists) {
    if (!people.has(personOf(one))) people.set(personOf(one), { ...one, id: personOf(one) });
  }
  return [...people.values()];
}

function personOf({ id, variant }: Panelist): string {
  return variant?.of ?? id;
}

function ofAttribute(name: string, people: readonly Panelist[]): number[] {
  return people.map(({ persona }) => {
    const weight = persona[name];
    if (typeof weight === "number") return weight;
    const who = persona.name ?? "Anonymous";
    const has = weight === undefined ? "lacks it" : `has ${JSON.stringify(weight)}`;
    throw new TypeError(`Cannot weight by "${name}": "${who}" ${has}, it must be a number`);
  });
}
