import { type About } from "./model.ts";

type Persona = About["persona"];

/**
 * How much a simulated persona leans towards the options of a question, about in (−1, 1): a part that all
 * personas share and one of their own. It is a fixed number for the words involved, not a draw: personas
 * with like attributes lean alike.
 */
export function leaningsOf({ persona, question }: About): (option: string) => number {
  const codes = featuresOf(persona).map(code);
  const scale = Math.sqrt(Math.max(1, codes.length));
  return (option) => {
    const asked = code(`${question.text}\n${option}`);
    const own = codes.reduce((sum, feature) => sum + signed(mix(feature ^ asked)), 0);
    return 0.7 * signed(mix(asked)) + own / scale;
  };
}

// Like people have none of these in common.
const OWN = ["name", "background", "persona_id", "persona_text"];

/**
 * What is known of a persona, in words: occupation, traits, age group and every short attribute, also of
 * those that stand apart under `attributes`.
 */
export function featuresOf(persona: Persona): readonly string[] {
  return Object.entries(persona)
    .filter(([key]) => !OWN.includes(key))
    .flatMap(([key, value]) => key === "attributes" ? apart(value) : describe(key, value));
}

function apart(attributes: unknown): readonly string[] {
  return attributes !== null && typeof attributes === "object" && !Array.isArray(attributes)
    ? featuresOf({ ...attributes })
    : describe("attributes", attributes);
}

function describe(key: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  if (key === "age" && typeof value === "number") return [`aged ${Math.floor(value / 10) * 10} on`];
  if (typeof value === "string" || typeof value === "boolean") return [String(value)];
  return [];
}

/** FNV-1a, 32 bits: a code for a text. */
function code(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place++) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  }
  return hash;
}

/** The finaliser of MurmurHash3: every bit of the code moves every bit of the result. */
function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function signed(value: number): number {
  return value / 2 ** 31 - 1;
}
