import { type Stream } from "../random/stream.ts";
import { featuresOf, leaning } from "./leaning.ts";
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
  const stance = leaning(about, "open") + 0.4 * random.normal() >= 0 ? WARM : COOL;
  const features = featuresOf(about.persona);
  const trait = features.length === 0 ? undefined : features[random.integer(features.length)];
  const { occupation } = about.persona;
  const role = typeof occupation === "string"
    ? `Speaking as someone who works as ${occupation}, `
    : "";
  const told = trait === undefined || trait === occupation
    ? ""
    : ` People know me for this: ${trait}.`;
  return `${joined(role, pick(stance, random))}, ${pick(REASONS, random)}.${told}`;
}

function joined(role: string, stance: string): string {
  if (role === "" || /^I\b/.test(stance)) return role + stance;
  return role + stance.charAt(0).toLowerCase() + stance.slice(1);
}

function pick(list: readonly string[], random: Stream): string {
  // The place is below the length, which is not zero.
  return list[random.integer(list.length)] as string;
}
