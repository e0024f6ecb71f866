import { type Issue } from "./input_error.ts";
import { isNode, type Node, targetOf } from "./json_schema_check.ts";
import { patternIssue } from "./pattern.ts";
import { pathText } from "./read.ts";
import { suggest } from "./suggest.ts";

/** The keywords that say of which type a value is meant to be. */
const TYPED: Readonly<Record<string, readonly string[]>> = {
  object: [
    ...["properties", "required", "additionalProperties", "patternProperties", "propertyNames"],
    ...["minProperties", "maxProperties"],
  ],
  array: [
    ...["items", "prefixItems", "additionalItems", "minItems", "maxItems", "uniqueItems"],
    ...["contains", "minContains", "maxContains"],
  ],
  string: ["minLength", "maxLength", "pattern", "format"],
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
};
const OTHERS = ["type", "enum", "const", "anyOf", "oneOf", "allOf", "not", "description", "title"];
const KEYWORDS = [...Object.values(TYPED).flat(), ...OTHERS, "default", "examples", "nullable"];
/** Under these stand names of the author's. */
const MAPS = ["properties", "patternProperties", "$defs", "definitions"];
/** And under these values. */
const VALUES = ["enum", "const", "default", "examples", "required"];

/**
 * A JSON Schema in which every schema has the type that its keywords are about, so that they are checked:
 * by the letter of the standard `{ minLength: 3 }` allows any number.
 */
export function withTypes(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withTypes);
  if (!isNode(schema)) return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (VALUES.includes(key)) return [key, value];
      if (!MAPS.includes(key) || !isNode(value)) return [key, withTypes(value)];
      return [
        key,
        Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withTypes(part)])),
      ];
    }),
  );
  const isOpen = ["type", "$ref", "enum", "const", "anyOf", "oneOf", "allOf", "not"]
    .every((key) => !(key in schema));
  const type = isOpen
    ? Object.keys(TYPED).find((name) => TYPED[name]?.some((key) => key in schema))
    : undefined;
  return type === undefined ? inner : { type, ...inner };
}

/** What makes a JSON Schema unusable: slips in keywords, patterns that are none, references in circles. */
export function schemaIssues(root: Node): Issue[] {
  const issues: Issue[] = [];
  walk(root, [], (node, path) => {
    for (const key of Object.keys(node)) {
      const near = KEYWORDS.includes(key) ? undefined : suggest(key, KEYWORDS);
      if (near === undefined) continue;
      issues.push({
        path: pathText([...path, key]),
        message: `is an unknown keyword: did you mean "${near}"?`,
      });
    }
    for (const [at, source] of patternsOf(node)) {
      const message = patternIssue(source);
      if (message !== undefined) issues.push({ path: pathText([...path, ...at]), message });
    }
    if (typeof node.$ref === "string" && isCircle(node, root)) {
      issues.push({ path: pathText([...path, "$ref"]), message: "refers to nothing but itself" });
    }
  });
  return issues;
}

function walk(
  value: unknown,
  path: readonly (string | number)[],
  visit: (node: Node, path: readonly (string | number)[]) => void,
): void {
  if (Array.isArray(value)) return value.forEach((item, at) => walk(item, [...path, at], visit));
  if (!isNode(value)) return;
  visit(value, path);
  for (const [key, part] of Object.entries(value)) {
    if (VALUES.includes(key)) continue;
    if (!MAPS.includes(key) || !isNode(part)) walk(part, [...path, key], visit);
    else for (const [name, one] of Object.entries(part)) walk(one, [...path, key, name], visit);
  }
}

/** The patterns of a schema, each with its place in it. */
function patternsOf({ pattern, patternProperties }: Node): [path: string[], source: unknown][] {
  return [
    ...(pattern === undefined ? [] : [[["pattern"], pattern] as [string[], unknown]]),
    ...Object.keys(isNode(patternProperties) ? patternProperties : {})
      .map((source): [string[], unknown] => [["patternProperties", source], source]),
  ];
}

/** Whether a schema leads back to itself with no step into the value on the way. */
function isCircle(start: Node, root: Node): boolean {
  const [under, done] = [new Set<Node>(), new Set<Node>()];
  const leadsBack = (node: unknown): boolean => {
    if (!isNode(node) || done.has(node)) return false;
    if (under.has(node)) return true;
    under.add(node);
    const found = [
      ...(typeof node.$ref === "string" ? [targetOf(node.$ref, root)] : []),
      ...[node.allOf, node.anyOf, node.oneOf].flat(),
    ].some(leadsBack);
    under.delete(node);
    done.add(node);
    return found;
  };
  return leadsBack(start);
}
