import { type NamedModel } from "../engine/calls.ts";
import { modelPrice } from "../models/model_price.ts";
import { PRICE_FILE } from "../models/price_file.ts";
import { type Prices } from "../models/prices.ts";
import { defaultModel, resolveModel } from "../models/resolve.ts";
import { type Persona } from "../personas/persona.ts";
import { personaPrompt } from "../personas/prompt.ts";
import { fillTemplate } from "../personas/template.ts";
import { fingerprint } from "../rows/fingerprint.ts";
import { ownModel } from "./panelists.ts";
import { type PlannedModels } from "./plan.ts";
import { type Parts } from "./study.ts";

/** The models of a plan; where it names none, the keys that are set decide. */
export function chosenModels({ plan, world: { host } }: Parts): PlannedModels {
  return plan.models ?? { mode: "single", entries: [{ name: defaultModel(host), weight: 1 }] };
}

/** Who answers and why, where nobody was named. */
export function choiceOf({ plan }: Parts, { entries }: PlannedModels): string | null {
  if (plan.models !== null) return null;
  const name = entries[0]?.name;
  return name === "simulated"
    ? "no model is named and no provider's key is set: simulated respondents answer, not a language model"
    : `no model is named: ${name} answers, whose provider's key is set`;
}

/** Every model that answers, by name; the first thing to fail when a key is missing. */
export function namedModels(models: PlannedModels, parts: Parts): Map<string, NamedModel> {
  const own = models.mode === "ensemble" ? [] : parts.plan.personas.map(ownModel);
  const names = new Set([...models.entries.map(({ name }) => name), ...own]);
  const named = new Map<string, NamedModel>();
  const twins = new Map<string, number>();
  for (const name of names) {
    if (name === undefined) continue;
    const { model, isPortable } = namedModel(name, parts);
    // An ensemble may name one model twice; what it says under either name is a sample of its own.
    const same = fingerprint({ id: model.id, spec: model.spec });
    const twin = models.mode === "ensemble" ? twins.get(same) ?? 0 : 0;
    twins.set(same, twin + 1);
    named.set(name, { name, model, twin, isPortable });
  }
  return named;
}

/** A model by its name; where all replies are recorded it needs no key. */
export function namedModel(name: string, { world, conduct }: Parts): NamedModel {
  const isAsked = conduct.responses?.mode !== "replay";
  const own = world.models[name];
  const model = own ?? resolveModel(name, world.host, { isAsked });
  // Of the models that are handed in, only the simulated ones are what their spec says.
  return { name, model, isPortable: own === undefined || own.spec.provider === "simulated" };
}

/** A budget can be kept only where every price is known. */
export function checkPrices(
  named: readonly (NamedModel | null)[],
  { conduct }: Parts,
  prices: Prices,
): void {
  if (conduct.budget === undefined || conduct.responses?.mode === "replay") return;
  const unknown = named.flatMap((one) =>
    one === null || modelPrice(one.model, prices) !== null ? [] : [one.name]
  );
  if (unknown.length === 0) return;
  throw new TypeError(
    `Cannot keep to a budget with ${[...new Set(unknown)].join(", ")}: no price is known; ` +
      `${PRICE_FILE} names a file of prices`,
  );
}

/** What must be said of who answers wherever the result is shown; null when nothing must. */
export function noticeOf(named: ReadonlyMap<string, NamedModel>): string | null {
  const models = [...named.values()];
  const noticed = models.filter(({ model }) => model.notice !== undefined);
  if (noticed.length === 0) return null;
  const notice = [...new Set(noticed.map(({ model }) => model.notice))].join("; ");
  return noticed.length === models.length
    ? notice
    : `the answers of ${noticed.map(({ name }) => name).join(", ")}: ${notice}`;
}

/** How a persona becomes a system prompt: by a template, or the built-in words. */
export function promptOf(template: string | null | undefined): (persona: Persona) => string {
  return template === undefined || template === null
    ? personaPrompt
    : (persona) => fillTemplate(template, persona);
}
