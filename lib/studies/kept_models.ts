import { type NamedModel } from "../engine/calls.ts";
import { type Model } from "../models/model.ts";
import { type PreparedStudy } from "./prepared_study.ts";

/** What is kept of a model: everything but the way to ask it. */
type KeptModel = Pick<Model, "id" | "spec" | "notice"> & Pick<NamedModel, "name">;

/** Everybody who answers or sums up in a run, as plain data. */
export function keptModels({ named, synthesiser, larger }: PreparedStudy): KeptModel[] {
  const all = [...named.values(), synthesiser, larger].filter((one) => one !== null);
  return all.map(({ name, model: { id, spec, notice } }) => {
    return { name, id, spec, ...(notice === undefined ? {} : { notice }) };
  });
}

/** The models of a run that was kept, by name: they are what they were, but nobody can ask them. */
export function restoredModels(kept: readonly KeptModel[]): Record<string, Model> {
  return Object.fromEntries(kept.map(({ name, ...model }) => [name, { ...model, reply: refuse }]));
}

function refuse(): Promise<never> {
  return Promise.reject(new TypeError("Cannot ask the model of a run that was opened: it is over"));
}
