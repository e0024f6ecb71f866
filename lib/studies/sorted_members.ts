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
  // The same members in another order.
  return sortedValue(members) as Members;
}

function sortedValue(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.some(isObject) ? value.map(sortedValue) : value;
  // Any object can be asked for any key.
  const members = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(members);
  if (isSorted(names) && !names.some((name) => isObject(members[name]))) return members;
  const sorted: Record<string, unknown> = {};
  for (const name of names.sort()) put(sorted, name, sortedValue(members[name]));
  return sorted;
}

function isSorted(names: readonly string[]): boolean {
  for (let at = 1; at < names.length; at++) {
    if (String(names[at - 1]) > String(names[at])) return false;
  }
  return true;
}

function isObject(value: unknown): boolean {
  return value !== null && typeof value === "object";
}

// Under this name an assignment would not make a member.
function put(members: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== "__proto__") members[name] = value;
  else Object.defineProperty(members, name, { value, enumerable: true, configurable: true });
}
