import { type NamedModel } from "../engine/calls.ts";
import { assign } from "../models/assign.ts";
import { panelistIds } from "../personas/identity.ts";
import { type Persona } from "../personas/persona.ts";
import { type Axis, axisOf } from "../personas/variants.ts";
import { shuffle } from "../random/shuffle.ts";
import { stream } from "../random/stream.ts";
import { type Plan, type PlannedModels } from "./plan.ts";

/** One person of the panel and the models that answer for them. */
export interface Panelist {
  /** The persona's content hash, and an ordinal among equal ones; a variant's index after them. */
  readonly id: string;
  /** Who they are; of a variant the persona it is made from, until it is made. */
  readonly persona: Persona;
  /** One model, or in an ensemble each of its arms. */
  readonly models: readonly NamedModel[];
  /** Which variant of the persona this is; absent where personas answer themselves. */
  readonly variant?: Variant | undefined;
}

/** Which variant of a persona somebody is. */
export interface Variant {
  /** The id of the persona. */
  readonly of: string;
  /** Its place among the persona's variants, from 0. */
  readonly index: number;
  /** What is changed. */
  readonly axis: Axis;
}

/** The model that a persona names for itself. */
export function ownModel({ model, llm_overrides }: Persona): string | undefined {
  return model ?? llm_overrides?.model;
}

/** Everybody on the panel, in panel order, each with their models. */
export function panelistsOf(
  plan: Plan,
  models: PlannedModels,
  named: ReadonlyMap<string, NamedModel>,
): Panelist[] {
  const { personas, variants } = plan;
  const ids = panelistIds(personas);
  // Every name was resolved before; one list serves all panelists of a model.
  const alone = new Map([...named].map(([name, model]) => [name, [model]]));
  const arms = models.entries.flatMap(({ name }) => alone.get(name) ?? []);
  const own = personas.flatMap((persona) =>
    Array<string | undefined>(Math.max(1, variants)).fill(ownModel(persona))
  );
  const assigned = models.mode === "ensemble" ? [] : assignment(own, models, plan);
  const modelsAt = (place: number) => alone.get(assigned[place] ?? "") ?? arms;
  // There is an id for each persona.
  const idOf = (person: number) => ids[person] as string;
  if (variants === 0) {
    return personas.map((persona, person) => {
      return { id: idOf(person), persona, models: modelsAt(person) };
    });
  }
  return personas.flatMap((persona, person) =>
    Array.from({ length: variants }, (_, index) => ({
      id: `${idOf(person)}~${index}`,
      persona,
      models: modelsAt(person * variants + index),
      variant: { of: idOf(person), index, axis: axisOf(index) },
    }))
  );
}

/** The model of each person: in blocks of the panel's order, or of a shuffled one. */
function assignment(
  own: readonly (string | undefined)[],
  models: PlannedModels,
  plan: Plan,
): string[] {
  if (plan.assignment === "blocks") return assign(models.entries, own);
  const order = shuffle([...own.keys()], stream(plan.seed ?? 0).fork("assign"));
  const names = assign(models.entries, order.map((place) => own[place]));
  const result: string[] = [];
  // The order names every place once.
  order.forEach((place, at) => result[place] = names[at] as string);
  return result;
}
