import { type About } from "./model.ts";

type Persona = About["persona"];

const features = new WeakMap<Persona, { readonly words: string[]; readonly codes: number[] }>();

/**
 * How much a simulated persona leans towards an option, about in (−1, 1): a part that all personas
 * share and one of their own. It is a fixed number for the words involved, not a draw: personas with
 * like attributes lean alike.
 */
export function leaning(about: About, option: string): number {
  const asked = code(`${about.question.text}\n${option}`);
  const { codes } = known(about.persona);
  const own = codes.reduce((sum, feature) => sum + signed(mix(feature ^ asked)), 0);
  return 0.7 * signed(mix(asked)) + (codes.length === 0 ? 0 : own / Math.sqrt(codes.length));
}

/** What is known of a persona, in words: occupation, traits, age group and every short attribute. */
export function featuresOf(persona: Persona): readonly string[] {
  return known(persona).words;
}

function known(persona: Persona): { readonly words: string[]; readonly codes: number[] } {
  const kept = features.get(persona);
  if (kept) return kept;
  const words = Object.entries(persona)
    .filter(([key]) => key !== "name" && key !== "background")
    .flatMap(([key, value]) => describe(key, value));
  const made = { words, codes: words.map(code) };
  features.set(persona, made);
  return made;
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
