import { type ConvergenceBaseline, convergenceBaseline } from "../analysis/convergence_baseline.ts";
import { baseline } from "../benchmarks/baseline.ts";
import { type NamedModel } from "../engine/calls.ts";
import { type CompiledQuestion } from "../instruments/compiled.ts";
import { type Instrument } from "../instruments/instrument.ts";
import { type AboutQuestion } from "../models/model.ts";
import { modelPrice } from "../models/model_price.ts";
import { loadPrices, PRICE_FILE } from "../models/price_file.ts";
import { type Prices } from "../models/prices.ts";
import { defaultModel, resolveModel } from "../models/resolve.ts";
import { type Persona } from "../personas/persona.ts";
import { personaPrompt } from "../personas/prompt.ts";
import { fillTemplate } from "../personas/template.ts";
import { fingerprint } from "../rows/fingerprint.ts";
import { type AskedInstrument, askedInstrument, type AskedQuestion } from "./asked.ts";
import { ownModel, type Panelist, panelistsOf } from "./panelists.ts";
import { type PlannedModels } from "./plan.ts";
import { sectionsOf } from "./sections.ts";
import { type Parts } from "./study.ts";
import { warningsOf } from "./warnings.ts";

/** A study that can be run: everything is checked, and nothing has been spent. */
export interface Prepared {
  readonly parts: Parts;
  /** The instrument as it is put: with its variables filled in. */
  readonly instrument: Instrument;
  readonly models: PlannedModels;
  /** Every model that answers, by name. */
  readonly named: ReadonlyMap<string, NamedModel>;
  readonly panelists: readonly Panelist[];
  /** The questions of the instrument, by key. */
  readonly asked: ReadonlyMap<string, AskedQuestion>;
  /** Everything that is put in words, follow-ups too, by key. */
  readonly words: ReadonlyMap<string, CompiledQuestion>;
  readonly systemPrompt: (persona: Persona) => string;
  /** Who sums up what was said; null when nobody needs to. */
  readonly synthesiser: NamedModel | null;
  /** Who takes over what is too large for the synthesiser; null when it may not be handed on. */
  readonly larger: NamedModel | null;
  /** What models cost. */
  readonly prices: Prices;
  /** What shapes the answers, section by section, each as a fingerprint or as itself. */
  readonly sections: Readonly<Record<string, unknown>>;
  readonly fingerprint: string;
  readonly warnings: readonly string[];
  /** How many humans would have been enough; null where nobody asked. */
  readonly humanBaseline: ConvergenceBaseline | null;
  /** What must be said wherever the result is shown. */
  readonly notice: string | null;
  /** Who answers and why, where nobody was named; to be said when the run begins. */
  readonly choice: string | null;
}

/** The model of a million tokens that too large a question may be handed to. */
const LARGER = "gemini-2.5-flash-lite";

/**
 * Checks a study and works out who is asked what on which model.
 *
 * @param known What models cost. @default {the user's prices, and the list prices}
 * @throws {TypeError} When it cannot be run as it stands.
 */
export async function prepare(parts: Parts, known?: Prices): Promise<Prepared> {
  const { plan } = parts;
  if (plan.instrument === null) throw new TypeError("Cannot run the study: nothing is asked");
  if (plan.personas.length === 0) {
    throw new TypeError("Cannot run the study: the panel has no personas");
  }
  const asked = askedInstrument(plan.instrument, plan);
  const models = plan.models ?? chosenModels(parts);
  const named = namedModels(models, parts);
  checkModels(named, asked);
  const helpers = helpersOf(models, asked, parts);
  const prices = known ?? await loadPrices(parts.world.host);
  checkPrices([...named.values(), ...Object.values(helpers)], parts, prices);
  const panelists = panelistsOf(plan, models, named);
  const sections = sectionsOf({ plan, asked, models, named, helpers, panelists });
  const humanBaseline = await humansOf(parts);
  const template = plan.template ?? asked.instrument.systemPromptTemplate;
  return {
    ...helpers,
    ...{ parts, models, named, panelists, sections, prices, humanBaseline },
    instrument: asked.instrument,
    asked: asked.questions,
    words: wordsOf(asked),
    systemPrompt: template === undefined || template === null
      ? personaPrompt
      : (persona) => fillTemplate(template, persona),
    fingerprint: fingerprint(sections),
    warnings: warningsOf({ plan, asked, models, named, template }),
    notice: noticeOf(named),
    choice: choiceOf(parts, models),
  };
}

