import { InputError, type Issue } from "../schema/input_error.ts";

/** A record, and where it stands. */
export interface PlacedRecord<T> {
  readonly record: T;
  readonly path: string;
  readonly line?: number | undefined;
}

/** How records of one sort are told apart. */
export interface RecordSort<T> {
  /** What they are, as in `"products"`. */
  readonly what: string;
  /** The name of the id's member. */
  readonly key: string;
  readonly idOf: (record: T) => string;
  readonly variantOf: (record: T) => string;
}

/**
 * The records of one variant, in the order of their file.
 *
 * @throws {InputError} When an id has the same variant twice, and when there is none of the variant.
 */
export function recordsOf<T>(
  records: readonly PlacedRecord<T>[],
  { what, key, idOf, variantOf }: RecordSort<T>,
  { file, variant }: { readonly file: string; readonly variant: string },
): T[] {
  const seen = new Set<string>();
  const doubles = records.flatMap(({ record, path, line }): Issue[] => {
    const name = JSON.stringify([idOf(record), variantOf(record)]);
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const message = `is "${idOf(record)}", which another record has`;
    return [{ path: `${path}.${key}`, message, ...(line === undefined ? {} : { line }) }];
  });
  if (doubles.length > 0) throw new InputError(file, doubles.slice(0, 100));
  const kept = records.map(({ record }) => record).filter((one) => variantOf(one) === variant);
  if (kept.length > 0) return kept;
  const variants = [...new Set(records.map(({ record }) => variantOf(record)))].sort();
  const there = variants.length === 0
    ? ""
    : ` of the variant "${variant}" (there are ${variants.join(", ")})`;
  throw new InputError(file, [{ path: "$", message: `has no ${what}${there}` }]);
}
