import { type Stream } from "../random/stream.ts";
import { leaningsOf } from "./leaning.ts";
import { type About } from "./model.ts";

const WARM = [
  "On the whole it would suit me",
  "I can see myself going along with that",
  "It would make my days a little easier",
  "I would give it a fair try",
];
const COOL = [
  "I am not convinced yet",
  "It would have to prove itself first",
  "I would rather leave things as they are",
  "I do not see what I would gain",
];
const REASONS = [
  "because it has to fit around everything else I do",
  "as long as the cost stays clear",
  "since I have seen similar promises before",
  "because the people around me would be affected too",
  "and I would want to know how it works in practice",
];

/** What a simulated respondent says to an open question: two short sentences grounded in the persona. */
export function sentences(about: About, random: Stream): string {
  const stance = leaningsOf(about)("open") + 0.4 * random.normal() >= 0 ? WARM : COOL;
  const { occupation, personality_traits: traits } = about.persona;
  const role = typeof occupation === "string" ? `Speaking for myself (${occupation}), ` : "";
  const trait = Array.isArray(traits) ? pick(traits.map(String), random) : "";
  const told = trait === "" ? "" : ` Being ${trait}, I would notice that soon.`;
  return `${joined(role, pick(stance, random))}, ${pick(REASONS, random)}.${told}`;
}

function joined(role: string, stance: string): string {
  if (role === "" || /^I\b/.test(stance)) return role + stance;
  return role + stance.charAt(0).toLowerCase() + stance.slice(1);
}

function pick(list: readonly string[], random: Stream): string {
  return list.length === 0 ? "" : list[random.integer(list.length)] ?? "";
}
