import { type Stream } from "../random/stream.ts";
import { weighted } from "../random/weighted.ts";
import { type About, type JsonSchema, type Option, type Request } from "./model.ts";
import { featuresOf, leaningsOf } from "./leaning.ts";

/** What is drawn for one option of a question. */
interface Drawn {
  readonly value: string;
  readonly utility: number;
}

/**
 * The answer of one simulated respondent, in the form the schema asks for: one option or several, by
 * latent utility or from known shares; where there are no options, any value the schema allows.
 */
export function answerOf(
  request: Request,
  schema: JsonSchema,
  shares: Readonly<Record<string, number>> | undefined,
  random: Stream,
): unknown {
  const { question } = request.about;
  const wanted = propertiesOf(schema).answer;
  if (question.options === null || wanted === undefined) return fill(schema, request.about, random);
  if (wanted.type === "array") {
    const drawn = shares
      ? included(question.options, shares, random)
      : ranked(request.about, random);
    return { answer: sized(drawn, wanted, random) };
  }
  const value = shares
    ? question.options[weighted(question.options.map((o) => shares[o.value] ?? 0), random)]?.value
    : question.ordered
    ? placed(request.about, question.options, random)
    : ranked(request.about, random)[0]?.value;
  return { answer: wanted.type === "integer" ? Number(value) : value };
}

/** The place on an ordered scale that a latent variable falls into. */
function placed(about: About, options: readonly Option[], random: Stream): string | undefined {
  const latent = leaningsOf(about)("") + 0.9 * random.normal();
  const share = 1 / (1 + Math.exp(-1.7 * latent));
  return options[Math.min(options.length - 1, Math.floor(share * options.length))]?.value;
}

/** The options from the most to the least liked: leaning plus Gumbel noise, a multinomial logit. */
function ranked(about: About, random: Stream): Drawn[] {
  const leaning = leaningsOf(about);
  const drawn = (about.question.options ?? []).map(({ value }) => ({
    value,
    utility: 1.2 * leaning(value) - Math.log(-Math.log(1 - random.uniform())),
  }));
  return drawn.sort((a, b) => b.utility - a.utility);
}

function included(
  options: readonly Option[],
  shares: Readonly<Record<string, number>>,
  random: Stream,
): Drawn[] {
  const drawn = options.map(({ value }) => ({
    value,
    utility: (shares[value] ?? 0) - random.uniform(),
  }));
  return drawn.sort((a, b) => b.utility - a.utility);
}

/** As many of the most liked as the schema's bounds and the utilities allow. */
function sized(drawn: readonly Drawn[], schema: JsonSchema, random: Stream): string[] {
  const least = numberAt(schema, "minItems") ?? 0;
  const most = Math.min(numberAt(schema, "maxItems") ?? drawn.length, drawn.length);
  const liked = drawn.filter(({ utility }) => utility > 0).length;
  const count = Math.min(most, Math.max(least, Math.min(liked, 1 + random.integer(drawn.length))));
  return drawn.slice(0, count).map(({ value }) => value);
}

/** Any value that a schema allows; objects by property, numbers inside their range. */
function fill(schema: JsonSchema, about: About, random: Stream): unknown {
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[random.integer(schema.enum.length)];
  const branches = [schema.anyOf, schema.oneOf].find(Array.isArray);
  if (branches) return fill(branches[random.integer(branches.length)], about, random);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case "boolean":
      return random.uniform() < 0.5;
    case "integer":
      return Math.round(between(schema, about, random));
    case "number":
      return Number(between(schema, about, random).toFixed(2));
    case "array":
      return Array.from(
        { length: numberAt(schema, "minItems") ?? 1 },
        () => fill(isSchema(schema.items) ? schema.items : {}, about, random),
      );
    case "null":
      return null;
    case "object":
      return Object.fromEntries(
        Object.entries(propertiesOf(schema)).map((
          [name, part],
        ) => [name, fill(part, about, random)]),
      );
    default:
      return featuresOf(about.persona)[0] ?? "no particular view";
  }
}

/** A number inside the schema's range, higher for personas who lean that way. */
function between(schema: JsonSchema, about: About, random: Stream): number {
  const low = numberAt(schema, "minimum") ?? 0;
  const high = numberAt(schema, "maximum") ?? low + 100;
  const latent = leaningsOf(about)("") + 0.9 * random.normal();
  return low + (high - low) / (1 + Math.exp(-1.7 * latent));
}

function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const entries = isSchema(schema.properties) ? Object.entries(schema.properties) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, JsonSchema] => isSchema(entry[1])),
  );
}

function numberAt(schema: JsonSchema, key: string): number | undefined {
  const value = schema[key];
  return typeof value === "number" ? value : undefined;
}

function isSchema(value: unknown): value is JsonSchema {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
