import { type Persona } from "./persona.ts";

/** Raised when the wording of a built-in prompt changes, so that runs made with it differ. */
export const PERSONA_PROMPT_VERSION = 1;

/**
 * The system prompt of a persona: their `persona_text` where they have one; else who they are, from the
 * fields that are there, and how to answer.
 *
 * @example
 * ```ts
 * import { personaPrompt } from "./prompt.ts";
 *
 * const prompt = personaPrompt({ name: "Maya", age: 34, background: "Lives alone." });
 * if (!prompt.includes("34 years old") || prompt.includes("..")) throw new Error(prompt);
 * ```
 */
export function personaPrompt(persona: Persona): string {
  const { name, age, occupation, background, personality_traits, persona_text: own } = persona;
  if (typeof own === "string" && own.trim() !== "") return own.trim();
  return [
    sentence(
      `You are taking part in a survey as ${name ?? "a person who prefers not to be named"}`,
    ),
    age === undefined ? "" : `You are ${age} years old.`,
    occupation === undefined ? "" : sentence(`Your occupation: ${occupation}`),
    background === undefined ? "" : sentence(`About you: ${background}`),
    personality_traits === undefined || personality_traits.length === 0
      ? ""
      : sentence(`People who know you describe you as ${personality_traits.join(", ")}`),
    "Answer as this person would, from their own experience and in their own voice.",
    "Be honest rather than agreeable, and be brief.",
  ].filter((part) => part !== "").join(" ");
}

function sentence(text: string): string {
  return /[.!?…。！？]["'”’»)\]]*$/.test(text) ? text : `${text}.`;
}
