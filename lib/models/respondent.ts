import { shuffle } from "../random/shuffle.ts";
import { type Stream } from "../random/stream.ts";
import { weighted } from "../random/weighted.ts";
import { fill, numberAt, propertiesOf } from "./fill.ts";
import { leaningsOf } from "./leaning.ts";
import { type About, type JsonSchema, type Option, type Request } from "./model.ts";

type Shares = Readonly<Record<string, number>>;

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
  shares: Shares | undefined,
  random: Stream,
): unknown {
  const { about } = request;
  const { options } = about.question;
  const [name, wanted] = options === null ? [] : chosenProperty(schema, options);
  if (options === null || name === undefined || wanted === undefined) {
    return fill(schema, about, random);
  }
  const answer = wanted.type === "array"
    ? severalOf(about, wanted, shares, random)
    : valueIn(wanted, oneOf(about, options, shares, random));
  if (Object.keys(propertiesOf(schema)).length === 1) return { [name]: answer };
  // The options belong to one property of a form of the author's own.
  return { ...Object(fill(schema, about, random)), [name]: answer };
}

// Which property decides where several could: as in the tally of such a question.
const DECISIVE = ["rating", "answer", "choice", "value", "label"];

/** The property that the question's options are the values of. */
function chosenProperty(
  schema: JsonSchema,
  options: readonly Option[],
): readonly [name: string, wanted: JsonSchema] | readonly [] {
  const fitting = Object.entries(propertiesOf(schema)).filter(([, part]) =>
    part.type === "array" || options.every((option) => valueIn(part, option) !== undefined)
  );
  return fitting.find(([name]) => DECISIVE.includes(name)) ?? fitting[0] ?? [];
}

/** The value that an option stands for under a schema; undefined when it allows none. */
function valueIn(schema: JsonSchema, { value, label }: Option): unknown {
  if (Array.isArray(schema.enum)) {
    return schema.enum.find((one) =>
      one === value || one === label || JSON.stringify(one) === value
    );
  }
  if (schema.type === "boolean") return { true: true, false: false }[value];
  return schema.type === "integer" && Number.isInteger(Number(value)) ? Number(value) : undefined;
}

function oneOf(
  about: About,
  options: readonly Option[],
  shares: Shares | undefined,
  random: Stream,
): Option {
  const place = shares
    ? weighted(options.map(({ value }) => shares[value] ?? 0), random)
    : about.question.ordered
    ? placed(about, options.length, random)
    : mostLiked(about, options, random);
  // Each way names a place in the list.
  return options[place] as Option;
}

function mostLiked(about: About, options: readonly Option[], random: Stream): number {
  const [first] = ranked(about, random);
  return options.findIndex(({ value }) => value === first?.value);
}

/** The place on an ordered scale that a latent variable falls into. */
function placed(about: About, points: number, random: Stream): number {
  const latent = leaningsOf(about)("") + 0.9 * random.normal();
  const share = 1 / (1 + Math.exp(-1.7 * latent));
  return Math.min(points - 1, Math.floor(share * points));
}

/** As many options as the schema's bounds and the utilities allow, the most liked first. */
function severalOf(
  about: About,
  schema: JsonSchema,
  shares: Shares | undefined,
  random: Stream,
): string[] {
  const options = about.question.options ?? [];
  const least = numberAt(schema, "minItems") ?? 0;
  const most = Math.min(numberAt(schema, "maxItems") ?? options.length, options.length);
  const drawn = shares === undefined
    ? ranked(about, random)
    : least === options.length
    ? inOrder(options, shares, random)
    : included(options, shares, random);
  const liked = drawn.filter(({ utility }) => utility > 0).length;
  const wish = shares === undefined ? Math.min(liked, 1 + random.integer(drawn.length)) : liked;
  return drawn.slice(0, Math.min(most, Math.max(least, wish))).map(({ value }) => value);
}

/** The options from the most to the least liked: leaning plus Gumbel noise, a multinomial logit. */
function ranked(about: About, random: Stream): Drawn[] {
  const leaning = leaningsOf(about);
  return sorted((about.question.options ?? []).map(({ value }) => ({
    value,
    utility: 1.2 * leaning(value) + gumbel(random),
  })));
}

/** All options, each first with its share for a chance, then among the rest (Plackett 1975). */
function inOrder(options: readonly Option[], shares: Shares, random: Stream): Drawn[] {
  return sorted(options.map(({ value }) => ({
    value,
    utility: Math.log(Math.max(shares[value] ?? 0, Number.MIN_VALUE)) + gumbel(random),
  })));
}

/**
 * The options with those included first: each has its share for a chance, exactly, and their number is
 * the sum of the shares, rounded up or down (systematic sampling from a random order, Madow 1949).
 */
function included(options: readonly Option[], shares: Shares, random: Stream): Drawn[] {
  let sum = random.uniform();
  return sorted(
    shuffle(options, random).map(({ value }) => {
      const [share, before] = [shares[value] ?? 0, Math.floor(sum)];
      sum += share;
      return { value, utility: Math.floor(sum) > before ? share : share - 2 };
    }),
  );
}

function gumbel(random: Stream): number {
  return -Math.log(-Math.log(1 - random.uniform()));
}

function sorted(drawn: Drawn[]): Drawn[] {
  return drawn.sort((a, b) => b.utility - a.utility);
}
