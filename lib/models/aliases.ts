/** Short names and the ids they stand for, as of 2026-11. */
const ALIASES: Readonly<Record<string, string>> = {
  opus: "claude-opus-4-6",
  sonnet: "claude-sonnet-4-6",
  haiku: "claude-haiku-4-5-20251001",
  gemini: "gemini-2.5-flash",
  "gemini-pro": "gemini-2.5-pro",
  "gemini-flash-lite": "gemini-2.5-flash-lite",
  grok: "grok-3",
  "gpt-mini": "gpt-5-mini",
  "qwen3-plus": "openrouter/qwen/qwen3-plus",
  "deepseek-v3": "openrouter/deepseek/deepseek-v3",
};

/**
 * The id that a model's short name stands for; any other name is an id already.
 *
 * @example
 * ```ts
 * import { modelId } from "./aliases.ts";
 *
 * if (modelId("haiku") !== "claude-haiku-4-5-20251001") throw new Error();
 * if (modelId("gpt-4o-mini") !== "gpt-4o-mini") throw new Error();
 * ```
 */
export function modelId(name: string): string {
  return Object.hasOwn(ALIASES, name) ? ALIASES[name] ?? name : name;
}
