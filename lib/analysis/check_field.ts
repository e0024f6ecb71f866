import { suggest } from "../schema/suggest.ts";

/**
 * Refuses an outcome that no evaluation has, where they have others; one that is there without an answer is none.
 *
 * @param doing What cannot be done with it, as in `"compare"`.
 * @param known The outcomes that there are.
 * @throws {TypeError} With the one that may be meant, or with all of them.
 */
export function checkField(doing: string, field: string, known: readonly string[]): void {
  if (known.length === 0 || known.includes(field)) return;
  const near = suggest(field, known);
  const all = `the outcomes are ${known.join(", ")}`;
  throw new TypeError(
    `Cannot ${doing} "${field}": no evaluation has it: ${
      near === undefined ? all : `did you mean "${near}"? (${all})`
    }`,
  );
}
