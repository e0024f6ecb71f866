/** A placeholder as it stands in a text: `{name}`, or `{name.part}` and `{name[0]}`. */
export interface Placeholder {
  /** The name at its start: letters, digits, `_` and `-`, beginning with a letter or `_`. */
  readonly name: string;
  /** Whether it is the name alone; anything reached through a name is never filled. */
  readonly isPlain: boolean;
}

/**
 * The placeholders of a text, in order. Doubled braces (`{{lit}}`), lone ones, `{}` and pieces of JSON
 * such as `{"a": 1}` or `{ a: 1 }` are none.
 *
 * @example
 * ```ts
 * import { placeholders } from "./placeholders.ts";
 *
 * const names = placeholders('{a} {b.c} {{d}} {"e": {}} {').map(({ name }) => name);
 * if (names.join() !== "a,b") throw new Error(names.join());
 * ```
 */
export function placeholders(text: string): Placeholder[] {
  return [...text.matchAll(TOKENS)].flatMap(([, inner]): Placeholder[] => {
    const [whole, name] = inner?.match(REFERENCE) ?? [];
    return name === undefined ? [] : [{ name, isPlain: whole === name }];
  });
}

/**
 * Fills `{name}` where there is a value for the name, in one pass: a value that holds braces itself
 * stays as it is. Everything else stays as written.
 *
 * @param valueOf The value of a name; undefined leaves the placeholder.
 * @param options `escapes`: whether `{{` stands for `{`, and the `}}` that belongs to it for `}`. A
 * `}}` that closes none, as at the end of nested JSON, stays. @default false
 *
 * @example
 * ```ts
 * import { fillPlaceholders } from "./placeholders.ts";
 *
 * const filled = fillPlaceholders("{a} {b} {{a}}", (name) => name === "a" ? "1" : undefined, {
 *   escapes: true,
 * });
 * if (filled !== "1 {b} {a}") throw new Error(filled);
 * ```
 */
export function fillPlaceholders(
  text: string,
  valueOf: (name: string) => string | undefined,
  { escapes = false }: { readonly escapes?: boolean } = {},
): string {
  let open = 0;
  return text.replace(TOKENS, (token: string, inner: string | undefined) => {
    if (inner !== undefined) return /[.[]/.test(inner) ? token : valueOf(inner) ?? token;
    if (!escapes || (token === "}}" && open === 0)) return token;
    open += token === "{{" ? 1 : -1;
    return token.slice(1);
  });
}

/**
 * What is written in a text in the manner of Jinja, as in `{% if %}`, `{# note #}` or `{{ name }}`;
 * undefined when nothing is.
 */
export function jinjaIn(text: string): string | undefined {
  return text.match(/\{[%#][^{}]*\}?|\{\{-?\s*[\p{L}_][^{}]*\}\}/u)?.[0];
}

// From the left, so that of three braces the first two are the doubled ones.
const TOKENS = /\{\{|\}\}|\{([^{}]*)\}/g;
const REFERENCE = /^([\p{L}_][\p{L}\p{M}\p{N}_-]*)(?:\.[\p{L}\p{N}_]+|\[[^[\]]+\])*$/u;
