import { type Host } from "../host/host.ts";
import { loadPack } from "../personas/pack.ts";
import { type Persona } from "../personas/persona.ts";
import { InputError } from "../schema/input_error.ts";
import { type EventConfig, type RecordSource } from "./event_config.ts";
import { personaOf, type PersonaRecord } from "./persona_record.ts";
import { loadPersonaRecords, PERSONAS } from "./persona_records.ts";
import { type Product } from "./product.ts";
import { productOf, type ProductRecord } from "./product_record.ts";
import { loadProductRecords, PRODUCTS } from "./products.ts";
import { type PlacedRecord, recordsOf } from "./record_set.ts";

/** What the sources of a configuration hold. */
export interface EventSources {
  /** Who takes part, of the variant that is used, in the order of the file. */
  readonly personas: readonly Persona[];
  /** What they meet. */
  readonly products: readonly Product[];
  /** All records of the personas' file; null where it is a pack. */
  readonly personaRecords: readonly PersonaRecord[] | null;
  /** All records of the products' file. */
  readonly productRecords: readonly ProductRecord[];
}

/**
 * Loads who takes part and what they meet.
 *
 * @throws {InputError} With all that is wrong in a file; also when it holds nothing of the variant.
 */
export async function loadEventSources(
  { panelists, products }: Pick<EventConfig, "panelists" | "products">,
  host: Host,
): Promise<EventSources> {
  const people = await loadPeople(panelists, host);
  const { records, file } = await loadProductRecords(products.source, host);
  return {
    ...people,
    products: recordsOf(records, PRODUCTS, { file, variant: products.variant }).map(productOf),
    productRecords: records.map(({ record }) => record),
  };
}

async function loadPeople({ source, variant, enrichment }: RecordSource, host: Host) {
  if (/\.(jsonl|ndjson)$/i.test(source)) {
    const records = await loadPersonaRecords(host, source);
    return peopleOf(records, { file: source, variant });
  }
  if (variant !== "default" || enrichment !== null) {
    const message = `is a persona pack, which has no ${
      enrichment === null ? "variants" : "records to enrich"
    }`;
    throw new InputError(source, [{ path: "$", message }]);
  }
  const { personas } = await loadPack(source, { host });
  return { personas, personaRecords: null };
}

function peopleOf(
  records: readonly PlacedRecord<PersonaRecord>[],
  of: { readonly file: string; readonly variant: string },
) {
  return {
    personas: recordsOf(records, PERSONAS, of).map(personaOf),
    personaRecords: records.map(({ record }) => record),
  };
}