/** The curve of the humans that convergence is to be held against; epsilon is that of the rule, if it has one. */
async function humansOf({ plan, conduct: { until }, world }: Parts) {
  if (until?.baseline === undefined) return null;
  const { baseline: wanted, epsilon } = until;
  const human = typeof wanted === "string" ? await baseline(wanted, world) : wanted;
  return convergenceBaseline(human, { seed: plan.seed ?? 0, epsilon });
}

/** A budget can be kept only where every price is known. */
function checkPrices(
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

function chosenModels({ world: { host } }: Parts): PlannedModels {
  return { mode: "single", entries: [{ name: defaultModel(host), weight: 1 }] };
}

/** Who answers and why, where nobody was named. */
function choiceOf({ plan }: Parts, { entries }: PlannedModels): string | null {
  if (plan.models !== null) return null;
  const name = entries[0]?.name;
  return name === "simulated"
    ? "no model is named and no provider's key is set: simulated respondents answer, not a language model"
    : `no model is named: ${name} answers, whose provider's key is set`;
}

/** Every model that answers, by name; the first thing to fail when a key is missing. */
function namedModels(models: PlannedModels, parts: Parts): Map<string, NamedModel> {
  const own = models.mode === "ensemble" ? [] : parts.plan.personas.map(ownModel);
  const names = new Set([...models.entries.map(({ name }) => name), ...own]);
  const named = new Map<string, NamedModel>();
  const twins = new Map<string, number>();
  for (const name of names) {
    if (name === undefined) continue;
    const { model } = namedModel(name, parts);
    // An ensemble may name one model twice; what it says under either name is a sample of its own.
    const same = fingerprint({ id: model.id, spec: model.spec });
    const twin = models.mode === "ensemble" ? twins.get(same) ?? 0 : 0;
    twins.set(same, twin + 1);
    named.set(name, { name, model, twin });
  }
  return named;
}

/** A model by its name; where all replies are recorded it needs no key. */
function namedModel(name: string, { world, conduct }: Parts): NamedModel {
  const isAsked = conduct.responses?.mode !== "replay";
  return { name, model: world.models[name] ?? resolveModel(name, world.host, { isAsked }) };
}

/** Who sums up: the model that is named for it, else the first that answers. */
function helpersOf(
  { entries }: PlannedModels,
  { instrument }: AskedInstrument,
  parts: Parts,
): Pick<Prepared, "synthesiser" | "larger"> {
  const { synthesis } = parts.plan;
  const isRouted = instrument.rounds.some(({ routeWhen }) => routeWhen !== undefined);
  const name = synthesis?.model ?? entries[0]?.name;
  if ((synthesis === null && !isRouted) || name === undefined) {
    return { synthesiser: null, larger: null };
  }
  return {
    synthesiser: namedModel(name, parts),
    larger: synthesis?.autoEscalate ? namedModel(LARGER, parts) : null,
  };
}

function checkModels(
  named: ReadonlyMap<string, NamedModel>,
  { questions }: AskedInstrument,
): void {
  const about = [...questions.values()].flatMap(({ question, followUps }) => [
    aboutQuestion(question),
    ...followUps.map(({ question }) => aboutQuestion(question)),
  ]);
  for (const { model } of named.values()) model.accepts?.(about);
}

function aboutQuestion({ key, options, ordered, question }: CompiledQuestion): AboutQuestion {
  return { key, kind: question.kind, text: question.text, options, order: null, ordered };
}

function wordsOf({ questions }: AskedInstrument): Map<string, CompiledQuestion> {
  return new Map(
    [...questions.values()].flatMap(({ question, followUps }) =>
      [question, ...followUps.map(({ question }) => question)]
        .map((words) => [words.key, words] as const)
    ),
  );
}

function noticeOf(named: ReadonlyMap<string, NamedModel>): string | null {
  const models = [...named.values()];
  const noticed = models.filter(({ model }) => model.notice !== undefined);
  if (noticed.length === 0) return null;
  const notice = [...new Set(noticed.map(({ model }) => model.notice))].join("; ");
  return noticed.length === models.length
    ? notice
    : `the answers of ${noticed.map(({ name }) => name).join(", ")}: ${notice}`;
}
