import { folded } from "./folded.ts";

/** What else an attribute is called. */
const NAMES: Readonly<Record<string, string>> = {
  gender: "sex",
  education: "degree",
  party: "party id",
};

/** What else a value is called, by attribute. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { woman: "female", women: "female", f: "female", man: "male", men: "male", m: "male" },
  // The regions of the U.S. Census Bureau, and their divisions as the General Social Survey names them.
  region: {
    ...{ "new england": "northeast", "middle atlantic": "northeast" },
    ...{ "e nor central": "midwest", "w nor central": "midwest" },
    ...{ "east north central": "midwest", "west north central": "midwest" },
    ...{ "south atlantic": "south", "e sou central": "south", "w sou central": "south" },
    ...{ "east south central": "south", "west south central": "south" },
    ...{ mountain: "west", pacific: "west" },
  },
};

/**
 * The attribute of personas that an attribute of a survey is about: of that name, or `age` for bands of age.
 *
 * @param names The names that personas have for their attributes.
 */
export function attributeOf(attribute: string, names: Iterable<string>): string | undefined {
  const wanted = nameOf(attribute);
  return [...names].find((name) => nameOf(name) === wanted);
}

/**
 * The group of a survey that somebody with this value is in; undefined where there is none. A number is in the
 * band that holds it, as in `18-29` or `65+`; a text in the group of that name, in whatever letter case.
 *
 * @param attribute The attribute as the survey calls it.
 *
 * @example
 * ```ts
 * import { groupOf } from "./group_of.ts";
 *
 * if (groupOf("age_band", 34, ["18-29", "30-44", "65+"]) !== "30-44") throw new Error();
 * if (groupOf("region", "e. nor. central", ["Midwest", "West"]) !== "Midwest") throw new Error();
 * ```
 */
export function groupOf(
  attribute: string,
  value: unknown,
  groups: readonly string[],
): string | undefined {
  if (typeof value === "number") return groups.find((group) => isWithin(value, group));
  if (typeof value !== "string") return undefined;
  const said = wordsOf(value);
  const meant = VALUES[nameOf(attribute)]?.[said] ?? said;
  return groups.find((group) =>
    [group, ...group.split("/")].some((name) => wordsOf(name) === meant)
  );
}

function nameOf(attribute: string): string {
  const name = folded(attribute).replace(/^age (?:band|group)$/, "age");
  return NAMES[name] ?? name;
}

function wordsOf(value: string): string {
  return folded(value).replace(/\bjr\b/g, "junior");
}

/** Whether a number is in a band: `18-29`, `65+`, `under 30` or `4`. */
function isWithin(value: number, band: string): boolean {
  const [, below] = /^\s*(?:under|below|<)\s*(\d+)\s*$/i.exec(band) ?? [];
  if (below !== undefined) return value < Number(below);
  const [, low, high] = /^\s*(\d+)\s*(?:[-–]\s*(\d+)|(?:\+|and over|or more))?\s*$/.exec(band) ??
    [];
  if (low === undefined) return false;
  if (high !== undefined) return value >= Number(low) && value <= Number(high);
  return /\+|over|more/.test(band) ? value >= Number(low) : value === Number(low);
}
