import { type NamedModel } from "../engine/calls.ts";
import { CompiledQuestion, QUESTION_PROMPT_VERSION } from "../instruments/compiled.ts";
import { type Instrument } from "../instruments/instrument.ts";
import { assign } from "../models/assign.ts";
import { weightWarning } from "../models/model_list.ts";
import { defaultModel, resolveModel } from "../models/resolve.ts";
import { panelistIds } from "../personas/identity.ts";
import { type Persona } from "../personas/persona.ts";
import { PERSONA_PROMPT_VERSION } from "../personas/prompt.ts";
import { fingerprint } from "../rows/fingerprint.ts";
import { type PlannedModels } from "./plan.ts";
import { type Parts } from "./study.ts";
import { refuseUnsupported } from "./unsupported.ts";

/** One person of the panel and the models that answer for them. */
export interface Panelist {
  /** The persona's content hash, and an ordinal among equal ones. */
  readonly id: string;
  /** Who they are. */
  readonly persona: Persona;
  /** One model, or in an ensemble each of its arms. */
  readonly models: readonly NamedModel[];
}

/** A study that can be run: everything is checked, and nothing has been spent. */
export interface Prepared {
  readonly parts: Parts;
  readonly instrument: Instrument;
  readonly models: PlannedModels;
  readonly panelists: readonly Panelist[];
  readonly questions: ReadonlyMap<string, CompiledQuestion>;
  /** What shapes the answers, section by section, each as a fingerprint or as itself. */
  readonly sections: Readonly<Record<string, unknown>>;
  readonly fingerprint: string;
  readonly warnings: readonly string[];
  /** What must be said wherever the result is shown. */
  readonly notice: string | null;
}

/**
 * Checks a study and works out who is asked what on which model.
 *
 * @throws {TypeError} When it cannot be run as it stands.
 */
export function prepare(parts: Parts): Promise<Prepared> {
  const { plan, world } = parts;
  const { instrument, personas } = plan;
  if (instrument === null) throw new TypeError("Cannot run the study: nothing is asked");
  if (personas.length === 0) throw new TypeError("Cannot run the study: the panel has no personas");
  refuseUnsupported(instrument);
  const models = plan.models ?? chosenModels(parts);
  const named = namedModels(models, parts);
  const questions = compiled(instrument);
  checkModels(named, questions);
  const panelists = panelistsOf(personas, models, named);
  const sections = sectionsOf({ parts, instrument, models, named, panelists });
  return Promise.resolve({
    parts: { ...parts, world },
    instrument,
    models,
    panelists,
    questions,
    sections,
    fingerprint: fingerprint(sections),
    warnings: warningsOf(personas, models, plan.seed, named),
    notice: noticeOf(named),
  });
}

function chosenModels({ world: { host } }: Parts): PlannedModels {
  const name = defaultModel(host);
  const why = name === "simulated"
    ? "no model is named and no provider's key is set: simulated respondents answer, not a language model"
    : `no model is named: ${name} answers, whose provider's key is set`;
  host.terminal.err(`${why}\n`);
  return { mode: "single", entries: [{ name, weight: 1 }] };
}

/** Every model that answers, by name; the first thing to fail when a key is missing. */
function namedModels(models: PlannedModels, { plan, world }: Parts): Map<string, NamedModel> {
  const own = models.mode === "ensemble" ? [] : plan.personas.map(ownModel);
  const names = new Set([...models.entries.map(({ name }) => name), ...own]);
  const named = new Map<string, NamedModel>();
  for (const name of names) {
    if (name === undefined) continue;
    named.set(name, { name, model: world.models[name] ?? resolveModel(name, world.host) });
  }
  return named;
}

function ownModel({ model, llm_overrides }: Persona): string | undefined {
  return model ?? llm_overrides?.model;
}

function panelistsOf(
  personas: readonly Persona[],
  models: PlannedModels,
  named: ReadonlyMap<string, NamedModel>,
): Panelist[] {
  const ids = panelistIds(personas);
  // Every name was resolved before; one list serves all panelists of a model.
  const alone = new Map([...named].map(([name, model]) => [name, [model]]));
  const arms = models.entries.flatMap(({ name }) => alone.get(name) ?? []);
  const assigned = models.mode === "ensemble" ? [] : assign(models.entries, personas.map(ownModel));
  return personas.map((persona, place) => ({
    // There is an id for each persona, and a name for each outside an ensemble.
    id: ids[place] as string,
    persona,
    models: alone.get(assigned[place] ?? "") ?? arms,
  }));
}

function compiled(instrument: Instrument): Map<string, CompiledQuestion> {
  return new Map(
    Object.entries(instrument.questions)
      .map(([key, question]) => [key, new CompiledQuestion(key, question)]),
  );
}

function checkModels(
  named: ReadonlyMap<string, NamedModel>,
  questions: ReadonlyMap<string, CompiledQuestion>,
): void {
  const about = [...questions.values()].map(({ key, options, ordered, question }) => {
    return { key, kind: question.kind, text: question.text, options, order: null, ordered };
  });
  for (const { model } of named.values()) model.accepts?.(about);
}

function sectionsOf({ parts: { plan }, instrument, models, named, panelists }: {
  readonly parts: Parts;
  readonly instrument: Instrument;
  readonly models: PlannedModels;
  readonly named: ReadonlyMap<string, NamedModel>;
  readonly panelists: readonly Panelist[];
}): Record<string, unknown> {
  return {
    personas: fingerprint(panelists.map(({ id }) => id)),
    instrument: fingerprint(instrument),
    models: { mode: models.mode, entries: models.entries },
    specs: [...named.values()].map(({ model }) => ({ id: model.id, ...model.spec })),
    seed: plan.seed,
    prompts: { persona: PERSONA_PROMPT_VERSION, question: QUESTION_PROMPT_VERSION },
  };
}

function noticeOf(named: ReadonlyMap<string, NamedModel>): string | null {
  const notices = [...named.values()].flatMap(({ model }) => model.notice ?? []);
  return notices.length === 0 ? null : [...new Set(notices)].join("; ");
}

function warningsOf(
  personas: readonly Persona[],
  models: PlannedModels,
  seed: number | null,
  named: ReadonlyMap<string, NamedModel>,
): string[] {
  const warnings: string[] = [];
  const weights = weightWarning(models);
  if (weights) warnings.push(weights);
  const own = personas.filter((persona) => ownModel(persona) !== undefined).length;
  if (models.mode === "ensemble" && own > 0) {
    warnings.push(`${own} personas name a model of their own, which an ensemble does not use`);
  }
  const unseeded = [...named.values()].some(({ model }) => model.spec.provider === "anthropic");
  if (seed !== null && unseeded) {
    warnings.push("anthropic takes no seed: its answers will differ from run to run");
  }
  return warnings;
}
