/**
 * The same plain data with the members of every object sorted by name, so that it is written as the same bytes
 * whatever the order in which it was made. What is sorted already is returned as it is.
 *
 * @example
 * ```ts
 * import { sortedMembers } from "./sorted_members.ts";
 *
 * const sorted = sortedMembers({ b: 1, a: { d: 2, c: 3 } });
 * if (JSON.stringify(sorted) !== '{"a":{"c":3,"d":2},"b":1}') throw new Error();
 * ```
 */
export function sortedMembers<Members extends Readonly<Record<string, unknown>>>(
  members: Members,
): Members {
  if (isSorted(members)) return members;
  // The same members in another order.
  return sortedValue(members) as Members;
}

function sortedValue(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(sortedValue);
  return Object.fromEntries(
    Object.entries(value).sort(([one], [other]) => one < other ? -1 : 1)
      .map(([name, member]) => [name, sortedValue(member)]),
  );
}

function isSorted(value: unknown): boolean {
  if (value === null || typeof value !== "object") return true;
  if (Array.isArray(value)) return value.every(isSorted);
  let last = "";
  for (const [name, member] of Object.entries(value)) {
    if (name < last || !isSorted(member)) return false;
    last = name;
  }
  return true;
}
