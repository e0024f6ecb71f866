/** How much of a value is shown. */
const SHOWN = 60;

/**
 * What differs between two values of plain data, place by place, as in `seed: 1 → 2`. Members of lists are
 * paired by their names where all have one of their own, and then their order counts where nothing else differs;
 * otherwise by their places. What is absent or null is "not set".
 *
 * @param path Where the values stand, for the sentences.
 *
 * @example
 * ```ts
 * import { differences } from "./differences.ts";
 *
 * const found = differences({ seed: 1, tiers: ["free"] }, { seed: 2, tiers: ["free", "pro"] });
 * if (found.join("; ") !== 'seed: 1 → 2; tiers[1]: not set → "pro"') throw new Error(`${found}`);
 * ```
 */
export function differences(before: unknown, now: unknown, path = ""): string[] {
  if ((before ?? null) === (now ?? null)) return [];
  const [left, right] = [membersOf(before), membersOf(now)];
  if (left === null || right === null || Array.isArray(before) !== Array.isArray(now)) {
    return JSON.stringify(before) === JSON.stringify(now)
      ? []
      : [`${path}: ${shown(before)} → ${shown(now)}`];
  }
  const isNamed = left.isNamed && right.isNamed;
  const [was, is] = isNamed ? [left.byName, right.byName] : [left.byPlace, right.byPlace];
  const [oldKeys, newKeys] = [[...was.keys()], [...is.keys()]];
  const found = [...new Set([...oldKeys, ...newKeys])].flatMap((key) =>
    differences(was.get(key), is.get(key), joined(path, key, { isNamed, isList: left.isList }))
  );
  const isMoved = isNamed && found.length === 0 && oldKeys.some((key, at) => key !== newKeys[at]);
  return isMoved ? [`${path}: ${shown(oldKeys)} → ${shown(newKeys)}`] : found;
}

interface Members {
  readonly isList: boolean;
  /** Whether every member has a name of its own. */
  readonly isNamed: boolean;
  readonly byPlace: ReadonlyMap<string, unknown>;
  readonly byName: ReadonlyMap<string, unknown>;
}

/** The members of a list or a record; null for anything else. */
function membersOf(value: unknown): Members | null {
  if (typeof value !== "object" || value === null) return null;
  const byPlace = new Map(Object.entries(value));
  const names = Array.isArray(value) ? value.map((member) => nameOf(member)) : [];
  const known = new Set(names);
  return {
    isList: Array.isArray(value),
    isNamed: Array.isArray(value) && !known.has(undefined) && known.size === names.length,
    byPlace,
    byName: new Map(names.map((name, place) => [String(name), byPlace.get(String(place))])),
  };
}

function nameOf(member: unknown): string | undefined {
  const name = typeof member === "object" && member !== null && "name" in member
    ? member.name
    : undefined;
  return typeof name === "string" ? name : undefined;
}

function joined(
  path: string,
  key: string,
  { isNamed, isList }: { readonly isNamed: boolean; readonly isList: boolean },
): string {
  if (isNamed) return `${path} "${key}"`;
  if (isList) return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return "not set";
  const text = JSON.stringify(value);
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN - 1)}…`;
}
