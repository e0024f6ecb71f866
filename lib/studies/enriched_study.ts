import { Budget } from "../engine/budget.ts";
import { Calls, type NamedModel } from "../engine/calls.ts";
import { Ending } from "../engine/ending.ts";
import { Gate } from "../engine/gate.ts";
import { Journal } from "../engine/journal.ts";
import { type ModelTotals } from "../engine/model_totals.ts";
import { type Responses } from "../engine/responses.ts";
import { type Enrichment } from "../encounters/config_enrich.ts";
import { lacksText, recordLines } from "../encounters/enrichment.ts";
import { type EventStudy } from "../encounters/event_study.ts";
import { personaOf, type PersonaRecord } from "../encounters/persona_record.ts";
import { productOf, type ProductRecord } from "../encounters/product_record.ts";
import { type Host } from "../host/host.ts";
import { loadPrices } from "../models/price_file.ts";
import { stream } from "../random/stream.ts";
import { type Enriched, enrichPersonas, enrichProducts, type Writers } from "./enrich.ts";
import { type Limits } from "./limits.ts";
import { openStore, type ResponseStore } from "./response_store.ts";
import { locked } from "./run_folder.ts";
import { stageProgress } from "./stage_progress.ts";

/** What the file is called in which the replies are kept, in the run's folder. */
export const ENRICH_FILE = "enrich.sqlite";

/** A study with every text that was missing, and what that took. */
export interface EnrichedStudy {
  readonly study: EventStudy;
  /** How many texts were written now, for personas and for products. */
  readonly written: { readonly personas: number; readonly products: number };
  /** What was spent on it, by model, in this run and in earlier ones. */
  readonly usage: readonly ModelTotals[];
}

/** How texts are written. */
export interface EnrichOptions {
  readonly model: NamedModel;
  /** The run's folder: replies are kept there, so that none is asked for twice. */
  readonly folder: string;
  readonly limits: Pick<Limits, "concurrency" | "rate" | "budget">;
  readonly signal: AbortSignal | undefined;
  /** Where replies are kept and found besides; nowhere where it is left out. */
  readonly responses?: ResponseStore | undefined;
}

/**
 * Has the texts written that a configuration wants and its records lack, and saves the records, each file in its
 * own order: who is assigned what stays as it is.
 *
 * @throws {Error} When a text could not be written; those that were are kept, and are not asked for again.
 */
export async function enrichedStudy(
  study: EventStudy,
  options: EnrichOptions,
  host: Host,
): Promise<EnrichedStudy> {
  const { panelists, products } = study.config;
  if (panelists.enrichment === null && products.enrichment === null) {
    return { study, written: { personas: 0, products: 0 }, usage: [] };
  }
  for (const path of pathsToWrite(study)) await host.files.checkWritable(path);
  const release = await locked(options.folder, host);
  const ending = new Ending(host.clock, options.signal);
  const journal = await Journal.open(host, `${options.folder}/${ENRICH_FILE}`);
  try {
    using responses = await openStore(options.responses, host);
    const writers = await writersOf({ journal, ending, responses }, options, host);
    const people = await personas(study, writers, host);
    const goods = await productsOf(people.study, writers, host);
    journal.flush();
    const written = { personas: people.written, products: goods.written };
    return { study: goods.study, written, usage: journal.totals() };
  } finally {
    ending.abort(new Error("the texts are written"));
    ending.close();
    journal.close();
    release();
  }
}

/** The files that texts are to be written into. */
function pathsToWrite({ config: { panelists, products }, sources }: EventStudy): string[] {
  const lacking = (enrichment: Enrichment | null, texts: readonly (string | null | undefined)[]) =>
    enrichment !== null && texts.some((text) => lacksText(text, enrichment));
  const people = (sources.personaRecords ?? [])
    .filter(({ persona_text_variant: variant }) => variant === panelists.variant)
    .map(({ persona_text }) => persona_text);
  const goods = sources.productRecords
    .filter(({ display_variant: variant }) => variant === products.variant)
    .map(({ display_text }) => display_text);
  return [
    ...(lacking(panelists.enrichment, people) ? [panelists] : []),
    ...(lacking(products.enrichment, goods) ? [products] : []),
  ].map(({ enrichment, source }) => enrichment?.saveTo ?? source);
}

