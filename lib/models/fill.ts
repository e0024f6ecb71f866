import { type Stream } from "../random/stream.ts";
import { featuresOf, leaningsOf } from "./leaning.ts";
import { type About, type JsonSchema } from "./model.ts";

/** What a value is drawn with. */
interface Draw {
  readonly about: About;
  readonly random: Stream;
  /** The whole schema, for references inside it. */
  readonly root: JsonSchema;
  readonly depth: number;
}

// Beyond this depth only what is required is filled, so that a schema may refer to itself.
const DEEP = 6;

/**
 * Any value that a JSON Schema allows: objects by property, numbers inside their range and higher for
 * personas who lean that way, lists of the least length. A `pattern` is not looked at.
 */
export function fill(schema: JsonSchema, about: About, random: Stream): unknown {
  return value(schema, { about, random, root: schema, depth: 0 });
}

function value(given: JsonSchema, draw: Draw): unknown {
  const schema = resolved(given, draw.root);
  const { random } = draw;
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return listed(schema.enum, draw);
  const branches = [schema.anyOf, schema.oneOf].find(Array.isArray);
  if (branches) {
    const last = branches.length - 1;
    const branch = branches[draw.depth < DEEP ? random.integer(branches.length) : last];
    return value({ ...without(schema, ["anyOf", "oneOf"]), ...branch }, draw);
  }
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type ?? guessed(schema)) {
    case "boolean":
      return random.uniform() < 0.5;
    case "integer":
      return number(schema, draw, 1);
    case "number":
      return number(schema, draw);
    case "array":
      return list(schema, draw);
    case "null":
      return null;
    case "object":
      return record(schema, draw);
    default:
      return text(schema, draw);
  }
}

/** One of a list: of numbers a higher one for personas who lean that way, of other values any. */
function listed(values: readonly unknown[], { about, random }: Draw): unknown {
  if (!values.every((value) => typeof value === "number")) {
    return values[random.integer(values.length)];
  }
  const latent = leaningsOf(about)("") + 0.9 * random.normal();
  const share = 1 / (1 + Math.exp(-1.7 * latent));
  const rising = values.toSorted((one, other) => one - other);
  return rising[Math.min(rising.length - 1, Math.floor(share * rising.length))];
}

/** The schema behind a reference, with the parts of an `allOf` laid together. */
function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (typeof schema.$ref === "string") {
    const target = schema.$ref.split("/").slice(1).reduce<unknown>(
      (place, step) => isSchema(place) ? place[step] : undefined,
      root,
    );
    return resolved({ ...(isSchema(target) ? target : {}), ...without(schema, ["$ref"]) }, root);
  }
  if (!Array.isArray(schema.allOf)) return schema;
  return schema.allOf.filter(isSchema).map((part) => resolved(part, root)).reduce(
    (sum, part) => ({
      ...sum,
      ...part,
      properties: { ...propertiesOf(sum), ...propertiesOf(part) },
      required: [...requiredOf(sum), ...requiredOf(part)],
    }),
    without(schema, ["allOf"]),
  );
}

function record(schema: JsonSchema, draw: Draw): unknown {
  const wanted = requiredOf(schema);
  const kept = Object.entries(propertiesOf(schema))
    .filter(([name]) => draw.depth < DEEP || wanted.includes(name));
  return Object.fromEntries(kept.map(([name, part]) => [name, value(part, below(draw))]));
}

function list(schema: JsonSchema, draw: Draw): unknown[] {
  const heads = Array.isArray(schema.prefixItems) ? schema.prefixItems.filter(isSchema) : [];
  const least = numberAt(schema, "minItems") ?? (draw.depth < DEEP ? 1 : 0);
  const length = Math.min(Math.max(least, heads.length), numberAt(schema, "maxItems") ?? Infinity);
  const items = isSchema(schema.items) ? schema.items : {};
  const seen = new Set<string>();
  const result: unknown[] = [];
  // Items that must differ are drawn again; a schema may ask for more than there are.
  for (let tries = 0; result.length < length && tries < 100 * (length + 1); tries++) {
    const item = value(heads[result.length] ?? items, below(draw));
    const key = JSON.stringify(item);
    if (schema.uniqueItems === true && seen.has(key)) continue;
    seen.add(key);
    result.push(item);
  }
  return result;
}

/** A number inside the schema's range, on its steps, higher for personas who lean that way. */
function number(schema: JsonSchema, { about, random }: Draw, whole?: number): number {
  const step = numberAt(schema, "multipleOf") ?? whole;
  const [low, high] = range(schema, step ?? 0.01);
  const latent = leaningsOf(about)("") + 0.9 * random.normal();
  const drawn = low + (high - low) / (1 + Math.exp(-1.7 * latent));
  if (step === undefined) return Math.min(high, Math.max(low, Number(drawn.toFixed(2))));
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  const steps = Math.min(last, Math.max(first, Math.round(drawn / step)));
  return Number((steps * step).toFixed(10));
}

function range(schema: JsonSchema, step: number): readonly [low: number, high: number] {
  const [above, below] = [bound(schema, "exclusiveMinimum"), bound(schema, "exclusiveMaximum")];
  const low = bound(schema, "minimum") ?? (above === undefined ? undefined : above + step);
  const high = bound(schema, "maximum") ?? (below === undefined ? undefined : below - step);
  if (low !== undefined) return [low, high ?? low + 100];
  return high === undefined ? [0, 100] : [high > 0 ? 0 : high - 100, high];
}

// A schema of whole numbers is often given the range of exact ones, which says nothing.
function bound(schema: JsonSchema, key: string): number | undefined {
  const limit = numberAt(schema, key);
  return limit === undefined || Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? undefined : limit;
}

const FORMATS: Readonly<Record<string, string>> = {
  date: "2026-05-04",
  "date-time": "2026-05-04T08:00:00Z",
  time: "08:00:00Z",
  email: "someone@example.com",
  uri: "https://example.com/",
  uuid: "00000000-0000-4000-8000-000000000000",
};

function text(schema: JsonSchema, { about }: Draw): string {
  const formatted = FORMATS[String(schema.format)];
  const said = formatted ?? featuresOf(about.persona)[0] ?? "no particular view";
  return said.padEnd(numberAt(schema, "minLength") ?? 0, ".")
    .slice(0, numberAt(schema, "maxLength"));
}

function guessed(schema: JsonSchema): string {
  return "properties" in schema ? "object" : "items" in schema ? "array" : "string";
}

function below(draw: Draw): Draw {
  return { ...draw, depth: draw.depth + 1 };
}

function requiredOf(schema: JsonSchema): readonly unknown[] {
  return Array.isArray(schema.required) ? schema.required : [];
}

/** The properties of a schema that are schemas. */
export function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const entries = isSchema(schema.properties) ? Object.entries(schema.properties) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, JsonSchema] => isSchema(entry[1])),
  );
}

/** A number under a keyword of a schema. */
export function numberAt(schema: JsonSchema, key: string): number | undefined {
  const value = schema[key];
  return typeof value === "number" ? value : undefined;
}

function without(schema: JsonSchema, keys: readonly string[]): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.includes(key)));
}

function isSchema(value: unknown): value is JsonSchema {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
