import { type Stream } from "../random/stream.ts";
import { fill, propertiesOf } from "./fill.ts";
import { type About, type JsonSchema } from "./model.ts";

/** What is varied, and along which axis: the material of a variant. */
interface Material {
  readonly axis: string;
  readonly persona: About["persona"];
}

type Fields = Readonly<Record<string, unknown>>;

// Each axis changes its own fields and nothing else.
const AXES: Readonly<Record<string, (persona: About["persona"], random: Stream) => Fields>> = {
  trait_swap: swapped,
  mood_context: inAMood,
  demographic_shift: shifted,
  background_rephrase: rephrased,
};

const TRAITS = [
  ...["cautious", "bold", "frugal", "generous", "curious", "set in their ways", "impatient"],
  ...["calm", "sociable", "reserved", "orderly", "spontaneous", "trusting", "sceptical"],
];
const MOODS = [
  "Lately they have slept badly and feel short of time.",
  "They are just back from a good week away and feel rested.",
  "An unexpected bill last month still worries them.",
  "Good news in the family has put them in high spirits.",
];

/**
 * A variant of a persona without a language model: one trait for another, a mood at the end of the
 * background, an age moved by five to ten years, or the background in another order.
 */
export function simulatedVariant(about: About, schema: JsonSchema, random: Stream): unknown {
  const { axis, persona } = materialOf(about);
  const changed = AXES[axis]?.(persona, random) ?? {};
  const wanted = Object.entries(changed).filter(([field]) => field in propertiesOf(schema));
  return { ...Object(fill(schema, about, random)), ...Object.fromEntries(wanted) };
}

function swapped(persona: About["persona"], random: Stream): Fields {
  const traits = Array.isArray(persona.personality_traits)
    ? persona.personality_traits.map(String)
    : [];
  const others = TRAITS.filter((trait) => !traits.includes(trait));
  const place = traits.length === 0 ? 0 : random.integer(traits.length);
  const other = pick(others, random);
  return {
    personality_traits: traits.length === 0 ? [other] : traits.with(place, other),
    change_description: traits.length === 0
      ? `is now ${other}`
      : `is now ${other}, no longer ${traits[place]}`,
  };
}

function inAMood(persona: About["persona"], random: Stream): Fields {
  const mood = pick(MOODS, random);
  const background = textOf(persona.background);
  return {
    background: background === "" ? mood : `${background} ${mood}`,
    change_description: `the mood of the day was added: ${mood}`,
  };
}

// Ages for which a persona can still be moved either way.
const [YOUNG, OLD] = [30, 75];

function shifted(persona: About["persona"], random: Stream): Fields {
  const known = typeof persona.age === "number" ? persona.age : undefined;
  const age = known ?? YOUNG + random.integer(OLD - YOUNG);
  const years = 5 + random.integer(6);
  const isOlder = age < YOUNG || (age <= OLD && random.uniform() < 0.5);
  const rank = isOlder ? "senior" : "junior";
  const work = textOf(persona.occupation).replace(/^(senior|junior) /i, "") || "colleague";
  return {
    age: isOlder ? age + years : age - years,
    occupation: `${rank} ${work}`,
    change_description: `${years} years ${isOlder ? "older" : "younger"}, and ${rank} at work`,
  };
}

function rephrased(persona: About["persona"]): Fields {
  const facts = textOf(persona.background).split(/(?<=[.!?])\s+/).filter((fact) => fact !== "");
  const background = facts.length > 1
    ? [...facts.slice(1), facts[0]].join(" ")
    : `In short: ${facts[0] ?? "they say little about themselves."}`;
  return { background, change_description: "the same facts with another emphasis" };
}

function pick(list: readonly string[], random: Stream): string {
  return list[random.integer(list.length)] ?? "";
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function materialOf({ material, persona }: About): Material {
  const isMaterial = material !== null && typeof material === "object" && "axis" in material;
  // Who asks for a variant gives the material in this form.
  return isMaterial ? material as Material : { axis: "", persona };
}