async function writersOf(
  { journal, ending, responses }: {
    readonly journal: Journal;
    readonly ending: Ending;
    readonly responses: Responses | undefined;
  },
  { model, limits: { concurrency, rate, budget: cap } }: EnrichOptions,
  host: Host,
): Promise<(enrichment: Enrichment) => Writers> {
  const prices = await loadPrices(host);
  const budget = cap === undefined ? undefined : new Budget({ cap, spent: journal.paid });
  return ({ maxWorkers }) => {
    const gate = new Gate(host.clock, { concurrency: concurrency ?? maxWorkers, rate });
    const signal = ending.flight;
    const random = stream(0);
    const begun = () => ending.begun;
    const parts = { host, gate, journal, random, signal, begun, budget, prices, responses };
    const calls = new Calls(parts);
    const progress = stageProgress(ending, journal);
    const settled = () => journal.flush();
    const limits = { gate, clock: host.clock, signal, stop: ending, settled, progress };
    return { model, calls, clock: host.clock, limits };
  };
}

type WritersFor = (enrichment: Enrichment) => Writers;

/** A study with the texts of one sort, and how many of them were written. */
interface Part {
  readonly study: EventStudy;
  readonly written: number;
}

async function personas(study: EventStudy, writersFor: WritersFor, host: Host): Promise<Part> {
  const { config: { panelists }, sources } = study;
  const { enrichment, source, variant } = panelists;
  if (enrichment === null || sources.personaRecords === null) return { study, written: 0 };
  const writers = writersFor(enrichment);
  const enriched = await enrichPersonas(sources.personaRecords, { variant, enrichment }, writers);
  await save("persona", enriched, { source, enrichment, writers }, host);
  const { records: personaRecords, written } = enriched;
  const personas = personaRecords.filter((one) => one.persona_text_variant === variant)
    .map(personaOf);
  return { study: { ...study, sources: { ...sources, personaRecords, personas } }, written };
}

async function productsOf(study: EventStudy, writersFor: WritersFor, host: Host): Promise<Part> {
  const { config, sources } = study;
  const { enrichment, source, variant } = config.products;
  if (enrichment === null) return { study, written: 0 };
  const writers = writersFor(enrichment);
  const enriched = await enrichProducts(sources.productRecords, { variant, enrichment }, writers);
  await save("product", enriched, { source, enrichment, writers }, host);
  const { records: productRecords, written } = enriched;
  const products = productRecords.filter((one) => one.display_variant === variant).map(productOf);
  return { study: { ...study, sources: { ...sources, productRecords, products } }, written };
}

/** Saves records whose texts were written; where one could not be, what is there is saved all the same. */
async function save(
  what: string,
  { records, written, problems }: Enriched<PersonaRecord | ProductRecord>,
  { source, enrichment, writers }: {
    readonly source: string;
    readonly enrichment: Enrichment;
    readonly writers: Writers;
  },
  host: Host,
): Promise<void> {
  const path = enrichment.saveTo ?? source;
  if (written > 0) {
    await host.files.writeText(path, recordLines(records.map((one) => ({ ...one }))));
  }
  const { halted } = writers.limits.progress ?? {};
  if (halted !== undefined) throw halted;
  if (problems.length === 0) return;
  throw new Error(
    [
      `Cannot write ${problems.length} of the ${what} texts; ${
        written > 0 ? `the others are saved in "${path}"` : "nothing is saved"
      }`,
      ...problems.slice(0, 12),
    ].join("\n  "),
  );
}
