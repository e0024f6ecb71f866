import { isJson, type Json } from "./wire.ts";

/**
 * What OpenAI's strict mode has against a schema, in its words without the "Invalid schema for …: "
 * before them; null when it has nothing. Checked: an object at the root, every object closed, every
 * property required, a type (or a reference, a union) everywhere, nothing beside a `$ref`, and no
 * keyword outside the supported subset.
 */
export function strictFault(schema: Json): string | null {
  if (schema.type !== "object") {
    return `schema must be a JSON Schema of 'type: "object"', got 'type: "${
      schema.type ?? "None"
    }"'.`;
  }
  return node(schema, []);
}

const forbidden = [
  "oneOf",
  "allOf",
  "not",
  "if",
  "then",
  "else",
  "uniqueItems",
  "patternProperties",
  "propertyNames",
  "dependentRequired",
  "dependentSchemas",
  "unevaluatedProperties",
  "minProperties",
  "maxProperties",
  "contains",
  "prefixItems",
  "default",
];

function node(schema: Json, path: readonly string[]): string | null {
  const inContext = `In context=${tuple(path)}, `;
  if ("$ref" in schema) return beside(schema, inContext);
  const found = forbidden.find((keyword) => keyword in schema);
  if (found !== undefined) return `${inContext}'${found}' is not permitted.`;
  if (!("type" in schema) && !("anyOf" in schema)) {
    return `${inContext}schema must have a 'type' key.`;
  }
  return (schema.type === "object" ? closed(schema, inContext) : null) ?? below(schema, path);
}

function beside(schema: Json, inContext: string): string | null {
  const others = Object.keys(schema).filter((key) => key !== "$ref");
  if (others.length === 0) return null;
  return `${inContext}$ref cannot have keywords {${others.map((key) => `'${key}'`).join(", ")}}.`;
}

function closed(schema: Json, inContext: string): string | null {
  if (schema.additionalProperties !== false) {
    return `${inContext}'additionalProperties' is required to be supplied and to be false.`;
  }
  const keys = Object.keys(isJson(schema.properties) ? schema.properties : {});
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  const rule =
    `${inContext}'required' is required to be supplied and to be an array including every key in properties.`;
  const absent = keys.find((key) => !required.includes(key));
  if (absent !== undefined) return `${rule} Missing '${absent}'.`;
  const extra = required.find((key) => typeof key !== "string" || !keys.includes(key));
  return extra === undefined ? null : `${rule} Extra required key '${extra}' supplied.`;
}

function below(schema: Json, path: readonly string[]): string | null {
  for (const [key, child, at] of children(schema)) {
    const fault = isJson(child) ? node(child, [...path, key, ...at]) : null;
    if (fault !== null) return fault;
  }
  return null;
}

function* children(schema: Json): Generator<[string, unknown, string[]]> {
  for (const key of ["properties", "$defs", "definitions"]) {
    const named = schema[key];
    if (!isJson(named)) continue;
    for (const [name, child] of Object.entries(named)) yield [key, child, [name]];
  }
  if ("items" in schema) yield ["items", schema.items, []];
  if (!Array.isArray(schema.anyOf)) return;
  for (const [at, child] of schema.anyOf.entries()) yield ["anyOf", child, [String(at)]];
}

/** A path as Python prints a tuple, which is how the messages write it. */
function tuple(path: readonly string[]): string {
  const quoted = path.map((part) => /^\d+$/.test(part) ? part : `'${part}'`);
  return quoted.length === 1 ? `(${quoted[0]},)` : `(${quoted.join(", ")})`;
}
