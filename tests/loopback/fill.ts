import { fork, pick } from "./chance.ts";
import { words } from "./prose.ts";
import { isJson, type Json } from "./wire.ts";

/** Beyond this depth only what is required is filled, so that a schema may refer to itself. */
const deep = 6;

/** A value's place: the state it is drawn from, the schema's root for references, its depth. */
interface Place {
  readonly state: number;
  readonly root: Json;
  readonly depth: number;
}

/**
 * A value a JSON Schema allows; the same one for the same state, whatever else is in the schema. Known
 * are enum, const, types and lists of types, ranges, multiples, lengths, the common string formats,
 * objects, arrays (with sizes, prefixes and unique items), anyOf and oneOf (the first branch; deep down
 * the last, which is where recursion ends), allOf, and references inside the schema. A `pattern` is not
 * looked at.
 */
export function fill(schema: Json, state: number): unknown {
  return value(schema, { state, root: schema, depth: 0 });
}

function value(given: Json, place: Place): unknown {
  const schema = resolved(given, place.root);
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return pick(place.state, schema.enum);
  const branch = [schema.anyOf, schema.oneOf].find(Array.isArray)?.at(shallow(place) ? 0 : -1);
  if (isJson(branch)) return value({ ...without(schema, "anyOf", "oneOf"), ...branch }, place);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type ?? guessed(schema)) {
    case "object":
      return object(schema, place);
    case "array":
      return array(schema, place);
    case "integer":
    case "number":
      return number(schema, place.state, type === "integer");
    case "boolean":
      return place.state % 2 === 0;
    case "null":
      return null;
    default:
      return string(schema, place.state);
  }
}

/** The schema behind a reference, with the keywords of `allOf` laid together. */
function resolved(schema: Json, root: Json): Json {
  let found = schema;
  for (let hops = 0; typeof found.$ref === "string" && hops < 32; hops++) {
    found = { ...target(found.$ref, root), ...without(found, "$ref") };
  }
  if (!Array.isArray(found.allOf)) return found;
  return found.allOf.filter(isJson).map((part) => resolved(part, root))
    .reduce(merged, without(found, "allOf"));
}

function merged(a: Json, b: Json): Json {
  const properties = { ...(a.properties ?? {}), ...(b.properties ?? {}) };
  const required = [...(a.required as [] ?? []), ...(b.required as [] ?? [])]; // lists, by the dialect
  return { ...a, ...b, properties, required };
}

function target(reference: string, root: Json): Json {
  let found: unknown = root;
  for (const part of reference.split("/").slice(1)) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    found = isJson(found) ? found[key] : undefined;
  }
  if (isJson(found)) return found;
  throw new RangeError(`Cannot fill the schema: "${reference}" refers to nothing in it`);
}

function object(schema: Json, place: Place): Json {
  const properties = isJson(schema.properties) ? schema.properties : {};
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  const filled: Record<string, unknown> = {};
  for (const [name, child] of Object.entries(properties)) {
    if (!shallow(place) && !required.includes(name)) continue;
    filled[name] = isJson(child) ? value(child, below(place, name)) : null;
  }
  return filled;
}

function array(schema: Json, place: Place): readonly unknown[] {
  const prefix = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  const least = Number(schema.minItems ?? 0);
  const usual = shallow(place) ? Math.max(least, prefix.length, 1 + place.state % 3) : least;
  const size = Math.min(usual, Number(schema.maxItems ?? Infinity));
  const items: unknown[] = [];
  const seen = new Set<string>();
  for (let tries = 0; items.length < size && tries < 1000 + size; tries++) {
    const child = prefix[items.length] ?? schema.items;
    const made = isJson(child) ? value(child, below(place, String(tries))) : null;
    const key = JSON.stringify(made);
    if (schema.uniqueItems === true && seen.has(key)) continue;
    seen.add(key);
    items.push(made);
  }
  return items;
}

function number(schema: Json, state: number, whole: boolean): number {
  const step = Number(schema.multipleOf ?? (whole ? 1 : 0.01));
  const [least, most] = bounds(schema, step);
  const first = Math.ceil(least / step - 1e-9);
  const last = Math.max(first, Math.floor(most / step + 1e-9));
  return Number(((first + state % (last - first + 1)) * step).toFixed(10));
}

function bounds(schema: Json, step: number): readonly [number, number] {
  const above = schema.exclusiveMinimum;
  const under = schema.exclusiveMaximum;
  const least = typeof above === "number" ? above + step : schema.minimum;
  const most = typeof under === "number" ? under - step : schema.maximum;
  if (typeof least === "number") return [least, typeof most === "number" ? most : least + 100];
  return typeof most === "number" ? [most - 100, most] : [0, 100];
}

const formats: Readonly<Record<string, (state: number) => string>> = {
  "date-time": (state) => `2026-0${1 + state % 9}-1${state % 10}T08:00:00Z`,
  date: (state) => `2026-0${1 + state % 9}-1${state % 10}`,
  time: (state) => `0${state % 10}:30:00Z`,
  duration: (state) => `P${1 + state % 30}D`,
  email: (state) => `person${state % 1000}@example.com`,
  hostname: (state) => `host${state % 1000}.example.com`,
  uri: (state) => `https://example.com/${state % 1000}`,
  ipv4: (state) => `192.0.2.${state % 256}`,
  ipv6: (state) => `2001:db8::${(state % 65536).toString(16)}`,
  uuid: (state) => `00000000-0000-4000-8000-${state.toString(16).padStart(12, "0")}`,
};

function string(schema: Json, state: number): string {
  const made = formats[String(schema.format)]?.(state) ?? words(state);
  const long = made.padEnd(Number(schema.minLength ?? 0), ".");
  return long.slice(0, Number(schema.maxLength ?? Infinity));
}

function guessed(schema: Json): string {
  if ("properties" in schema) return "object";
  return "items" in schema || "prefixItems" in schema ? "array" : "string";
}

function shallow(place: Place): boolean {
  return place.depth < deep;
}

function below(place: Place, name: string): Place {
  return { ...place, state: fork(place.state, name), depth: place.depth + 1 };
}

function without(schema: Json, ...keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.includes(key)));
}
