import { ENCOUNTER_PROMPT_VERSION } from "../encounters/prompting.ts";
import { type NamedModel } from "../engine/calls.ts";
import { PERSONA_PROMPT_VERSION } from "../personas/prompt.ts";
import { fingerprint } from "../rows/fingerprint.ts";
import { type PlannedExposure } from "./exposure_plan.ts";
import { type Panelist } from "./panelists.ts";
import { type Plan, type PlannedModels } from "./plan.ts";

/** Everything that shapes a row, section by section, each as a fingerprint or as itself. */
export function timelineSections({ plan, exposure, models, named, panelists }: {
  readonly plan: Plan;
  readonly exposure: PlannedExposure;
  readonly models: PlannedModels;
  readonly named: ReadonlyMap<string, NamedModel>;
  readonly panelists: readonly Panelist[];
}): Record<string, unknown> {
  const { products, outcome, ...rest } = exposure;
  return {
    personas: fingerprint(panelists.map(({ id }) => id)),
    products: fingerprint(plain(products)),
    outcome: fingerprint(plain(outcome)),
    exposure: plain(rest),
    models: { mode: models.mode, entries: models.entries, assignment: plan.assignment },
    specs: [...named.values()].map(({ model }) => ({ id: model.id, ...model.spec })),
    seed: plan.seed,
    sampling: { ...plan.sampling },
    template: plan.template,
    prompts: { persona: PERSONA_PROMPT_VERSION, encounter: ENCOUNTER_PROMPT_VERSION },
  };
}

/** Without members that are undefined, as it stands in JSON. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
