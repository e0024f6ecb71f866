const LOOKS_LIKE_A_KEY =
  /\b(?:sk|rk|pk|gsk|xai)[-_][\w.*-]{6,}|\bAIza[\w*-]{6,}|\beyJ[\w-]{8,}\.[\w.-]+|\bBearer\s+\S+/gi;

/** Shorter ones are ordinary words, which a text may have. */
const SHORTEST = 6;

/**
 * A text with `[key]` in place of a key and of anything that looks like one: as it is, as it stands in an
 * address, and in base64, also within something longer, as in the header of a basic login.
 */
export function withoutKey(text: string, key = ""): string {
  const forms = [key, ...inBase64(key)]
    .flatMap((form) => [form, ...inAddresses(form)])
    .filter(({ length }) => length >= SHORTEST)
    .sort((one, other) => other.length - one.length);
  const own = forms.reduce((rest, form) => rest.replaceAll(form, "[key]"), text);
  return own.replace(LOOKS_LIKE_A_KEY, "[key]");
}

/** As it stands in an address; both cases of its digits are written. */
function inAddresses(form: string): string[] {
  const encoded = encodeURIComponent(form);
  return [encoded, encoded.replace(/%../g, (digits) => digits.toLowerCase())];
}

/** The characters that it makes up alone, wherever it begins in a group of three bytes. */
function inBase64(key: string): string[] {
  const bytes = String.fromCharCode(...new TextEncoder().encode(key));
  return [0, 1, 2].flatMap((before) => {
    const encoded = btoa("\0".repeat(before) + bytes).replace(/=+$/, "");
    const isShared = (before + bytes.length) % 3 > 0;
    const alone = encoded.slice(before === 0 ? 0 : before + 1, isShared ? -1 : undefined);
    return [alone, alone.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
