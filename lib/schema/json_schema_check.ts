import * as z from "zod";
import { linearPattern } from "./pattern.ts";

/** A JSON Schema that is a mapping. */
export type Node = Readonly<Record<string, unknown>>;

type Issue = z.core.$ZodIssue;
type Check = (value: unknown) => readonly Issue[];

/** The way from a schema to those below it. */
interface Below {
  /** The check of a schema, made once. */
  readonly check: (schema: unknown) => Check;
  /** The schema that a reference leads to. */
  readonly target: (reference: string) => unknown;
}

/** Makes the check of some keywords of a schema. */
type Part = (schema: Node, below: Below) => Check;

/** What zod checks of a value, without looking into it. */
const ALONE = [
  ...["type", "enum", "const", "not", "format", "minLength", "maxLength", "multipleOf"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  ...["minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"],
];

/** What is checked here: zod's own patterns may take for ever, and stand below all of these. */
const PARTS: readonly (readonly [keywords: readonly string[], part: Part])[] = [
  [["pattern"], pattern],
  [["properties", "required", "patternProperties", "additionalProperties"], members],
  [["propertyNames"], names],
  [["items", "prefixItems"], elements],
  [["contains"], contained],
  [["allOf"], allOf],
  [["anyOf"], (schema, below) => someOf(schema.anyOf, below, (count) => count > 0)],
  [["oneOf"], (schema, below) => someOf(schema.oneOf, below, (count) => count === 1)],
  [["$ref"], ({ $ref }, { check, target }) => (value) => check(target(String($ref)))(value)],
];

/**
 * The check of values against a JSON Schema whose keywords are known to be usable. Its patterns take
 * linear time, wherever they stand.
 *
 * @returns What is wrong with a value.
 */
export function jsonSchemaCheck(root: Node): Check {
  const made = new Map<unknown, Check>();
  const below: Below = {
    check: (schema) => {
      const check = made.get(schema) ?? checkOf(schema, below);
      made.set(schema, check);
      return check;
    },
    target: (reference) => targetOf(reference, root),
  };
  return below.check(root);
}

/** The schema that a reference leads to, as in `#/$defs/tier`. */
export function targetOf(reference: string, root: Node): unknown {
  return reference.split("/").slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((node, step) => isNode(node) ? node[step] : undefined, root);
}

/** Whether something is a mapping. */
export function isNode(value: unknown): value is Node {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function checkOf(schema: unknown, below: Below): Check {
  if (!isNode(schema)) return () => schema === false ? [otherForm()] : [];
  const kept = Object.entries(schema).filter(([keyword]) => ALONE.includes(keyword));
  // Zod heeds the length of a list only where its items are described.
  const alone = z.fromJSONSchema({ ...Object.fromEntries(kept), items: true });
  const parts = PARTS.flatMap(([keywords, part]) =>
    keywords.some((keyword) => keyword in schema) ? [part(schema, below)] : []
  );
  return (value) => [
    ...(alone.safeParse(value).error?.issues ?? []),
    ...parts.flatMap((check) => check(value)),
  ];
}

function pattern({ pattern }: Node): Check {
  const occurs = linearPattern(String(pattern));
  return (value) =>
    typeof value !== "string" || occurs(value)
      ? []
      : [custom(`must be a text in which the pattern ${pattern} occurs`)];
}

function members(
  { properties, required, patternProperties, additionalProperties = true }: Node,
  { check }: Below,
): Check {
  const named = new Map(entries(properties).map(([name, schema]) => [name, check(schema)]));
  const matching = entries(patternProperties)
    .map(([source, schema]) => [linearPattern(source), check(schema)] as const);
  const other = check(additionalProperties);
  const missing = listOf(required).map(String);
  return (value) => {
    if (!isNode(value)) return [];
    const there = entries(value).flatMap(([name, member]) => {
      const meant = [
        ...(named.has(name) ? [named.get(name)] : []),
        ...matching.flatMap(([occurs, check]) => occurs(name) ? [check] : []),
      ];
      if (meant.length === 0 && additionalProperties === false) return [unknownKey(name)];
      return inside(
        name,
        (meant.length === 0 ? [other] : meant).flatMap((one) => one?.(member) ?? []),
      );
    });
    const absent = missing.filter((name) => !Object.hasOwn(value, name)).flatMap((name) => {
      const issues = named.get(name)?.(undefined) ?? [];
      return inside(name, issues.length > 0 ? issues : [custom("is missing: it must be there")]);
    });
    return [...there, ...absent];
  };
}

function names({ propertyNames }: Node, { check }: Below): Check {
  const name = check(propertyNames);
  return (value) =>
    isNode(value) ? Object.keys(value).flatMap((key) => inside(key, name(key))) : [];
}

function elements({ items, prefixItems, additionalItems = true }: Node, { check }: Below): Check {
  // In draft 7 a list of items is what is now called their prefix.
  const [first, rest] = Array.isArray(items)
    ? [items, additionalItems]
    : [listOf(prefixItems), items ?? true];
  const [places, other] = [first.map(check), check(rest)];
  return (value) =>
    listOf(value).flatMap((item, place) => inside(place, (places[place] ?? other)(item)));
}

function contained({ contains, minContains = 1, maxContains }: Node, { check }: Below): Check {
  const fits = check(contains);
  const [least, most] = [Number(minContains), Number(maxContains ?? Infinity)];
  return (value) => {
    if (!Array.isArray(value)) return [];
    const count = value.filter((item) => fits(item).length === 0).length;
    return count >= least && count <= most
      ? []
      : [custom(`must be a list in which ${least} to ${most} items are as "contains" says`)];
  };
}

function allOf({ allOf }: Node, { check }: Below): Check {
  const checks = listOf(allOf).map(check);
  return (value) => checks.flatMap((one) => one(value));
}

function someOf(schemas: unknown, { check }: Below, isEnough: (count: number) => boolean): Check {
  const checks = listOf(schemas).map(check);
  return (value) =>
    isEnough(checks.filter((one) => one(value).length === 0).length) ? [] : [otherForm()];
}

function entries(value: unknown): [name: string, part: unknown][] {
  return isNode(value) ? Object.entries(value) : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Issues of a part of a value, as issues of the whole. */
function inside(step: string | number, issues: readonly Issue[]): Issue[] {
  return issues.map((issue) => ({ ...issue, path: [step, ...issue.path] }));
}

function custom(message: string): Issue {
  return { code: "custom", path: [], message };
}

function otherForm(): Issue {
  return { code: "invalid_union", errors: [], path: [], message: "Invalid input" };
}

function unknownKey(name: string): Issue {
  return { code: "unrecognized_keys", keys: [name], path: [], message: "Unrecognized key" };
}
