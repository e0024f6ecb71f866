import { type Asking } from "../engine/ask.ts";
import { type Persona } from "../personas/persona.ts";
import { type Sampling } from "./sampling_plan.ts";
import { type Desk, type Unit } from "./unit.ts";

/** How one answer is sampled: the plan's way, where the persona has none of their own. */
export function samplingOf(
  { unit, persona, question }: {
    readonly unit: Unit;
    readonly persona: Persona;
    readonly question: string;
  },
  desk: Desk,
): Asking["sampling"] {
  const { sampling } = desk.prepared.parts.plan;
  return { ...sampledAs(persona, sampling), ...seedOf(unit, question, desk) };
}

/** How somebody's answers are sampled: what is theirs wins. */
export function sampledAs(
  { llm_overrides: own = {} }: Persona,
  sampling: Sampling,
): Omit<Asking["sampling"], "seed"> {
  const temperature = own.temperature ?? sampling.temperature;
  const topP = own.top_p ?? sampling.topP;
  const maxTokens = own.max_tokens ?? sampling.maxTokens;
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { topP }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
  };
}

/**
 * The seed of one answer, derived so that repeats differ and reproduce. Without a seed of the user's
 * nothing is sent, but simulated respondents still reproduce.
 */
export function seedOf(
  { panelist: { id }, repeat }: Unit,
  question: string,
  { prepared, random }: Desk,
): { readonly seed?: number } {
  if (prepared.parts.plan.seed === null) return {};
  return { seed: random.fork("seed", id, question, repeat).integer(2 ** 31) };
}
