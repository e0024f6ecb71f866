import { type ConvergenceBaseline, convergenceBaseline } from "../analysis/convergence_baseline.ts";
import { baseline } from "../benchmarks/baseline.ts";
import { type NamedModel } from "../engine/calls.ts";
import { type CompiledQuestion } from "../instruments/compiled.ts";
import { type Instrument } from "../instruments/instrument.ts";
import { type AboutQuestion } from "../models/model.ts";
import { loadPrices } from "../models/price_file.ts";
import { type Prices } from "../models/prices.ts";
import { fingerprint } from "../rows/fingerprint.ts";
import {
  checkPrices,
  choiceOf,
  chosenModels,
  namedModel,
  namedModels,
  noticeOf,
  promptOf,
} from "./answerers.ts";
import { type AskedInstrument, askedInstrument, type AskedQuestion } from "./asked.ts";
import { checkBatch } from "./check_batch.ts";
import { checkDispatch } from "./check_dispatch.ts";
import { panelistsOf } from "./panelists.ts";
import { type PlannedModels } from "./plan.ts";
import { type PreparedStudy } from "./prepared_study.ts";
import { sectionsOf } from "./sections.ts";
import { type Parts } from "./study.ts";
import { warningsOf } from "./warnings.ts";

/** A survey that can be run: everything is checked, and nothing has been spent. */
export interface Prepared extends PreparedStudy {
  /** The instrument as it is put: with its variables filled in. */
  readonly instrument: Instrument;
  /** The questions of the instrument, by key. */
  readonly asked: ReadonlyMap<string, AskedQuestion>;
  /** Everything that is put in words, follow-ups too, by key. */
  readonly words: ReadonlyMap<string, CompiledQuestion>;
  /** How many humans would have been enough; null where nobody asked. */
  readonly humanBaseline: ConvergenceBaseline | null;
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
  const models = chosenModels(parts);
  const named = namedModels(models, parts);
  checkModels(named, asked);
  const helpers = helpersOf(models, asked, parts);
  const prices = known ?? await loadPrices(parts.world.host);
  checkBatch(named.values(), parts.conduct);
  checkDispatch(named.values(), parts.conduct);
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
    systemPrompt: promptOf(template),
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
