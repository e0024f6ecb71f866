import { type Calls, type NamedModel } from "../engine/calls.ts";
import { consult, type Reading } from "../engine/consult.ts";
import { drain, type Limits } from "../engine/drain.ts";
import { type Enrichment } from "../encounters/config_enrich.ts";
import {
  lacksText,
  personaTextPrompt,
  productTextPrompt,
  type TextOrigin,
  type TextPrompt,
  withPersonaText,
  withProductText,
} from "../encounters/enrichment.ts";
import { type PersonaRecord } from "../encounters/persona_record.ts";
import { type ProductRecord } from "../encounters/product_record.ts";
import { OPEN_TOKENS } from "../instruments/kind.ts";
import { type Clock } from "../host/host.ts";
import { fingerprint } from "../rows/fingerprint.ts";

/** A record whose text is to be written. */
interface Writing {
  /** Its place among the records of the file. */
  readonly place: number;
  /** Whose text it is. */
  readonly id: string;
  readonly prompt: TextPrompt;
}

/** How texts are written. */
export interface Writers {
  readonly model: NamedModel;
  readonly calls: Calls;
  readonly limits: Limits;
  readonly clock: Clock;
}

/** The records of a sort with the texts that were written, and what went wrong. */
export interface Enriched<Kept> {
  readonly records: readonly Kept[];
  /** How many texts were written. */
  readonly written: number;
  /** Why others were not, a sentence each. */
  readonly problems: readonly string[];
}

/** Has the texts of personas of a variant written that have none; the records stay in their order. */
export async function enrichPersonas(
  records: readonly PersonaRecord[],
  { variant, enrichment }: { readonly variant: string; readonly enrichment: Enrichment },
  writers: Writers,
): Promise<Enriched<PersonaRecord>> {
  const writings = records.flatMap((record, place): Writing[] =>
    record.persona_text_variant === variant && lacksText(record.persona_text, enrichment)
      ? [{ place, id: record.persona_id, prompt: personaTextPrompt(record) }]
      : []
  );
  return await enriched(records, writings, { enrichment, writers, put: withPersonaText });
}

/** The same for products. */
export async function enrichProducts(
  records: readonly ProductRecord[],
  { variant, enrichment }: { readonly variant: string; readonly enrichment: Enrichment },
  writers: Writers,
): Promise<Enriched<ProductRecord>> {
  const writings = records.flatMap((record, place): Writing[] =>
    record.display_variant === variant && lacksText(record.display_text, enrichment)
      ? [{ place, id: record.product_id, prompt: productTextPrompt(record, enrichment) }]
      : []
  );
  return await enriched(records, writings, { enrichment, writers, put: withProductText });
}

async function enriched<Kept>(
  records: readonly Kept[],
  writings: readonly Writing[],
  { enrichment, writers, put }: {
    readonly enrichment: Enrichment;
    readonly writers: Writers;
    readonly put: (
      record: Kept,
      text: string,
      origin: TextOrigin & { readonly settings: Enrichment },
    ) => Kept;
  },
): Promise<Enriched<Kept>> {
  const result = [...records];
  const problems: string[] = [];
  let count = 0;
  const work = async (writing: Writing) => {
    return { value: await written(writing, enrichment, writers), durable: Promise.resolve() };
  };
  for await (
    const { writing: { place, id }, text, origin } of drain(writings, work, writers.limits)
  ) {
    const record = result[place];
    if (text === null) problems.push(`${id}: ${origin}`);
    else if (record !== undefined) {
      result[place] = put(record, text, { ...origin, settings: enrichment });
      count += 1;
    }
  }
  return { records: result, written: count, problems };
}

/** A text that was written, or why there is none. */
type Written =
  | { readonly writing: Writing; readonly text: string; readonly origin: TextOrigin }
  | { readonly writing: Writing; readonly text: null; readonly origin: string };

async function written(
  writing: Writing,
  { temperature, maxTokens }: Enrichment,
  { model, calls, clock }: Writers,
): Promise<Written> {
  const { id, prompt: { system, task } } = writing;
  const request = {
    system,
    messages: [{ role: "user" as const, content: task }],
    schema: null,
    maxTokens: maxTokens ?? OPEN_TOKENS,
    temperature,
    about: {
      ...{ purpose: "enrichment" as const, panelist: id, repeat: 0, persona: {} },
      question: {
        ...{ key: "text", kind: "text", text: task },
        ...{ options: null, order: null, ordered: false },
      },
    },
  };
  // What is asked is a part of the key: a reply to other words is none to these.
  const unit = `enrichment ${id} ${
    fingerprint({ model: model.model.id, ...writing.prompt, temperature })
  }`;
  const reply = await consult({ model, request, key: { unit, turn: 0 }, read: textIn }, calls);
  if (reply.answer === null) return { writing, text: null, origin: String(reply.error) };
  const usage = { input: reply.tokensIn, output: reply.tokensOut, cost: reply.cost };
  const generatedAt = new Date(clock.now()).toISOString();
  return { writing, text: reply.answer, origin: { generatedAt, model: model.model.id, usage } };
}

function textIn(text: string): Reading<string> {
  return text.trim() === "" ? { problem: "the reply is empty" } : { answer: text.trim() };
}
