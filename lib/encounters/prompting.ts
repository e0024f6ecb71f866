/**
 * How a panelist is spoken to. `zero_shot`: as nobody in particular; `few_shot`: so, with an example;
 * `persona`: as themselves; `persona_cot`: as themselves, and asked to think first, which is kept.
 */
export type PromptingStrategy = "zero_shot" | "few_shot" | "persona" | "persona_cot";

/** The ways in which panelists can be spoken to. */
export const STRATEGIES: readonly PromptingStrategy[] = [
  "zero_shot",
  "few_shot",
  "persona",
  "persona_cot",
];

/** An example of one's own for `few_shot`. */
export interface Example {
  /** What is said before it. */
  readonly intro?: string | undefined;
  /**
   * The reply as a panelist would send it. In a selection, `__FIRST_SHOWN__`, `__SECOND_SHOWN_IF_AVAILABLE__`
   * and `__THIRD_SHOWN_IF_AVAILABLE__` stand for products by their place among those shown.
   */
  readonly response: Readonly<Record<string, unknown>>;
}

/** Raised when the wording of selections or meetings changes, so that runs made with it differ. */
export const ENCOUNTER_PROMPT_VERSION = 1;

const ANYBODY =
  "You take part in a study of products, as one of many ordinary people who might use " +
  "them. Judge what you are shown as such a person would, soberly and on its merits.";

/**
 * The system prompt of a panelist: who they are, or, where the strategy leaves that out, that they are
 * nobody in particular.
 *
 * @param persona The panelist's own prompt.
 *
 * @example
 * ```ts
 * import { systemPrompt } from "./prompting.ts";
 *
 * if (systemPrompt("persona", "You are Maya.") !== "You are Maya.") throw new Error();
 * if (systemPrompt("zero_shot", "You are Maya.").includes("Maya")) throw new Error();
 * ```
 */
export function systemPrompt(strategy: PromptingStrategy, persona: string): string {
  return isGeneric(strategy) ? ANYBODY : persona;
}

/** Whether a strategy speaks to nobody in particular. */
export function isGeneric(strategy: PromptingStrategy): boolean {
  return strategy === "zero_shot" || strategy === "few_shot";
}

/** Whether a strategy has the panelist think first. */
export function thinksFirst(strategy: PromptingStrategy): boolean {
  return strategy === "persona_cot";
}
