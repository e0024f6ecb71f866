import { counted } from "../display/counted.ts";
import { ownModel } from "./panelists.ts";
import { type Plan, type PlannedModels } from "./plan.ts";

/** Which models answer, and for whom: a persona's own wins, but in an ensemble, where all answer for everybody. */
export function modelsText(plan: Plan): string {
  return [plannedText(plan), ownModelsText(plan)].filter((text) => text !== "").join(" ");
}

function plannedText({ models, assignment, blend }: Plan): string {
  if (models === null) return "";
  const names = models.entries.map(({ name }) => name).join(", ");
  if (models.mode === "single") return `The model is ${names}.`;
  if (models.mode === "weighted") {
    const how = assignment === "blocks"
      ? "in blocks of the panel's order"
      : "in an order shuffled by the seed";
    return `Each is given one of several models by weight (${weightsOf(models)}), ${how}.`;
  }
  const blended = blend
    ? `; shares are the weighted mean of theirs (${weightsOf(models)})`
    : "; their answers are counted apart";
  return `Every model (${names}) answers for the whole panel${blended}.`;
}

function weightsOf({ entries }: PlannedModels): string {
  const total = entries.reduce((sum, { weight }) => sum + weight, 0);
  return entries.map(({ name, weight }) => `${name} ${Math.round(100 * weight / total)} %`).join(
    ", ",
  );
}

function ownModelsText({ personas, models }: Plan): string {
  if (models?.mode === "ensemble") return "";
  const own = personas.flatMap((persona) => ownModel(persona) ?? []);
  if (own.length === 0) return "";
  const names = [...new Set(own)].join(", ");
  return own.length === 1
    ? `1 persona names a model of its own (${names}).`
    : `${counted(own.length, "persona")} name models of their own (${names}).`;
}

/** How answers are sampled; a persona's own settings win. */
export function samplingText({ sampling, personas }: Pick<Plan, "sampling" | "personas">): string {
  return [plannedSampling(sampling), ownSampling(personas)].filter((text) => text !== "").join(" ");
}

function plannedSampling({ temperature, topP, maxTokens }: Plan["sampling"]): string {
  const set = [
    temperature === undefined ? "" : `temperature ${temperature}`,
    topP === undefined ? "" : `top-p ${topP}`,
    maxTokens === undefined ? "" : `at most ${maxTokens} tokens an answer`,
  ].filter((text) => text !== "");
  return set.length === 0
    ? "Sampling is left to the providers' defaults."
    : `Sampled with ${set.join(", ")}.`;
}

function ownSampling(personas: Plan["personas"]): string {
  const own = personas.filter(({ llm_overrides = {} }) => {
    const { model: _, ...settings } = llm_overrides;
    return Object.keys(settings).length > 0;
  }).length;
  if (own === 0) return "";
  return own === 1
    ? "1 persona has settings of its own, which win."
    : `${counted(own, "persona")} have settings of their own, which win.`;
}
