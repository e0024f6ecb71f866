/** An option that stands in an answer, from one place to another. */
interface Mention {
  readonly option: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The option that an answer in free words names, or undefined when it names none beyond doubt: the one
 * it equals in any letter case; else the longest that stands in it as whole words; else the longest of
 * which it, with three letters or more, is the beginning of a word. An option that is negated ("not
 * remote", "anything but remote") is not named, and of two options that are both named neither is,
 * unless one contains the other. Negations are English.
 *
 * @example
 * ```ts
 * import { matchOption } from "./match_option.ts";
 *
 * const options = ["Remote", "Hybrid 3 days", "Hybrid 3"];
 * if (matchOption("I'd go with hybrid 3 days", options) !== "Hybrid 3 days") throw new Error();
 * if (matchOption("Not remote", options) !== undefined) throw new Error();
 * ```
 */
export function matchOption(answer: string, options: readonly string[]): string | undefined {
  const said = folded(answer);
  const known = options.filter((option) => folded(option) !== "");
  const equal = known.filter((option) => folded(option) === said);
  if (equal.length > 0) return equal.find((option) => option === answer.trim()) ?? only(equal);
  const mentions = known.flatMap((option) => mentionsOf(option, said));
  const whole = mentions.filter((one) => !mentions.some((other) => isInside(one, other)));
  const denied = new Set(whole.filter((one) => isDenied(one, said)).map(({ option }) => option));
  const named = whole.map(({ option }) => option).filter((option) => !denied.has(option));
  return named.length > 0 ? only(named) : only(known.filter((option) => isBegun(option, said)));
}

/** The longest option, where all others are part of it. */
function only(options: readonly string[]): string | undefined {
  const [longest, ...rest] = [...new Set(options)].sort((a, b) => b.length - a.length);
  if (longest === undefined) return undefined;
  const whole = folded(longest);
  const isClear = rest.every((option) => {
    const part = folded(option);
    return part !== whole && placesOf(part, whole).length > 0;
  });
  return isClear ? longest : undefined;
}

/** A text without differences that mean nothing: letter case, width, kind of quote, space. */
function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/[‘’ʼ`]/g, "'").replace(/\s+/g, " ").trim();
}

// Made when it is first needed: its dictionaries take longer to load than most modules.
let words: Intl.Segmenter | undefined;

function edgesOf(text: string): ReadonlySet<number> {
  // Knows the words of scripts without spaces too; the locale is fixed so that all machines agree.
  words ??= new Intl.Segmenter("en", { granularity: "word" });
  return new Set([...Array.from(words.segment(text), ({ index }) => index), text.length]);
}

/** Where a text stands in another one as whole words; "free" does not stand in "sugar-free". */
function placesOf(part: string, text: string): number[] {
  if (!text.includes(part)) return [];
  const edges = edgesOf(text);
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    const to = at + part.length;
    const isJoined = /[\p{L}\p{N}]-$/u.test(text.slice(0, at)) ||
      /^-[\p{L}\p{N}]/u.test(text.slice(to));
    if (edges.has(at) && edges.has(to) && !isJoined) places.push(at);
  }
  return places;
}

// What may follow a "no" that is an answer; in "no idea" and "no preference" it is none.
const AFTER_NO =
  /^$|^ ?[^\p{L}\p{N} ]|^ (i|we|you|he|she|it|they|that|this|there|thanks?|way|not|never|because|since|but|and|or|unless|definitely|absolutely)\b/u;

function mentionsOf(option: string, said: string): Mention[] {
  const part = folded(option);
  return placesOf(part, said)
    .map((from): Mention => ({ option, from, to: from + part.length }))
    .filter(({ to }) => part !== "no" || AFTER_NO.test(said.slice(to)));
}

function isInside(one: Mention, other: Mention): boolean {
  return other.from <= one.from && one.to <= other.to && other.to - other.from > one.to - one.from;
}

// A negation holds until a new clause begins.
const NEW_CLAUSE =
  /[.,;:!?()\u2013\u2014\u2026]| - |\b(?:but|because|since|although|though|while|however|yet)\b|\b(?:and|so)\b(?= (?:i|we|it|that|would|will|then)\b)/u;
const ALL_BUT = /\b(?:any\p{L}*|every\p{L}*|all) but (?:\p{L}+ ){0,2}$/u;
const NEGATION =
  /\b(?:not(?! (?:only|just|merely|simply)\b)|never|neither|nor|none|without|except|besides|cannot|(?:do|does|did|is|are|was|ca|wo|would|could|should)nt|\p{L}+n't|instead of|rather than|other than|apart from|aside from)\b|\bno $/u;
const DENIED_AFTER =
  /^ (?:(?:is|are|was|were|would|will|could|can|does|do|did|should|has|have|had) (?:not|never)|cannot|\p{L}+n't)\b/u;

function isDenied({ from, to }: Mention, said: string): boolean {
  const before = said.slice(0, from);
  const clause = before.split(NEW_CLAUSE).at(-1) ?? "";
  return ALL_BUT.test(before) || NEGATION.test(clause) || DENIED_AFTER.test(said.slice(to));
}

/** Whether the answer is the beginning of a word of the option. */
function isBegun(option: string, said: string): boolean {
  const start = said.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  if ((start.match(/\p{L}/gu) ?? []).length < 3) return false;
  const text = folded(option);
  return [...edgesOf(text)].some((edge) => text.startsWith(start, edge));
}
