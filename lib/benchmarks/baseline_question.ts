import { suggest } from "../schema/suggest.ts";
import { type BaselineId } from "./baseline_id.ts";
import { type BaselineRecord } from "./baseline_record.ts";
import { type BaselineYear } from "./baseline_year.ts";

/** A record, and the year that its name says, as `NTIA_Nov_2019_…` does. */
export interface FoundRecord {
  readonly record: BaselineRecord;
  readonly year: BaselineYear | undefined;
}

const LISTED = 12;

/**
 * Finds a question among the records of its dataset: by its name, by another name, or by the end of one
 * that is like no other, as `USER` is of `INTERNET_USER`.
 *
 * @throws {TypeError} When there is none, or several.
 */
export function findRecord(
  { dataset, question }: BaselineId,
  records: readonly BaselineRecord[],
): FoundRecord {
  const said = `"${dataset}:${question}"`;
  const by = (fits: (name: string) => boolean) => records.flatMap((one) => named(one, fits));
  const whole = by((name) => name === question);
  const found = whole.length > 0 ? whole : by((name) => name.endsWith(`_${question}`));
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) return first;
  const names = records.map((record) => record.question);
  if (first !== undefined) {
    const several = found.map(({ record }) => record.question).join(", ");
    throw new TypeError(`Cannot tell which baseline ${said} is: its name is the end of ${several}`);
  }
  const near = suggest(question, names);
  throw new TypeError(
    `Cannot find the baseline ${said}: ` +
      (near ? `did you mean "${dataset}:${near}"?` : `known are ${listed(dataset, names)}`),
  );
}

function named(record: BaselineRecord, fits: (name: string) => boolean): FoundRecord[] {
  const { question, key, aliases = [], waves } = record;
  if ([question, key ?? question, ...aliases].some(fits)) return [{ record, year: undefined }];
  const [first, ...others] = waves.filter(({ key }) => key !== undefined && fits(key));
  return first === undefined ? [] : [{ record, year: others.length > 0 ? undefined : first.year }];
}

function listed(dataset: string, names: readonly string[]): string {
  const first = names.slice(0, LISTED).map((name) => `${dataset}:${name}`).join(", ");
  const rest = names.length - LISTED;
  return rest > 0 ? `${first} and ${rest} more, which baselines() and baseline list show` : first;
}
