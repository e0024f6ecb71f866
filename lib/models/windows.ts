import { modelId } from "./aliases.ts";

/** The window of a model that is not in the table. */
const DEFAULT_WINDOW = 128_000;

// As the providers document them, as of 2026-11, the smaller where a family has several: what fits is
// then sure to fit. The first part of an id that matches decides.
const WINDOWS: readonly (readonly [part: RegExp, tokens: number])[] = [
  [/claude/, 200_000],
  [/gemini/, 1_000_000],
  [/gpt-4\.1/, 1_000_000],
  [/gpt-5/, 200_000],
  [/gpt-4/, 128_000],
  // So short a name must stand alone: "solo1" is another model.
  [/(?<![a-z\d])o[13](?!\d)/, 200_000],
  [/grok/, 128_000],
  // Before "qwen", of which there are distilled ones under both names.
  [/deepseek/, 128_000],
  [/qwen/, 131_000],
  [/mistral/, 128_000],
];

/**
 * How many tokens a model can read at once, by its id or short name.
 *
 * @example
 * ```ts
 * import { windowOf } from "./windows.ts";
 *
 * if (windowOf("sonnet") !== 200_000) throw new Error();
 * if (windowOf("gpt-5-mini") !== 200_000) throw new Error();
 * if (windowOf("some-model") !== 128_000) throw new Error();
 * ```
 */
export function windowOf(name: string): number {
  const id = modelId(name).toLowerCase();
  return WINDOWS.find(([part]) => part.test(id))?.[1] ?? DEFAULT_WINDOW;
}
