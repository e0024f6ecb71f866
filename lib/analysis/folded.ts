/** A text without what makes no difference: letter case, width, kind of quote, punctuation, space. */
export function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}+<>=]+/gu, " ").trim();
}
