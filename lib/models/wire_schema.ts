import { type JsonSchema } from "./model.ts";

// Checks that a provider's structured output does not know and refuses; we make them ourselves.
const LOCAL_CHECKS = new Set([
  "$schema",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "minItems",
  "maxItems",
  "uniqueItems",
  "contains",
  "minProperties",
  "maxProperties",
  "propertyNames",
  "patternProperties",
  "default",
  "examples",
]);

/**
 * A JSON Schema as the providers' structured output takes it: checks that they refuse are left out,
 * every object is closed, and `oneOf` is the `anyOf` that they know. The reply is checked against the
 * complete schema afterwards.
 *
 * @example
 * ```ts
 * import { wireSchema } from "./wire_schema.ts";
 *
 * const sent = wireSchema({ type: "object", properties: { age: { type: "integer", minimum: 18 } } });
 * if (JSON.stringify(sent).includes("minimum")) throw new Error();
 * if (sent.additionalProperties !== false) throw new Error();
 * ```
 */
export function wireSchema(schema: JsonSchema): JsonSchema {
  const known = made.get(schema);
  if (known) return known;
  const sent = translated(schema);
  made.set(schema, sent);
  return sent;
}

// A question sends the same schema with every panelist.
const made = new WeakMap<JsonSchema, JsonSchema>();

function translated(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(schema)
    .filter(([key]) => !LOCAL_CHECKS.has(key))
    .map(([key, value]) => [key === "oneOf" ? "anyOf" : key, sentAs(key, value)]);
  const sent: Record<string, unknown> = Object.fromEntries(kept);
  if (schema.type === "object" || schema.properties !== undefined) {
    sent.additionalProperties = false;
  }
  // The strict form asks for a type beside the values that an author finds sufficient.
  const values = Array.isArray(schema.enum) ? schema.enum : "const" in schema ? [schema.const] : [];
  const types = [...new Set(values.map(typeOf))];
  if (schema.type === undefined && types.length > 0 && !types.includes("object")) {
    sent.type = types.length === 1 ? types[0] : types;
  }
  return sent;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Number.isInteger(value) ? "integer" : typeof value;
}

/** Whether every object of a schema requires all its properties, as OpenAI's strict form demands. */
export function requiresAll(schema: JsonSchema): boolean {
  const { properties, required } = schema;
  if (isObject(properties)) {
    const wanted = Array.isArray(required) ? required : [];
    if (!Object.keys(properties).every((name) => wanted.includes(name))) return false;
  }
  return Object.values(schema).every((value) =>
    Array.isArray(value)
      ? value.every((item) => !isObject(item) || requiresAll(item))
      : !isObject(value) || requiresAll(value)
  );
}

// Under these keys stand names of the author's, not keywords.
const MAPS = new Set(["properties", "$defs", "definitions"]);
// And under these values: an object there is an answer, not a schema.
const VALUES = new Set(["enum", "const", "required"]);

function sentAs(key: string, value: unknown): unknown {
  if (VALUES.has(key)) return value;
  return MAPS.has(key) ? mapEach(value) : inside(value);
}

function mapEach(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inside(part)]));
}

function inside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inside);
  return isObject(value) ? wireSchema(value) : value;
}

function isObject(value: unknown): value is JsonSchema {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
