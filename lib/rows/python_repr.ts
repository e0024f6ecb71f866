/**
 * A text as Python writes it in a program (`repr`): in single quotes, or in double ones where it holds a
 * single quote and no double one; what cannot be printed is written as an escape. Event ids of other
 * programs are digests of texts in this form.
 *
 * Source: `unicode_repr` of CPython 3; printable is what has none of the categories Other and Separator,
 * and the space.
 *
 * @example
 * ```ts
 * import { pythonRepr } from "./python_repr.ts";
 *
 * if (pythonRepr("p1") !== "'p1'" || pythonRepr("o'b") !== `"o'b"`) throw new Error();
 * ```
 */
export function pythonRepr(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  return quote + text.replace(SPECIAL, (symbol) => escaped(symbol, quote)) + quote;
}

const PLAIN = /^[ !#-&(-[\]-~]*$/;
const SPECIAL = /['"\\]|[^ \P{Z}]|\p{C}/gu;

function escaped(symbol: string, quote: string): string {
  if (symbol === "\\" || symbol === quote) return `\\${symbol}`;
  if (symbol === "'" || symbol === '"') return symbol;
  const short = SHORT.get(symbol);
  if (short !== undefined) return short;
  const code = symbol.codePointAt(0) ?? 0;
  const [letter, digits] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8];
  return `\\${letter}${code.toString(16).padStart(Number(digits), "0")}`;
}

const SHORT: ReadonlyMap<string, string> = new Map([["\t", "\\t"], ["\n", "\\n"], ["\r", "\\r"]]);
