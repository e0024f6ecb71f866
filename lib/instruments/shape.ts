import * as z from "zod";
import { fromJsonSchema } from "../schema/json_schema.ts";
import { canonical } from "../schema/canonical.ts";
import { BOUNDED_TOKENS, type Kind, type QuestionBase } from "./kind.ts";

/** A JSON Schema as plain data. */
export type Schema = Readonly<Record<string, unknown>>;

/** What a JSON Schema can be had from, such as a zod schema. */
export interface SchemaSource {
  /** The JSON Schema of the form. */
  toJSONSchema(): object;
}

/** A question that is answered with data of a form of one's own. */
export interface ShapeQuestion extends QuestionBase {
  /** Tells the kind. */
  readonly kind: "shape";
  /** The JSON Schema of the answer. */
  readonly schema: Schema;
}

/**
 * A question that is answered with data of a form of one's own: a JSON Schema, or a zod schema. It can
 * be tallied when one property decides: `rating`, `answer`, `choice`, `value` or `label`, or the only
 * property there is, or the only one with an `enum` or a truth value; or when the whole answer is one.
 * A list of things with a `name` and a `rank` counts for the one in the first place.
 *
 * In YAML any `response_schema` that is none of the named types is a JSON Schema.
 *
 * @throws {InputError} When the schema asks for what cannot be checked.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { shape } from "../../mod.ts";
 *
 * const mood = shape("How was it?", {
 *   type: "object",
 *   properties: { sentiment: { enum: ["good", "bad"] } },
 *   required: ["sentiment"],
 * });
 * assert(mood.kind === "shape");
 * ```
 */
export function shape(wording: string, schema: Schema | SchemaSource): ShapeQuestion {
  const plain = plainSchema(schema);
  fromJsonSchema(plain, `the schema of "${wording}"`);
  return { kind: "shape", text: wording, schema: plain };
}

/** How such a question behaves. */
export const shapeKind: Kind<ShapeQuestion> = {
  kind: "shape",
  settings: z.record(z.string(), z.unknown()).transform((schema, context) => {
    try {
      fromJsonSchema(schema, "the schema");
    } catch (error) {
      const message = error instanceof Error ? error.message.replace(/^.*?: /, "") : "";
      context.addIssue({ code: "custom", message });
    }
    return { schema };
  }),
  options: ({ schema }) =>
    decisiveValues(schema)?.map((value) => ({ value, label: value })) ?? null,
  listed: false,
  // Numbers have an order; words that a schema lists may stand in any.
  ordered: ({ schema }) =>
    (decisiveValues(schema) ?? []).every((value) => value !== "" && Number.isFinite(Number(value))),
  schema: ({ schema }) => schema,
  instruct: () => "",
  answer: ({ schema }) => fromJsonSchema(schema, "the answer's schema"),
  categories: ({ schema }, answer) => {
    const category = categoryOf(answer, decisiveProperty(schema));
    return category === undefined ? [] : [category];
  },
  maxTokens: () => 4 * BOUNDED_TOKENS,
};

function decisiveValues(schema: Schema): string[] | undefined {
  const decisive = decisiveProperty(schema);
  return valuesOf(decisive === undefined ? schema : propertiesOf(schema)[decisive]);
}

/** A JSON Schema as it is, or that of a source; it is yet to be checked. */
export function plainSchema(schema: Schema | SchemaSource): Schema {
  // A schema made from a source is an object by its own type; its keywords are checked next.
  return isSource(schema) ? schema.toJSONSchema() as Schema : schema;
}

function isSource(schema: Schema | SchemaSource): schema is SchemaSource {
  return typeof schema.toJSONSchema === "function";
}

const DECISIVE = ["rating", "answer", "choice", "value", "label"] as const;

function decisiveProperty(schema: Schema): string | undefined {
  const properties = propertiesOf(schema);
  const names = Object.keys(properties);
  const bounded = names.filter((name) => valuesOf(properties[name]) !== undefined);
  const listed = bounded.filter((name) => !isScale(properties[name]));
  const only = [names, listed, bounded].find(({ length }) => length === 1);
  return DECISIVE.find((name) => names.includes(name)) ?? only?.[0];
}

/** The category of a structured answer: its decisive property, or the answer itself, as a text. */
function categoryOf(answer: unknown, decisive: string | undefined): string | undefined {
  const value = isRecord(answer) ? decisive === undefined ? undefined : answer[decisive] : answer;
  if (typeof value === "string") return value.trim() === "" ? undefined : value.trim();
  if (typeof value === "number") return Number.isNaN(value) ? undefined : String(value);
  if (typeof value === "boolean") return String(value);
  if (!Array.isArray(value)) return undefined;
  const named = firstPlace(value) ?? value.map((item) => textOf(item)).join("|");
  return named === "" ? undefined : named;
}

/** The name with the least rank, where a list is a ranking; of equal ranks the first. */
function firstPlace(list: readonly unknown[]): string | undefined {
  const places = list.flatMap((item) =>
    isRecord(item) && typeof item.name === "string" && typeof item.rank === "number"
      ? [{ name: item.name.trim(), rank: item.rank }]
      : []
  );
  if (places.length < list.length) return undefined;
  return places.sort((a, b) => a.rank - b.rank)[0]?.name;
}

function textOf(item: unknown): string {
  return typeof item === "string" ? item : canonical(item);
}

function valuesOf(property: unknown): string[] | undefined {
  if (!isRecord(property)) return undefined;
  if (Array.isArray(property.enum)) {
    const texts = property.enum.filter((item) => item !== null).map((item) => textOf(item).trim());
    return [...new Set(texts)];
  }
  if (property.type === "boolean") return ["true", "false"];
  if (!isScale(property)) return undefined;
  const { minimum, maximum } = property;
  return Array.from({ length: maximum - minimum + 1 }, (_, place) => String(minimum + place));
}

function isScale(property: unknown): property is { minimum: number; maximum: number } {
  if (!isRecord(property) || Array.isArray(property.enum)) return false;
  const { type, minimum, maximum } = property;
  return type === "integer" && typeof minimum === "number" && typeof maximum === "number" &&
    maximum - minimum < 11;
}

function propertiesOf(schema: Schema): Readonly<Record<string, unknown>> {
  return isRecord(schema.properties) ? schema.properties : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
