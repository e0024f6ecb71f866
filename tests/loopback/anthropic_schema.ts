import { isJson, type Json } from "./wire.ts";

/**
 * What structured outputs (and strict tools) have against a schema, in the provider's words without the
 * path before them; null when they have nothing. Every object is closed; numbers have no range, strings
 * no length, arrays no size but `minItems` 0 or 1; unions are `anyOf`; nothing refers to itself.
 */
export function schemaFault(schema: Json): string | null {
  const definitions = isJson(schema.$defs) ? schema.$defs : schema.definitions;
  if (isJson(definitions) && circular(definitions)) {
    return "Circular reference detected in schema definitions";
  }
  return node(schema);
}

const unsupported: Readonly<Record<string, readonly string[]>> = {
  number: ["exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"],
  integer: ["exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"],
  string: ["maxLength", "minLength"],
  array: ["maxItems", "uniqueItems"],
  object: ["maxProperties", "minProperties", "patternProperties", "propertyNames"],
};

function node(schema: Json): string | null {
  const union = ["oneOf", "not", "if"].find((keyword) => keyword in schema);
  if (union !== undefined) return `Schema type '${union}' is not supported`;
  return keywords(schema) ?? below(schema);
}

function keywords(schema: Json): string | null {
  const type = String(Array.isArray(schema.type) ? schema.type[0] : schema.type);
  const found = (unsupported[type] ?? []).filter((keyword) => keyword in schema);
  if (found.length === 1) return `For '${type}' type, property '${found[0]}' is not supported`;
  if (found.length > 1) {
    return `For '${type}' type, properties ${found.join(", ")} are not supported`;
  }
  if (type === "object" && schema.additionalProperties !== false) {
    return "For 'object' type, 'additionalProperties' must be explicitly set to false";
  }
  if (type === "array" && Number(schema.minItems ?? 0) > 1) {
    return "For 'array' type, 'minItems' values other than 0 or 1 are not supported";
  }
  return null;
}

function below(schema: Json): string | null {
  for (const key of ["properties", "$defs", "definitions", "anyOf", "allOf"]) {
    const named = schema[key];
    if (typeof named !== "object" || named === null) continue;
    for (const child of Object.values(named)) {
      const fault = isJson(child) ? node(child) : null;
      if (fault !== null) return fault;
    }
  }
  return isJson(schema.items) ? node(schema.items) : null;
}

/** Whether a definition refers, over however many others, to itself. */
function circular(definitions: Json): boolean {
  const names = Object.keys(definitions);
  const reaches = new Map(names.map((name) => [name, references(definitions[name])]));
  return names.some((name) => {
    const seen = new Set<string>();
    const open = [...(reaches.get(name) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === name) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(reaches.get(next) ?? []));
    }
    return false;
  });
}

function references(schema: unknown): readonly string[] {
  const found = JSON.stringify(schema).matchAll(/"\$ref":"#\/(?:\$defs|definitions)\/([^"]+)"/g);
  return [...found].map((match) => match[1] ?? "");
}
