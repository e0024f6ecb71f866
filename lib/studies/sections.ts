import { type NamedModel } from "../engine/calls.ts";
import { QUESTION_PROMPT_VERSION } from "../instruments/compiled.ts";
import { PERSONA_PROMPT_VERSION } from "../personas/prompt.ts";
import { VARIANT_PROMPT_VERSION } from "../personas/variants.ts";
import { fingerprint } from "../rows/fingerprint.ts";
import { type AskedInstrument } from "./asked.ts";
import { type Panelist } from "./panelists.ts";
import { type Plan, type PlannedModels } from "./plan.ts";
import { READING_PROMPT_VERSION } from "./reading_prompt.ts";
import { SYNTHESIS_PROMPT_VERSION } from "./synthesis_prompt.ts";

/** What a plan comes to when it is prepared. */
interface Prepared {
  readonly plan: Plan;
  readonly asked: AskedInstrument;
  readonly models: PlannedModels;
  readonly named: ReadonlyMap<string, NamedModel>;
  readonly helpers: Readonly<Record<"synthesiser" | "larger", NamedModel | null>>;
  readonly panelists: readonly Panelist[];
}

/** Everything that shapes an answer, section by section, each as a fingerprint or as itself. */
export function sectionsOf(prepared: Prepared): Record<string, unknown> {
  const { plan, asked, models, named, helpers, panelists } = prepared;
  const isRead = [...asked.questions.values()].some(({ extraction, followUps }) =>
    extraction !== null || followUps.some(({ condition }) => condition.type === "sentiment")
  );
  // Nobody who answers is told what an instrument says of itself.
  const { description: _, ...instrument } = asked.instrument;
  return {
    personas: fingerprint(panelists.map(({ id }) => id)),
    instrument: fingerprint(instrument),
    models: { mode: models.mode, entries: models.entries, assignment: plan.assignment },
    specs: [...named.values()].map(({ model }) => ({ id: model.id, ...model.spec })),
    seed: plan.seed,
    sampling: { ...plan.sampling },
    repeats: plan.repeats,
    template: plan.template,
    extractions: plan.extractions,
    synthesis: helpers.synthesiser === null ? null : {
      ...plan.synthesis,
      spec: { id: helpers.synthesiser.model.id, ...helpers.synthesiser.model.spec },
    },
    prompts: {
      persona: PERSONA_PROMPT_VERSION,
      question: QUESTION_PROMPT_VERSION,
      ...(plan.variants === 0 ? {} : { variant: VARIANT_PROMPT_VERSION }),
      ...(isRead ? { reading: READING_PROMPT_VERSION } : {}),
      ...(helpers.synthesiser === null ? {} : { synthesis: SYNTHESIS_PROMPT_VERSION }),
    },
  };
}
