import { type Stream } from "../random/stream.ts";
import { fill, numberAt, propertiesOf } from "./fill.ts";
import { type JsonSchema, type Request } from "./model.ts";
import { sentimentIn } from "./simulated_sentiment.ts";

/**
 * Data extracted from an answer without a language model: what the answer's words plainly decide (the
 * option they name, yes or no, the sentiment, the only number in range), and for the rest any value
 * that the schema allows.
 */
export function simulatedExtraction(
  request: Request,
  schema: JsonSchema,
  random: Stream,
): unknown {
  const said = saidIn(request);
  const filled = fill(schema, request.about, random);
  const decided = Object.entries(propertiesOf(schema)).flatMap(([name, part]) => {
    const value = decidedBy(said, part);
    return value === undefined ? [] : [[name, value]];
  });
  return decided.length === 0 ? filled : { ...Object(filled), ...Object.fromEntries(decided) };
}

/** The answer that a request works on: its material, or else the last turn. */
export function saidIn({ about: { material }, messages }: Request): string {
  if (typeof material === "string") return material;
  return material === undefined ? messages.at(-1)?.content ?? "" : JSON.stringify(material);
}

/** The value that an answer plainly decides; undefined when it decides none. */
function decidedBy(said: string, schema: JsonSchema): unknown {
  if (Array.isArray(schema.enum)) return optionIn(said, schema.enum);
  if (schema.type === "boolean") {
    return { positive: true, negative: false, neutral: undefined }[agreementIn(said)];
  }
  if (schema.type === "integer" || schema.type === "number") return numberIn(said, schema);
  return schema.type === "array" ? optionsIn(said, schema) : undefined;
}

function optionIn(said: string, options: readonly unknown[]): unknown {
  const named = options.filter((option) => names(said, option));
  if (named.length === 1) return named[0];
  const meant = [
    sentimentIn(said),
    { positive: "yes", negative: "no", neutral: "" }[agreementIn(said)],
  ]
    .map((word) => options.find((option) => String(option).toLowerCase() === word));
  return meant.find((option) => option !== undefined);
}

function optionsIn(said: string, schema: JsonSchema): unknown {
  const items = Object(schema.items).enum;
  if (!Array.isArray(items)) return undefined;
  const named = items.filter((option) => names(said, option));
  const most = numberAt(schema, "maxItems") ?? Infinity;
  return named.length > 0 && named.length >= (numberAt(schema, "minItems") ?? 0)
    ? named.slice(0, most)
    : undefined;
}

function numberIn(said: string, schema: JsonSchema): number | undefined {
  const [low, high] = [numberAt(schema, "minimum"), numberAt(schema, "maximum")];
  const found = (said.match(/(?<![\w.])-?\d+(?:\.\d+)?(?![\w.]*\d)/g) ?? []).map(Number)
    .filter((number) => number >= (low ?? -Infinity) && number <= (high ?? Infinity))
    .filter((number) => schema.type === "number" || Number.isInteger(number));
  // Two numbers leave open which one is meant, and steps are not looked at.
  return found.length === 1 && schema.multipleOf === undefined ? found[0] : undefined;
}

/** Whether an answer begins with yes or no; by how it sounds otherwise. */
function agreementIn(said: string) {
  if (/^\W*(yes|yeah|yep|sure|definitely|absolutely)\b/i.test(said)) return "positive";
  return /^\W*(no|nope|never)\b/i.test(said) ? "negative" : sentimentIn(said);
}

function names(said: string, option: unknown): boolean {
  if (typeof option !== "string" || option.trim() === "") return false;
  const word = option.trim().toLowerCase().replaceAll("_", " ").replace(
    /[.*+?^${}()|[\]\\]/g,
    "\\$&",
  );
  return new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "u").test(said.toLowerCase());
}
