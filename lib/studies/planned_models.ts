import { parseModelList } from "../models/model_list.ts";
import { type Model } from "../models/model.ts";
import { type Plan, type PlannedModels } from "./plan.ts";

/** The models of a list as on the command line; with a blend its weights are those of the blend. */
export function listed(text: string, { blend }: Pick<Plan, "blend">): PlannedModels {
  const models = parseModelList(text);
  return blend ? blended(models) : models;
}

/** The models that were handed in as values; each counts the same. */
export function handedIn(models: readonly Model[]): PlannedModels {
  for (const model of models) {
    if (typeof model?.id === "string" && typeof model.reply === "function") continue;
    throw new TypeError(
      "Cannot use the models: each must be a name, or a model with an id and reply()",
    );
  }
  if (models.length === 0) throw new TypeError("Cannot use no models: name at least one");
  const entries = models.map(({ id }) => ({ name: id, weight: 1 }));
  const twice = entries.find(({ name }, place) =>
    entries.findIndex((e) => e.name === name) !== place
  );
  if (twice) throw new TypeError(`Cannot use the models: "${twice.name}" is there twice`);
  return { mode: models.length === 1 ? "single" : "ensemble", entries };
}

/** The models of a blend: each answers the whole panel, and counts with its weight. */
export function blended(
  models: PlannedModels | null,
  weights?: Readonly<Record<string, number>>,
): PlannedModels {
  if (models === null) throw new TypeError("Cannot blend: name the models first, with models()");
  if (models.entries.length < 2) {
    throw new TypeError(`Cannot blend "${models.entries[0]?.name}" alone: name several models`);
  }
  const { entries } = weights === undefined ? models : weighed(models, weights);
  return { mode: "ensemble", entries };
}

/** Models with the weights of a blend; each must have one. */
export function weighed(
  { mode, entries }: PlannedModels,
  weights: Readonly<Record<string, number>>,
): PlannedModels {
  const names = entries.map(({ name }) => name);
  const stranger = Object.keys(weights).find((name) => !names.includes(name));
  if (stranger !== undefined) {
    throw new TypeError(
      `Cannot blend with a weight of "${stranger}": the models are ${names.join(", ")}`,
    );
  }
  return {
    mode,
    entries: names.map((name) => {
      const weight = weights[name];
      if (weight !== undefined && weight > 0 && weight < Infinity) return { name, weight };
      throw new TypeError(
        `Cannot blend: the weight of "${name}" is ${weight ?? "missing"}, not a positive number`,
      );
    }),
  };
}
